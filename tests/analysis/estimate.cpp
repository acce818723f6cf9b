#include "analysis/estimate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <stdexcept>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

TEST_CASE("an estimate leaves NaNs out and counts them") {
  const auto with_gaps = estimate(std::vector{no_value, 2.0, 4.0, no_value, 9.0});
  const auto without = estimate(std::vector{2.0, 4.0, 9.0});
  CHECK(with_gaps.n == 3);
  CHECK(with_gaps.missing == 2);
  CHECK(with_gaps.mean == 5);
  CHECK(with_gaps.sd == doctest::Approx(std::sqrt(13.0)));
  CHECK(with_gaps.ci_low == without.ci_low);
  CHECK(with_gaps.ci_high == without.ci_high);
}

TEST_CASE("one observation bounds nothing and none estimates nothing") {
  const auto one = estimate(std::vector{7.0, no_value});
  CHECK(one.mean == 7);
  for (const double unknown : {one.sd, one.ci_low, one.ci_high}) CHECK(std::isnan(unknown));
  const auto none = estimate(std::vector{no_value});
  CHECK(none.n == 0);
  CHECK(std::isnan(none.mean));
  const auto share = proportion(0, 0);
  for (const double unknown : {share.share, share.ci_low, share.ci_high}) CHECK(std::isnan(unknown));
}

TEST_CASE("a constant sample has no spread at all") {
  const auto constant = estimate(std::vector(1000, 0.1));
  CHECK(constant.mean == 0.1);
  CHECK(constant.sd == 0);
  CHECK(constant.ci_low == 0.1);
  CHECK(constant.ci_high == 0.1);
}

TEST_CASE("Student intervals cover at their nominal level, of means and of correlated differences") {
  constexpr int trials = 20'000;
  for (const double confidence : {0.8, 0.95}) {
    Engine engine(1);
    const Eigen::Vector2d means(10, 12), sds(1, 3);
    const NormalFamily family(means, equal_correlation(sds, 0.7));
    int mean_covered = 0, difference_covered = 0;
    for (int trial = 0; trial < trials; ++trial) {
      const Eigen::MatrixXd sample = family.sample(engine, 5);
      const std::span a(sample.col(0).data(), 5), b(sample.col(1).data(), 5);
      const auto mean = estimate(a, confidence);
      const auto difference = paired_difference(b, a, confidence);
      mean_covered += mean.ci_low <= 10 && 10 <= mean.ci_high;
      difference_covered += difference.ci_low <= 2 && 2 <= difference.ci_high;
    }
    CHECK(std::abs(mean_covered / double{trials} - confidence) < share_tolerance(confidence, trials));
    CHECK(std::abs(difference_covered / double{trials} - confidence) < share_tolerance(confidence, trials));
  }
}

TEST_CASE("paired samples must have the same length, and a pair with a gap is left out") {
  CHECK_THROWS_AS(paired_difference(std::vector{1.0}, std::vector{1.0, 2.0}), std::invalid_argument);
  const auto difference =
      paired_difference(std::vector{1.0, no_value, 5.0, 4.0}, std::vector{1.0, 3.0, no_value, 2.0});
  CHECK(difference.n == 2);
  CHECK(difference.missing == 2);
  CHECK(difference.mean == 1);
}

TEST_CASE("quantiles lie between the order statistics") {
  const std::vector sample{9.0, no_value, 1.0, 4.0, 2.0};
  CHECK(quantile(sample, 0) == 1);
  CHECK(quantile(sample, 1) == 9);
  CHECK(quantile(sample, 0.5) == 3);
  CHECK(quantile(sample, 0.25) == doctest::Approx(1.75));
  CHECK(std::isnan(quantile(std::vector{no_value}, 0.5)));
}

// Newcombe (1998, Statistics in Medicine 17), table I, method 3.
TEST_CASE("Wilson's interval gives Newcombe's published values") {
  const auto check = [](double hits, std::size_t n, double low, double high) {
    const auto share = proportion(hits, n);
    CHECK(share.ci_low == doctest::Approx(low).epsilon(1e-3));
    CHECK(share.ci_high == doctest::Approx(high).epsilon(1e-3));
  };
  check(81, 263, 0.2553, 0.3662);
  check(15, 148, 0.0624, 0.1605);
  check(0, 20, 0, 0.1611);
  check(1, 29, 0.0061, 0.1718);
}

