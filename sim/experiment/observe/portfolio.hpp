// How unevenly the accounts of a business contribute.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/layers.hpp"
#include "analysis/concentration.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

using WhaleCurve = std::vector<CurvePoint>;

/// One curve per business, of the contributions that its accounts have made by now; empty unless their total
/// is positive.
std::vector<WhaleCurve> whale_curves(const World& world, std::size_t businesses);

}  // namespace clientele::experiment
