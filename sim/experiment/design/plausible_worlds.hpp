// Many plausible worlds instead of one: every assumption of the scenario is drawn from its plausible range
// (assumptions.hpp) by a Latin hypercube, and each world so made is simulated under every policy with the
// same people and common random numbers.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sim/experiment/design/assumptions.hpp"

namespace clientele::experiment {

/// Plan::verb of a comparison over plausible worlds.
inline constexpr std::string_view plausible_verb = "compare --uncertain";

/// Gives the plan of a comparison `worlds` points, drawn with its seed.
void lay_out_worlds(Plan& plan, const std::vector<Assumption>& assumptions, std::size_t worlds);

/// The assumptions that differ between the worlds of such a plan.
std::vector<Assumption> assumptions_varied(const Plan& plan);

/// Their values: one row per world.
Matrix world_values(const Plan& plan);

}  // namespace clientele::experiment
