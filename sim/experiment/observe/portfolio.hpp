// How unevenly the accounts of a business contribute.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/experiment/store/record.hpp"

namespace clientele::model {
class World;
}

namespace clientele::experiment {

/// One curve per business, of the contributions that its accounts have made by now; empty unless their total
/// is positive.
std::vector<WhaleCurve> whale_curves(const World& world, std::size_t businesses);

}  // namespace clientele::experiment
