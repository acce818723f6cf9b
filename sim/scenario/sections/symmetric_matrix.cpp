#include "sim/scenario/sections/symmetric_matrix.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace clientele::scenario {

namespace {

// Turns the axes p and q so that entry (p, q) vanishes (Golub & Van Loan, Matrix Computations, section 8.5).
// `axes` has the turned axes as its columns.
void rotate(SquareMatrix& a, SquareMatrix& axes, std::size_t p, std::size_t q) {
  const double entry = a(p, q);
  if (entry == 0) return;
  const double theta = (a(q, q) - a(p, p)) / (2 * entry);
  const double t = std::copysign(1, theta) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1), s = t * c;
  a(p, p) -= t * entry;
  a(q, q) += t * entry;
  a(p, q) = a(q, p) = 0;
  for (std::size_t i = 0; i < a.size; ++i) {
    const double x = axes(i, p), y = axes(i, q);
    axes(i, p) = c * x - s * y;
    axes(i, q) = s * x + c * y;
    if (i == p || i == q) continue;
    const double u = a(i, p), v = a(i, q);
    a(i, p) = a(p, i) = c * u - s * v;
    a(i, q) = a(q, i) = s * u + c * v;
  }
}

double largest_off_diagonal(const SquareMatrix& a) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size; ++i)
    for (std::size_t j = 0; j < i; ++j) largest = std::max(largest, std::abs(a(i, j)));
  return largest;
}

}  // namespace

SquareMatrix identity(std::size_t size) {
  SquareMatrix matrix{size};
  for (std::size_t i = 0; i < size; ++i) matrix(i, i) = 1;
  return matrix;
}

// Jacobi's method: a library's solver would take longer to compile than all of this layer's checks.
Eigenpair smallest_eigenpair(SquareMatrix matrix) {
  constexpr int most_sweeps = 50;  // a handful are enough, as convergence is quadratic
  constexpr double vanishing = 1e-17;
  auto axes = identity(matrix.size);
  for (int sweep = 0; sweep < most_sweeps && largest_off_diagonal(matrix) > vanishing; ++sweep)
    for (std::size_t p = 0; p < matrix.size; ++p)
      for (std::size_t q = p + 1; q < matrix.size; ++q) rotate(matrix, axes, p, q);
  std::size_t least = 0;
  for (std::size_t i = 1; i < matrix.size; ++i)
    if (matrix(i, i) < matrix(least, least)) least = i;
  Eigenpair pair{matrix(least, least), {}};
  for (std::size_t i = 0; i < matrix.size; ++i) pair.vector.push_back(axes(i, least));
  return pair;
}

// The steps of Eigen::LLT for matrices of less than 32 rows, in the same operations on the same types, so
// that the factor is its factor to the bit - and with it everybody who is drawn by it. Eigen::LLT itself
// brings the kernels for large matrices along and takes three times as long to compile.
std::optional<SquareMatrix> cholesky_factor(const SquareMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size);
  Eigen::MatrixXd a = Eigen::Map<const Eigen::MatrixXd>(matrix.entries.data(), n, n);
  for (Eigen::Index k = 0; k < n; ++k) {
    const Eigen::Index rest = n - k - 1;
    Eigen::Block<Eigen::MatrixXd, Eigen::Dynamic, 1> below(a, k + 1, k, rest, 1);
    Eigen::Block<Eigen::MatrixXd, 1, Eigen::Dynamic> left(a, k, 0, 1, k);
    Eigen::Block<Eigen::MatrixXd, Eigen::Dynamic, Eigen::Dynamic> below_left(a, k + 1, 0, rest, k);
    double pivot = a(k, k);
    if (k > 0) pivot -= left.squaredNorm();
    if (pivot <= 0) return std::nullopt;
    a(k, k) = pivot = std::sqrt(pivot);
    if (k > 0 && rest > 0) below.noalias() -= below_left * left.adjoint();
    if (rest > 0) below /= pivot;
  }
  SquareMatrix factor{matrix.size};
  for (std::size_t i = 0; i < factor.size; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      factor(i, j) = a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  return factor;
}

}  // namespace clientele::scenario
