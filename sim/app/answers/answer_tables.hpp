// Answers for people: of a run, a comparison and a sweep.
#pragma once

#include <string>

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// What happened before the first week, how often that had to be simulated, and since when holds what is set
/// or varied; "" without a past.
std::string sentence_of_past(const Plan& plan);

/// The businesses, each with its own policy.
std::string run_table(const Store& store);

/// The headline measures of every policy with their 95 % intervals, the paired differences to the baseline,
/// the decision they lead to, and a sentence that sums it up. At most 100 columns wide for the measures and
/// policies that are shipped.
std::string comparison_table(const Store& store, const Options& options);

/// One line per point and policy, as many as can be read.
std::string sweep_table(const Store& store);

}  // namespace clientele::app
