// Which levers are in force, where rules move them.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::model {
class World;
}

namespace clientele::experiment {

/// Of every business in turn, these levers (lever_parameters) as they will be in the next week: means over
/// its offices. A choice is the index of its word; NaN where offices differ.
std::vector<double> levers_in_force(const World& world, const std::vector<std::string>& levers);

}  // namespace clientele::experiment
