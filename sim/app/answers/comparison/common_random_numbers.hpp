// What common random numbers achieved in a comparison, for human eyes.
#pragma once

#include <string>

#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

/// How many times more independent replications the differences would have taken, over the headline measures:
/// a paragraph; empty if there is nothing to tell.
std::string precision_gained(const Comparison& comparison);

/// Per headline measure and policy other than the baseline: the correlation with the baseline over
/// replications, and the variance-reduction factor of the difference against independent runs.
std::string synchronisation_table(const Comparison& comparison);

}  // namespace clientele::app
