// What must be said with the numbers of a store.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::experiment {
class Store;
}

namespace clientele::app {

/// That runs are missing, or that nothing tells whether the file is as it was written; sentences.
std::vector<std::string> reservations(const Store& store);

/// Says them on standard error.
void say_reservations(const Store& store);

}  // namespace clientele::app
