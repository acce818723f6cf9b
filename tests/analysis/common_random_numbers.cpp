#include "analysis/common_random_numbers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

Synchronisation of_normal_pairs(Eigen::Vector2d sds, double correlation, Eigen::Index n) {
  Engine engine(3);
  const Eigen::Vector2d means(100, 90);
  const Eigen::MatrixXd sample = NormalFamily(means, equal_correlation(sds, correlation)).sample(engine, n);
  const auto length = static_cast<std::size_t>(n);
  return synchronisation({sample.col(0).data(), length}, {sample.col(1).data(), length});
}

}  // namespace

// The standard error of a correlation is (1 - rho^2) / sqrt(n); that of the log of the factor, a function of
// the ratio of the variances of a + b and a - b, about 2 / sqrt(n) here.
TEST_CASE("correlation and variance reduction of normal pairs come out as known") {
  constexpr Eigen::Index n = 20'000;
  const double root = std::sqrt(double{n});
  for (const double rho : {-0.5, 0.0, 0.8}) {
    const auto equal = of_normal_pairs({2, 2}, rho, n);
    CHECK(std::abs(equal.correlation - rho) < 4 * (1 - rho * rho) / root);
    CHECK(std::abs(std::log(equal.variance_reduction * (1 - rho))) < 4 * 2 / root);
  }
  const auto unequal = of_normal_pairs({1, 3}, 0.8, n);  // (1 + 9) / (1 + 9 - 2 * 0.8 * 3)
  CHECK(std::abs(std::log(unequal.variance_reduction / (10 / 5.2))) < 4 * 2 / root);
}

TEST_CASE("identical samples need no replications to tell apart, constant ones none to tell together") {
  const std::vector varied{1.0, 2.0, 4.0}, constant{5.0, 5.0, 5.0};
  CHECK(synchronisation(varied, varied).correlation == doctest::Approx(1));
  CHECK(synchronisation(varied, varied).variance_reduction == std::numeric_limits<double>::infinity());
  CHECK(synchronisation(constant, constant).variance_reduction == 1);
  CHECK(synchronisation(constant, varied).correlation == 0);
  CHECK(synchronisation(constant, varied).variance_reduction == 1);
}

TEST_CASE("pairs with a gap are left out of the synchronisation") {
  const auto gaps =
      synchronisation(std::vector{1.0, no_value, 2.0, 4.0}, std::vector{2.0, 7.0, 4.0, no_value});
  CHECK(gaps.n == 2);
  CHECK(gaps.correlation == doctest::Approx(1));
  const auto one = synchronisation(std::vector{1.0}, std::vector{2.0});
  CHECK(std::isnan(one.correlation));
  CHECK(std::isnan(one.variance_reduction));
  CHECK_THROWS_AS(synchronisation(std::vector{1.0}, std::vector{1.0, 2.0}), std::invalid_argument);
}
