// What staff must have learned before they can do it: to stay calm, to explain, to persuade; and what courses
// in the work itself add.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Moves an office's skills towards what its levers ask for. Newcomers bring none: whoever was hired this
/// week lowers the mean. What is learned, and regular supervision, costs hours of next week; courses have
/// fees.
void train(const Constants& p, const BusinessTerms& terms, Office& office, Tally& tally);

}  // namespace clientele::model
