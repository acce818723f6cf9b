// Desired time per request: what wears it down, and what holds it up.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// The standard of an office after a week of work.
void move_standard(const Constants& p, Office& office, const Staff& staff, const StaffWeek& week);

}  // namespace clientele::model
