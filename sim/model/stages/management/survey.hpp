// What management knows of how people feel: what it asked them when it last did.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Asks the staff and the clients of an office, if this is the week of a survey.
void survey(const Context& context, const Draws& draw, const Market& market, BusinessId business,
            Office& office, const Tally& tally);

}  // namespace clientele::model
