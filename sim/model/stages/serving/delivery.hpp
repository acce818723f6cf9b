// What each account gets of the work done for it: in time or later, of what quality, and with what errors.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Fills timeliness and quality of an office's accounts for the week, adds to their undiscovered errors, and
/// hands what quality control finds back to those who did it.
void deliver(const Constants& p, const Office& office, Market& market, Scratch& scratch, Tally& tally);

}  // namespace clientele::model
