// Poisson counts by inversion: the right distribution on both sides of the switch between the two methods.
#include <doctest/doctest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <vector>

#include "sim/random/distributions.hpp"
#include "sim/random/draws.hpp"

namespace clientele::random {
namespace {

constexpr float rates[] = {0.01f,   0.4f,  1.0f,  3.7f, 9.0f, 15.999f, largest_searched_rate,
                           16.001f, 40.0f, 900.0f};

// Inversion maps the uniforms up to F(k) to counts up to k. On a grid of n uniforms the share of counts up to
// k must therefore be F(k) up to one cell, 1/n, and the rounding of sums of single-precision probabilities,
// 2e-6.
TEST_CASE("the share of uniforms that give at most k events is the Poisson probability of at most k events") {
  constexpr int n = 1 << 16;
  for (const float rate : rates) {
    CAPTURE(rate);
    std::vector<int> counts(static_cast<std::size_t>(2 * rate + 40));
    for (int i = 0; i < n; ++i)
      ++counts.at(static_cast<std::size_t>(poisson((static_cast<float>(i) + 0.5f) / n, rate)));
    const boost::math::poisson_distribution<> exact(rate);
    double cumulative = 0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      cumulative += counts[k];
      REQUIRE(std::abs(cumulative / n - cdf(exact, static_cast<double>(k))) < 1.0 / n + 2e-6);
    }
  }
}

TEST_CASE(
    "counts never fall as the uniform rises, nor as the rate rises: common random numbers stay common") {
  for (const float rate : rates) {
    int last = 0;
    for (int i = 0; i < 20'000; ++i) {
      const int count = poisson((static_cast<float>(i) + 0.5f) / 20'000, rate);
      REQUIRE(count >= last);
      last = count;
    }
  }
  for (const float u : {0.001f, 0.3f, 0.5f, 0.9f, 0.999f})
    for (float rate = 0.01f; rate < 40; rate += 0.01f) REQUIRE(poisson(u, rate + 0.01f) >= poisson(u, rate));
}

TEST_CASE("no rate means no event, and the extremes of a uniform end the search") {
  CHECK(poisson(1 - 0x1p-24f, 0.0f) == 0);
  for (const float rate : rates) {
    CHECK(poisson(0x1p-24f, rate) <= rate);
    const double sigma = std::sqrt(static_cast<double>(rate));
    CHECK(poisson(1 - 0x1p-24f, rate) < rate + 8 * sigma + 12);
  }
}

/// Pearson's statistic over counts whose expectation is at least 10, and the chance of a larger one.
double tail_probability(const std::vector<double>& counts, float rate, double n) {
  const boost::math::poisson_distribution<> exact(rate);
  double statistic = 0, rest = n, others = n;
  int cells = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const double expected = n * pdf(exact, static_cast<double>(k));
    if (expected < 10) continue;
    statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
    rest -= expected;
    others -= counts[k];
    ++cells;
  }
  if (rest >= 10) {
    statistic += (others - rest) * (others - rest) / rest;
    ++cells;
  }
  return cdf(complement(boost::math::chi_squared(cells - 1), statistic));
}

// With a fixed seed, p-values below 1e-4 in ten rates would be a fault, not chance.
TEST_CASE("counts from the generator's uniforms pass chi-square, mean and variance tests") {
  const Draws draw(99, 1);
  constexpr int n = 100'000;
  for (const float rate : rates) {
    CAPTURE(rate);
    std::vector<double> counts(static_cast<std::size_t>(2 * rate + 40));
    double sum = 0, squares = 0;
    for (int i = 0; i < n; ++i) {
      const int count = poisson(draw.uniform({static_cast<std::uint32_t>(i), 0, 0}, 0, Decision{{1}}), rate);
      ++counts.at(static_cast<std::size_t>(count));
      sum += count;
      squares += std::pow(count - static_cast<double>(rate), 2);
    }
    CHECK(tail_probability(counts, rate, n) > 1e-4);
    const double variance_of_square = rate + 2.0 * rate * rate;  // of (X - rate)^2 for Poisson X
    CHECK(std::abs(sum / n - rate) < 4 * std::sqrt(rate / n));
    CHECK(std::abs(squares / n - rate) < 4 * std::sqrt(variance_of_square / n));
  }
}

}  // namespace
}  // namespace clientele::random
