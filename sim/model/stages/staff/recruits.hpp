// Drawing the people who serve: who they are for good, and what their last job has left.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Draws a member of a business's staff for an empty seat: the same person under every policy, whenever they
/// come. `experience` is the mean experience they bring (0 = somebody new; else somebody who has been there
/// for some time).
void draw_staff(const Scenario& scenario, const Draws& draw, double experience, Market& market,
                BusinessId business, Seat seat);

}  // namespace clientele::model
