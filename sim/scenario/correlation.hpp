// Correlations between traits: from a small matrix over named traits to the factor that the simulator samples
// with.
#pragma once

#include <Eigen/Core>
#include <nlohmann/json.hpp>

namespace clientele::scenario {

/// The lower Cholesky factor (trait x trait, in the order of trait_parameters) of a resolved correlation
/// {"traits", "matrix"}; traits not mentioned are independent.
Eigen::MatrixXd correlation_factor(const nlohmann::ordered_json& correlation);

}  // namespace clientele::scenario
