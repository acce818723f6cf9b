#include "analysis/regret.hpp"

#include "analysis/to_eigen.hpp"

namespace clientele::analysis {

std::vector<Robustness> robustness(const Matrix& objective, Orientation orientation) {
  const double sign = orientation == Orientation::higher_is_better ? 1 : -1;
  const Eigen::MatrixXd values = sign * to_eigen(complete_rows(objective));
  const auto worlds = static_cast<std::size_t>(values.rows());
  const Eigen::VectorXd best = worlds ? Eigen::VectorXd(values.rowwise().maxCoeff()) : Eigen::VectorXd();
  const Eigen::MatrixXd regret = (-values).colwise() + best;
  const Eigen::ArrayXd winners = (regret.array() == 0).cast<double>().rowwise().sum();
  std::vector<Robustness> policies;
  for (Eigen::Index policy = 0; policy < values.cols(); ++policy) {
    const std::span sample(regret.col(policy).data(), worlds);
    const double wins = ((regret.col(policy).array() == 0).cast<double>() / winners).sum();
    policies.push_back(
        {proportion(wins, worlds), estimate(sample).mean, quantile(sample, 0.95), quantile(sample, 1)});
  }
  return policies;
}

}  // namespace clientele::analysis
