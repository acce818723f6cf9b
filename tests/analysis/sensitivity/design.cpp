#include "analysis/sensitivity/design.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "analysis/to_eigen.hpp"

using namespace clientele::analysis;

TEST_CASE("Sobol points are those of the sequence, after the origin") {
  const auto points = to_eigen(sobol_points(3, 2));
  CHECK(points.row(0) == Eigen::RowVector2d(0.5, 0.5));
  CHECK(points.row(1) == Eigen::RowVector2d(0.75, 0.25));
  CHECK(points.row(2) == Eigen::RowVector2d(0.25, 0.75));
}

TEST_CASE("Sobol points with the origin fill every slice of a power of two once, in every coordinate") {
  const auto points = to_eigen(sobol_points(255, 40));
  for (Eigen::Index column = 0; column < points.cols(); ++column) {
    std::set<int> slices{0};
    for (const double x : points.col(column)) slices.insert(static_cast<int>(x * 256));
    CHECK(slices.size() == 256);
  }
}

TEST_CASE("a Latin hypercube fills every slice once and depends on its seed alone") {
  const auto points = to_eigen(latin_hypercube(50, 8, 1));
  for (Eigen::Index column = 0; column < points.cols(); ++column) {
    std::set<int> slices;
    for (const double x : points.col(column)) slices.insert(static_cast<int>(x * 50));
    CHECK(slices.size() == 50);
  }
  CHECK(points == to_eigen(latin_hypercube(50, 8, 1)));
  CHECK(points != to_eigen(latin_hypercube(50, 8, 2)));
  CHECK(points.minCoeff() >= 0);
  CHECK(points.maxCoeff() < 1);
}

TEST_CASE("a symmetric Latin hypercube fills every slice once, in pairs that mirror each other") {
  for (const Eigen::Index n : {50, 51}) {
    const auto points = to_eigen(symmetric_latin_hypercube(static_cast<std::size_t>(n), 8, 1));
    const Eigen::Index pairs = n / 2;
    CHECK((points.topRows(pairs) + points.middleRows(pairs, pairs)).isConstant(1, 1e-15));
    for (Eigen::Index column = 0; column < points.cols(); ++column) {
      std::set<int> slices;
      for (const double x : points.col(column)) slices.insert(static_cast<int>(x * static_cast<double>(n)));
      CHECK(slices.size() == static_cast<std::size_t>(n));
    }
    CHECK(points == to_eigen(symmetric_latin_hypercube(static_cast<std::size_t>(n), 8, 1)));
    CHECK(points != to_eigen(symmetric_latin_hypercube(static_cast<std::size_t>(n), 8, 2)));
    CHECK(points.minCoeff() >= 0);
    CHECK(points.maxCoeff() < 1);
  }
}

// Correlations of independent columns have standard error 1 / sqrt(n).
TEST_CASE("columns of a Latin hypercube are independent of each other") {
  const Eigen::MatrixXd points = to_eigen(latin_hypercube(4'000, 5, 3));
  const Eigen::MatrixXd centred = points.rowwise() - points.colwise().mean();
  const Eigen::MatrixXd correlations = centred.transpose() * centred * 12 / 4'000;
  for (Eigen::Index i = 0; i < 5; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) CHECK(std::abs(correlations(i, j)) < 4 / std::sqrt(4'000));
  }
}
