#include "analysis/least_squares.hpp"

#include <Eigen/QR>
#include <limits>

#include "analysis/to_eigen.hpp"

namespace clientele::analysis {

namespace {

using Decomposition = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>;

// X P = Q R, so that the inverse of X'X is P S S' P' where S is the inverse of R: its diagonal holds the
// squared lengths of the rows of S.
std::vector<double> inverse_diagonal(const Decomposition& decomposition) {
  const auto k = decomposition.cols();
  std::vector<double> diagonal(static_cast<std::size_t>(k), std::numeric_limits<double>::infinity());
  if (decomposition.rank() < k) return diagonal;
  const Eigen::MatrixXd inverse =
      decomposition.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().solve(
          Eigen::MatrixXd::Identity(k, k));
  const auto& column_of_row = decomposition.colsPermutation().indices();
  for (Eigen::Index row = 0; row < k; ++row)
    diagonal[static_cast<std::size_t>(column_of_row[row])] = inverse.row(row).squaredNorm();
  return diagonal;
}

}  // namespace

LeastSquares least_squares(const Matrix& predictors, std::span<const double> outcome) {
  const Eigen::MatrixXd x = to_eigen(predictors);
  const Eigen::VectorXd y = Eigen::VectorXd::Map(outcome.data(), static_cast<Eigen::Index>(outcome.size()));
  const Decomposition decomposition(x);
  const Eigen::VectorXd coefficients = decomposition.solve(y);
  return {{coefficients.begin(), coefficients.end()},
          (y - x * coefficients).squaredNorm(),
          inverse_diagonal(decomposition)};
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
