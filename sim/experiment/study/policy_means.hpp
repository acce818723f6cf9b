// What studies of several policies begin with.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// From one matrix per policy, points x replications: the mean over replications, points x policies. NaN
/// where a run is missing.
Eigen::MatrixXd policy_means(const std::vector<Eigen::MatrixXd>& of_policy);

/// +1 if more of it is better, -1 if less is.
double sign_of(const StoredMeasure& objective);

}  // namespace clientele::experiment
