// Stores with results that a test plants, where the truth about them is known.
#pragma once

#include <functional>

#include "sim/experiment/design/assumptions.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// The operating margin at a point, under a policy, in a replication (counted from 1); NaN for a failed run.
using PlantedMargin = std::function<double(std::size_t point, std::size_t policy, int replication)>;

/// A store of the plan, in memory, of which every run is done, or failed, with that margin.
Store planted(const Plan& plan, const PlantedMargin& margin);

/// The assumptions of these names of the plan's scenario.
std::vector<Assumption> assumptions_in(const Plan& plan, const std::vector<std::string>& names);

}  // namespace clientele::experiment
