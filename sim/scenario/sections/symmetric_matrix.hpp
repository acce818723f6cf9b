// What has to be known of a correlation matrix: whether it is one, and its square root.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace clientele::scenario {

/// A small square matrix, row by row.
struct SquareMatrix {
  std::size_t size = 0;
  std::vector<double> entries = std::vector<double>(size * size);

  double& operator()(std::size_t row, std::size_t column) { return entries[row * size + column]; }
  double operator()(std::size_t row, std::size_t column) const { return entries[row * size + column]; }
};

SquareMatrix identity(std::size_t size);

struct Eigenpair {
  double value;
  std::vector<double> vector;
};

/// The smallest eigenvalue of a symmetric matrix and its eigenvector, of length 1.
Eigenpair smallest_eigenpair(SquareMatrix matrix);

/// The lower factor L of a symmetric matrix L L'; none where the matrix is not positive definite.
std::optional<SquareMatrix> cholesky_factor(const SquareMatrix& matrix);

}  // namespace clientele::scenario
