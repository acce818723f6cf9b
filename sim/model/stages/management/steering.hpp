// Levers that are rules: what an office does follows from what its management sees.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Sets the levers of the coming week, counted from 1 at the beginning of the horizon: those of the policy,
/// and for each the last of its rules that holds of the office's own indicators. `tally` is of the week just
/// over.
void steer(const Policy& policy, Office& office, const Tally& tally, int coming_week);

}  // namespace clientele::model
