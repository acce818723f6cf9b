#include "analysis/least_squares.hpp"

#include <Eigen/QR>

#include "analysis/to_eigen.hpp"

namespace clientele::analysis {

LeastSquares least_squares(const Matrix& predictors, std::span<const double> outcome) {
  const Eigen::MatrixXd x = to_eigen(predictors);
  const Eigen::VectorXd y = Eigen::VectorXd::Map(outcome.data(), static_cast<Eigen::Index>(outcome.size()));
  const Eigen::VectorXd coefficients = x.colPivHouseholderQr().solve(y);
  return {{coefficients.begin(), coefficients.end()}, (y - x * coefficients).squaredNorm()};
}

}  // namespace clientele::analysis
