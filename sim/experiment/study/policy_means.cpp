#include "sim/experiment/study/policy_means.hpp"

namespace clientele::experiment {

Eigen::MatrixXd policy_means(const std::vector<Eigen::MatrixXd>& of_policy) {
  Eigen::MatrixXd means(of_policy.front().rows(), static_cast<Eigen::Index>(of_policy.size()));
  for (std::size_t p = 0; p < of_policy.size(); ++p)
    means.col(static_cast<Eigen::Index>(p)) = of_policy[p].rowwise().mean();
  return means;
}

double sign_of(const StoredMeasure& objective) { return objective.lower_is_better ? -1 : 1; }

}  // namespace clientele::experiment
