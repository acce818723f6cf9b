// Answers for programs: of a run, a comparison and a sweep.
#pragma once

#include <string>

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// Every measure of the businesses, each with its own policy.
std::string run_json(const Store& store);

/// Every measure of every policy, its paired difference to the baseline, what common random numbers achieved,
/// and the decision.
std::string comparison_json(const Store& store, const Options& options);

/// What comparison_json has of the policies, for one point, as one line (JSON Lines).
std::string sweep_json_line(const Store& store, const std::string& baseline, std::size_t point);

}  // namespace clientele::app
