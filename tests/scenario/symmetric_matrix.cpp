// Eigenvalues and Cholesky factors of correlation matrices.
#include "sim/scenario/sections/symmetric_matrix.hpp"

#include <doctest/doctest.h>

#include <Eigen/Cholesky>
#include <cmath>
#include <random>

using namespace clientele::scenario;

namespace {

// All correlations the same: eigenvalues 1 - r (for every direction that sums to zero) and 1 + (n - 1) r.
SquareMatrix alike(std::size_t size, double r) {
  auto matrix = identity(size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      if (i != j) matrix(i, j) = r;
  return matrix;
}

// Correlations of `size` variables that share `size` random factors.
SquareMatrix random_correlations(std::size_t size, std::mt19937& random) {
  std::normal_distribution<> normal;
  Eigen::MatrixXd rows(size, size + 2);
  for (double& entry : rows.reshaped()) entry = normal(random);
  rows.rowwise().normalize();
  const Eigen::MatrixXd product = rows * rows.transpose();
  auto matrix = identity(size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < i; ++j)
      matrix(i, j) = matrix(j, i) = product(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  return matrix;
}

}  // namespace

TEST_CASE("the smallest eigenvalue and its vector") {
  for (const std::size_t size : {1u, 2u, 3u, 17u}) {
    CHECK(smallest_eigenpair(identity(size)).value == 1);
    const double n = static_cast<double>(size);
    if (size == 1) continue;
    CHECK(smallest_eigenpair(alike(size, 0.3)).value == doctest::Approx(0.7).epsilon(1e-13));
    const auto [value, vector] = smallest_eigenpair(alike(size, -0.9));
    CHECK(value == doctest::Approx(1 - 0.9 * (n - 1)).epsilon(1e-13));
    for (const double weight : vector)
      CHECK(std::abs(weight) == doctest::Approx(1 / std::sqrt(n)).epsilon(1e-12));
  }
  CHECK(smallest_eigenpair(alike(2, 1)).value == 0);
}

TEST_CASE("an eigenvector is only stretched by its matrix") {
  std::mt19937 random(1);
  for (int trial = 0; trial < 20; ++trial) {
    const auto matrix = random_correlations(17, random);
    const auto [value, vector] = smallest_eigenpair(matrix);
    for (std::size_t i = 0; i < matrix.size; ++i) {
      double product = 0;
      for (std::size_t j = 0; j < matrix.size; ++j) product += matrix(i, j) * vector[j];
      CHECK(std::abs(product - value * vector[i]) < 1e-14);
    }
  }
}

TEST_CASE("the Cholesky factor is Eigen's, to the bit") {
  std::mt19937 random(2);
  for (std::size_t size = 1; size < 32; ++size) {
    const auto matrix = random_correlations(size, random);
    const auto n = static_cast<Eigen::Index>(size);
    const Eigen::MatrixXd theirs =
        Eigen::LLT<Eigen::MatrixXd>(Eigen::Map<const Eigen::MatrixXd>(matrix.entries.data(), n, n)).matrixL();
    const auto ours = cholesky_factor(matrix);
    REQUIRE(ours);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j)
        CHECK((*ours)(i, j) == theirs(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
  }
}

TEST_CASE("a matrix that is not positive definite has no Cholesky factor") {
  CHECK(cholesky_factor(alike(3, -0.49)));
  CHECK_FALSE(cholesky_factor(alike(3, -0.51)));
  CHECK_FALSE(cholesky_factor(alike(2, 1)));
}
