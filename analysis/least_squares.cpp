#include "analysis/least_squares.hpp"

#include <Eigen/QR>
#include <limits>

#include "analysis/to_eigen.hpp"

namespace clientele::analysis {

LeastSquares least_squares(const Matrix& predictors, std::span<const double> outcome) {
  const Eigen::MatrixXd x = to_eigen(predictors);
  const Eigen::VectorXd y = Eigen::VectorXd::Map(outcome.data(), static_cast<Eigen::Index>(outcome.size()));
  const Eigen::VectorXd coefficients = x.colPivHouseholderQr().solve(y);
  return {{coefficients.begin(), coefficients.end()}, (y - x * coefficients).squaredNorm()};
}

double explained_share(const Matrix& cross_products) {
  const Eigen::MatrixXd s = to_eigen(cross_products);
  const auto last = s.rows() - 1;
  const Eigen::VectorXd with_last = s.col(last).head(last);
  const Eigen::VectorXd coefficients =
      s.topLeftCorner(last, last).completeOrthogonalDecomposition().solve(with_last);
  return s(last, last) > 0 ? with_last.dot(coefficients) / s(last, last)
                           : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace clientele::analysis
