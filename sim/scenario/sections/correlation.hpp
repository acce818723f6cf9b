// Correlations between traits: from a small matrix over named traits to the factor that the simulator samples
// with.
#pragma once

#include <vector>

#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

/// The lower Cholesky factor (trait x trait, in the order of trait_infos, row by row) of a resolved
/// correlation
/// {"traits", "matrix"}; traits not mentioned are independent.
std::vector<double> correlation_factor(const Json& correlation);

}  // namespace clientele::scenario
