// Who is there this week: leave is taken in weeks, illness comes in spells.
#pragma once

#include "sim/model/week.hpp"

namespace clientele::model {

/// Finds for everybody in the office the share of this week that they are on leave, and that they are ill.
void find_absence(const Context& context, const Draws& draw, Market& market, BusinessId business);

}  // namespace clientele::model
