// Linear least squares.
#pragma once

#include <span>
#include <vector>

#include "analysis/matrix.hpp"

namespace clientele::analysis {

struct LeastSquares {
  std::vector<double> coefficients;  ///< one per column
  double unexplained;                ///< sum of the squared residuals
  /// Of each coefficient, in variances of the noise: the diagonal of the inverse of X'X. Infinite where some
  /// columns depend on each other, which leaves coefficients undetermined.
  std::vector<double> variances;
};

/// The linear combination of the columns of `predictors` that comes closest to `outcome`, one value per row.
/// Columns that depend on each other do no harm (Householder QR with column pivoting).
LeastSquares least_squares(const Matrix& predictors, std::span<const double> outcome);

/// Share of the sum of squares of the last of several variables that the others explain together, given the
/// cross products of all of them about their means (symmetric, one row and column per variable). NaN where
/// the last one does not vary.
double explained_share(const Matrix& cross_products);

}  // namespace clientele::analysis
