// What must hold of a market between any two stages, whatever the parameters: people add up, and every state
// stays where it is defined. Debug builds check it after each stage.
#pragma once

#include <string>

#include "sim/model/market.hpp"

namespace clientele::model {

/// The first law that the state of a market breaks, or "" when it keeps them all.
std::string broken_law(const Market& market);

}  // namespace clientele::model
