#include "analysis/least_squares.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace clientele::analysis {
namespace {

Matrix matrix(const std::vector<std::vector<double>>& rows) {
  Matrix result(rows.size(), rows.front().size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows[i].size(); ++j) result(i, j) = rows[i][j];
  return result;
}

TEST_CASE("least squares find a line through points that lie on one, and the means of points that do not") {
  const Matrix line = matrix({{1, 0}, {1, 1}, {1, 2}, {1, 5}});
  const auto exact = least_squares(line, std::vector<double>{3, 5, 7, 13});
  CHECK(exact.coefficients[0] == doctest::Approx(3));
  CHECK(exact.coefficients[1] == doctest::Approx(2));
  CHECK(exact.unexplained == doctest::Approx(0));
  const auto mean = least_squares(matrix({{1}, {1}, {1}}), std::vector<double>{1, 2, 6});
  CHECK(mean.coefficients[0] == doctest::Approx(3));
  CHECK(mean.unexplained == doctest::Approx(14));  // 4 + 1 + 9
}

TEST_CASE("least squares bear columns that say the same twice") {
  const auto fit = least_squares(matrix({{1, 2}, {2, 4}, {3, 6}}), std::vector<double>{5, 10, 15});
  CHECK(fit.coefficients[0] + 2 * fit.coefficients[1] == doctest::Approx(5));
  CHECK(fit.unexplained == doctest::Approx(0));
  for (const double variance : fit.variances) CHECK(std::isinf(variance));
}

TEST_CASE("variances of coefficients are those of the textbook, in the order of the columns") {
  // A mean of four, and a slope over 0, 1, 2, 5 whose squared deviations from their mean sum to 14.
  const Matrix line = matrix({{1, 0}, {1, 1}, {1, 2}, {1, 5}});
  const auto fit = least_squares(line, std::vector<double>{3, 5, 7, 14});
  CHECK(fit.variances[0] == doctest::Approx(1.0 / 4 + 4.0 / 14));
  CHECK(fit.variances[1] == doctest::Approx(1.0 / 14));
  // Longer columns are taken first: what is told of the last must not be told of the first.
  const auto apart =
      least_squares(matrix({{1, 0, 0}, {0, 4, 0}, {0, 0, 2}, {0, 0, 0}}), std::vector<double>{1, 1, 1, 1});
  CHECK(apart.variances[0] == doctest::Approx(1));
  CHECK(apart.variances[1] == doctest::Approx(1.0 / 16));
  CHECK(apart.variances[2] == doctest::Approx(1.0 / 4));
}

}  // namespace
}  // namespace clientele::analysis
