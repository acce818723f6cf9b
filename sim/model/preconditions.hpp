// What must be true of a scenario before a world can be made from it. The loader sees to all of it; whoever
// makes or changes a scenario by hand learns here what is missing, before it is looked for in vain.
#pragma once

#include <span>
#include <string>

#include "sim/model/specification.hpp"

namespace clientele::model {

/// The first thing that `scenario`, under this assignment of policies, lacks to be made a world of, as a
/// sentence; "" when it lacks nothing.
std::string missing_of_world(const Scenario& scenario, std::span<const std::size_t> policy_of);

/// `scenario` itself, if it lacks nothing. Throws std::logic_error with that sentence.
const Scenario& require_complete(const Scenario& scenario, std::span<const std::size_t> policy_of);

}  // namespace clientele::model
