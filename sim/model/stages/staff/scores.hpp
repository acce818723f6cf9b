// The three dimensions of burnout together.
#pragma once

#include "sim/layers.hpp"

namespace clientele::model {

/// One person on the three scales of the Maslach Burnout Inventory, each from 0 to 1.
struct Scores {
  float exhaustion, cynicism, efficacy;
};

}  // namespace clientele::model
