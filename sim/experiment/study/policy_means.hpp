// What studies of several policies begin with.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// From one matrix per policy, points x replications: the mean over replications, points x policies. NaN
/// where a run is missing.
inline Eigen::MatrixXd policy_means(const std::vector<Eigen::MatrixXd>& of_policy) {
  Eigen::MatrixXd means(of_policy.front().rows(), static_cast<Eigen::Index>(of_policy.size()));
  for (std::size_t p = 0; p < of_policy.size(); ++p)
    means.col(static_cast<Eigen::Index>(p)) = of_policy[p].rowwise().mean();
  return means;
}

/// +1 if more of it is better, -1 if less is.
inline double sign_of(const StoredMeasure& objective) { return objective.lower_is_better ? -1 : 1; }

}  // namespace clientele::experiment
