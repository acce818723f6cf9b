#include "analysis/sequential.hpp"

#include <doctest/doctest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <limits>
#include <stdexcept>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

struct Outcome {
  double coverage = 0;
  double mean_n = 0;
};

// Runs the rule to its end many times and looks whether the final interval contains the mean.
template <class Draw>
Outcome run_rule(const Precision& precision, double mean, std::size_t longest, int trials, Draw draw) {
  Engine engine(12);
  Outcome outcome;
  for (int trial = 0; trial < trials; ++trial) {
    const std::vector<double> sample = draw(engine, longest);
    const auto n = stopping_point(sample, precision);
    REQUIRE(n);
    const auto final = estimate(std::span(sample).first(*n), precision.confidence);
    CHECK(is_precise(final, precision));
    outcome.coverage += (final.ci_low <= mean && mean <= final.ci_high) / double(trials);
    outcome.mean_n += static_cast<double>(*n) / trials;
  }
  return outcome;
}

}  // namespace

// Stopping when a small variance by chance is seen costs a little coverage, which vanishes as the interval
// narrows: Chow & Robbins prove the limit, and for about a hundred observations the loss is below one
// percentage point.
TEST_CASE("the sequential rule keeps its coverage and takes as many replications as theory says") {
  constexpr int trials = 4'000;
  const auto normal = [](Engine& engine, std::size_t n) { return normal_sample(engine, n, 5, 1); };
  const auto absolute = run_rule({.half_width = 0.2}, 5, 250, trials, normal);
  CHECK(absolute.coverage > 0.95 - 0.01 - share_tolerance(0.95, trials));
  CHECK(absolute.coverage < 0.95 + share_tolerance(0.95, trials));
  CHECK(absolute.mean_n == doctest::Approx(99).epsilon(0.03));  // least n with t(n - 1) / sqrt(n) <= 0.2

  const auto relative = run_rule({.half_width = 0.05, .relative = true, .batch = 10}, 5, 250, trials, normal);
  CHECK(relative.coverage > 0.95 - 0.01 - share_tolerance(0.95, trials));
  CHECK(relative.mean_n ==
        doctest::Approx(74.5).epsilon(0.03));  // 70 at half-width 5 * 0.05 / 1.05, half a batch late
}

TEST_CASE("skewed observations lose more coverage, as the documentation says") {
  constexpr int trials = 4'000;
  const auto skewed = [](Engine& engine, std::size_t n) {
    boost::random::exponential_distribution<double> exponential;
    std::vector<double> sample(n);
    for (double& x : sample) x = exponential(engine);
    return sample;
  };
  const auto at_90 = run_rule({.half_width = 0.2}, 1, 300, trials, skewed);
  CHECK(std::abs(at_90.coverage - 0.91) < share_tolerance(0.91, trials));
  const auto at_380 = run_rule({.half_width = 0.1}, 1, 900, trials, skewed);
  CHECK(std::abs(at_380.coverage - 0.94) < share_tolerance(0.94, trials));
}

TEST_CASE("the stopping point depends on the completed prefix alone") {
  Engine engine(13);
  const auto sample = normal_sample(engine, 400);
  const Precision precision{.half_width = 0.15, .batch = 7};
  const auto n = stopping_point(sample, precision);
  REQUIRE(n);
  CHECK((*n - precision.minimum) % precision.batch == 0);
  CHECK(stopping_point(std::span(sample).first(*n), precision) == n);
  CHECK_FALSE(stopping_point(std::span(sample).first(*n - 1), precision));
}

TEST_CASE("the rule waits for its minimum, and for observations that have a value") {
  const std::vector constant(50, 3.0);
  CHECK(stopping_point(constant, {.half_width = 0.1}) == 30);
  CHECK(stopping_point(constant, {.half_width = 0.1, .minimum = 2}) == 2);
  std::vector late(50, no_value);
  late[30] = late[40] = 1;
  CHECK(stopping_point(late, {.half_width = 0.1}) == 41);
  CHECK_FALSE(stopping_point(std::vector(50, no_value), {.half_width = 0.1}));
}

TEST_CASE("a forecast from the true variance is the fixed sample size") {
  const Estimate pilot = estimate_from(10, 0, 5, 1);
  CHECK(forecast(pilot, {.half_width = 0.2}).likely == 99);
  CHECK(forecast(pilot, {.half_width = 0.2, .batch = 25}).likely == 105);
  CHECK(forecast(pilot, {.half_width = 10}).likely == 30);
  CHECK(forecast(estimate_from(10, 0, 0, 1), {.half_width = 0.05, .relative = true}).likely ==
        std::numeric_limits<std::size_t>::max());
  CHECK(forecast(estimate_from(10, 0, 0, 0), {.half_width = 0.05, .relative = true}).likely == 30);
  CHECK_THROWS_AS(forecast(estimate(std::vector{1.0}), {.half_width = 0.1}), std::invalid_argument);
}

TEST_CASE("the cautious forecast suffices in nine pilots of ten") {
  constexpr int trials = 5'000;
  Engine engine(14);
  int enough = 0;
  for (int trial = 0; trial < trials; ++trial) {
    enough += forecast(estimate(normal_sample(engine, 10)), {.half_width = 0.2}).cautious >= 99;
  }
  CHECK(std::abs(enough / double{trials} - 0.9) <
        share_tolerance(0.9, trials) + 0.005);  // n is a whole number
}

TEST_CASE("common random numbers shorten the forecast by the variance-reduction factor") {
  Engine engine(15);
  const Eigen::Vector2d means(5, 6), sds(1, 1);
  const Eigen::MatrixXd pilot = NormalFamily(means, equal_correlation(sds, 0.9)).sample(engine, 40);
  const std::span a(pilot.col(0).data(), 40), b(pilot.col(1).data(), 40);
  const Precision precision{.half_width = 0.02};
  const auto paired = forecast(paired_difference(a, b), precision);
  const auto independent = forecast_independent(estimate(a), estimate(b), precision);
  const double factor = static_cast<double>(independent.likely) / static_cast<double>(paired.likely);
  const double sd_a = estimate(a).sd, sd_b = estimate(b).sd, sd = paired_difference(a, b).sd;
  CHECK(factor == doctest::Approx((sd_a * sd_a + sd_b * sd_b) / (sd * sd)).epsilon(0.01));
  CHECK(factor > 5);
}
