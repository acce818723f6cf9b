#include "analysis/sensitivity/variance_components.hpp"

#include <algorithm>
#include <limits>

#include "analysis/to_eigen.hpp"

namespace clientele::analysis {

VarianceComponents variance_components(const Matrix& outputs) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const Eigen::MatrixXd y = to_eigen(complete_rows(outputs));
  if (y.rows() < 2) return {unknown, unknown, unknown};
  const double points = static_cast<double>(y.rows()), replications = static_cast<double>(y.cols());
  const Eigen::ArrayXd of_point = y.rowwise().mean().array() - y.mean();
  const double point_square = replications * of_point.square().sum() / (points - 1);
  if (y.cols() < 2) return {point_square, unknown, unknown};

  const Eigen::ArrayXd of_replication = y.colwise().mean().transpose().array() - y.mean();
  const double replication_square = points * of_replication.square().sum() / (replications - 1);
  const Eigen::ArrayXXd rest =
      ((y.array() - y.mean()).colwise() - of_point).rowwise() - of_replication.transpose();
  const double rest_square = rest.square().sum() / ((points - 1) * (replications - 1));
  return {std::max(0.0, (point_square - rest_square) / replications),
          std::max(0.0, (replication_square - rest_square) / points), rest_square};
}

}  // namespace clientele::analysis