TEST_CASE("Wilson's interval covers a small share at its nominal level on average") {
  constexpr int trials = 20'000;
  Engine engine(2);
  int covered = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const double p =
        0.02 + 0.3 * trial / trials;  // coverage oscillates with p, so it is averaged over a range
    boost::random::bernoulli_distribution<double> event(p);
    int hits = 0;
    for (int i = 0; i < 50; ++i) hits += event(engine);
    const auto share = proportion(hits, 50);
    covered += share.ci_low <= p && p <= share.ci_high;
  }
  CHECK(std::abs(covered / double{trials} - 0.95) < share_tolerance(0.95, trials) + 0.005);
}

TEST_CASE("the chance of a loss is the share below zero") {
  const auto loss = share_below(std::vector{-1.0, 0.0, no_value, 2.0, -0.5}, 0);
  CHECK(loss.n == 4);
  CHECK(loss.share == 0.5);
  CHECK(std::isnan(share_below(std::vector{no_value}, 0).ci_high));
}

TEST_CASE("a share of runs has Wilson's interval, and is no more certain for being the same in all") {
  const std::vector<double> none(40, 0.0), all(40, 1.0);
  const auto low = estimate_of_share(none), high = estimate_of_share(all);
  CHECK(low.mean == 0);
  CHECK(low.ci_low == 0);
  CHECK(low.ci_high == doctest::Approx(3.8415 / 43.8415).epsilon(1e-4));  // z^2 / (n + z^2)
  CHECK(high.mean == 1);
  CHECK(high.ci_low == doctest::Approx(1 - low.ci_high));
  CHECK(std::isnan(estimate_of_share(std::vector{1.0}).ci_low));
  const auto half = estimate_of_share(std::vector{0.0, 1.0, 0.0, 1.0, no_value});
  CHECK(half.n == 4);
  CHECK(half.missing == 1);
  CHECK(half.ci_low == doctest::Approx(1 - half.ci_high));
}

TEST_CASE("paired differences of shares are certain as far as both are, and as pairs are alike") {
  std::vector<double> a(40, 0.0), b(40, 0.0);
  const auto equal = paired_difference_of_shares(a, b);
  CHECK(equal.mean == 0);
  CHECK(equal.ci_high == doctest::Approx(estimate_of_share(a).ci_high));
  CHECK(equal.ci_low == doctest::Approx(-equal.ci_high));
  std::fill(a.begin(), a.begin() + 20, 1.0);
  std::fill(b.begin(), b.begin() + 16, 1.0);
  const auto alike = paired_difference_of_shares(a, b);
  std::rotate(b.begin(), b.begin() + 16, b.end());
  const auto apart = paired_difference_of_shares(a, b);
  CHECK(alike.mean == doctest::Approx(0.1));
  CHECK(apart.mean == doctest::Approx(0.1));
  CHECK(alike.ci_high - alike.ci_low < 0.6 * (apart.ci_high - apart.ci_low));
  const auto mirrored = paired_difference_of_shares(b, a);
  CHECK(mirrored.ci_low == doctest::Approx(-apart.ci_high));
  CHECK(mirrored.ci_high == doctest::Approx(-apart.ci_low));
}

// The standard error of the share that holds is 0.35 points; of so small studies Newcombe's method is known
// to hold the truth somewhat more often than it says.
TEST_CASE("intervals of paired differences of shares hold the truth in some 95 of 100 studies") {
  constexpr int studies = 4000;
  Engine random(20261127);
  boost::random::uniform_real_distribution<double> uniform(0, 1);
  int held = 0;
  for (int study = 0; study < studies; ++study) {
    std::vector<double> a(40), b(40);
    for (std::size_t i = 0; i < 40; ++i) {
      const double common = uniform(random);
      a[i] = common < 0.3;
      b[i] = (uniform(random) < 0.5 ? common : uniform(random)) < 0.15;
    }
    const auto e = paired_difference_of_shares(a, b);
    held += e.ci_low <= 0.15 && 0.15 <= e.ci_high;
  }
  CHECK(held / double{studies} > 0.95 - 4 * 0.0035);
  CHECK(held / double{studies} < 0.975 + 4 * 0.0035);
}
