// Scenarios to be timed: made by hand, so that benchmarks need no files.
#pragma once

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"

namespace clientele::experiment {

/// One business in `markets` markets of `population` people each, 60 % of them with an account; two segments,
/// monthly contracts, every stage at work. Tabulated.
Scenario provider(int markets, int population);

/// The shape of the agency: 600 prospects, 80 accounts on yearly contracts, 14 staff. Tabulated.
Scenario small_agency();

}  // namespace clientele::experiment
