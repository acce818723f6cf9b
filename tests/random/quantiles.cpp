// Quantile functions of the families of traits: exact against Boost's distribution functions, and within the
// stated bound when read from a table.
#include <doctest/doctest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "sim/random/distributions.hpp"

namespace clientele::random {
namespace {

// Families with their first parameter the mean and the second the standard deviation.
constexpr Distribution by_mean_and_sd[] = {{Family::normal, 0.7, 0.2},    {Family::normal, -3, 10},
                                           {Family::lognormal, 1.5, 0.5}, {Family::lognormal, 500, 300},
                                           {Family::beta, 0.7, 0.15},     {Family::beta, 0.02, 0.01},
                                           {Family::beta, 0.5, 0.05},     {Family::gamma, 1.5, 0.5},
                                           {Family::gamma, 3, 3},         {Family::gamma, 0.004, 0.002}};

/// The chance of staying below x, by the textbook parameters of each family.
double probability_below(const Distribution& d, double x) {
  using namespace boost::math;
  const double m = d.first, v = d.second * d.second;
  switch (d.family) {
    case Family::normal:
      return cdf(normal_distribution<>(m, d.second), x);
    case Family::lognormal: {
      const double s2 = std::log(1 + v / (m * m));
      return cdf(lognormal_distribution<>(std::log(m) - s2 / 2, std::sqrt(s2)), x);
    }
    case Family::beta: {
      const double total = m * (1 - m) / v - 1;
      return cdf(beta_distribution<>(m * total, (1 - m) * total), x);
    }
    default:
      return cdf(gamma_distribution<>(m * m / v, v / m), x);
  }
}

TEST_CASE("a quantile is the value that the variable stays below with the given probability") {
  for (const auto& d : by_mean_and_sd) {
    CAPTURE(static_cast<int>(d.family));
    CAPTURE(d.first);
    for (const double u : {1e-6, 0.001, 0.1, 0.25, 0.5, 0.9, 0.999, 1 - 1e-6})
      CHECK(probability_below(d, quantile(d, u)) == doctest::Approx(u).epsilon(1e-9));
  }
}

TEST_CASE("uniform and constant quantiles") {
  CHECK(quantile({Family::uniform, 2, 6}, 0.25) == 3.0);
  CHECK(quantile({Family::constant, 0.7, 0}, 0.99) == 0.7);
  CHECK(QuantileTable({Family::uniform, 2, 6})(0.25f) == 3.0f);
  CHECK(QuantileTable({Family::constant, 0.7, 0})(0.01f) == 0.7f);
}

TEST_CASE("a spread of zero is a constant in every family") {
  for (const Family family : {Family::normal, Family::lognormal, Family::beta, Family::gamma}) {
    CHECK(quantile({family, 0.4, 0}, 0.9) == 0.4);
    CHECK(QuantileTable({family, 0.4, 0})(0.9f) == 0.4f);
  }
}

// Linear interpolation between 1024 cells: the worst cells are those next to the outermost ones, which are
// divided further.
TEST_CASE(
    "a table is within 0.03 standard deviations of the quantile everywhere, within 0.001 in the middle") {
  for (const auto& d : by_mean_and_sd) {
    CAPTURE(static_cast<int>(d.family));
    CAPTURE(d.first);
    const QuantileTable table(d);
    double worst = 0, worst_in_the_middle = 0;
    for (int i = 0; i < 50'000; ++i) {
      const float u = (static_cast<float>(i) + 0.5f) / 50'000;
      const double error = std::abs(static_cast<double>(table(u)) - quantile(d, u)) / d.second;
      worst = std::max(worst, error);
      if (u > 0.02f && u < 0.98f) worst_in_the_middle = std::max(worst_in_the_middle, error);
    }
    CHECK(worst < 0.1);
    CHECK(worst_in_the_middle < 0.001);
  }
}

// As far out as single precision and the generator go: 2^-24 from either end.
TEST_CASE("a table follows both tails to their ends, within 0.002 standard deviations") {
  for (const auto& d : by_mean_and_sd) {
    CAPTURE(static_cast<int>(d.family));
    CAPTURE(d.first);
    const QuantileTable table(d);
    for (float distance = 0x1p-24f; distance < 0x1p-10f; distance *= 1.013f) {
      const float upper = 1 - distance;
      CHECK(std::abs(static_cast<double>(table(distance)) - quantile(d, distance)) < 0.002 * d.second);
      CHECK(std::abs(static_cast<double>(table(upper)) - quantile(d, upper)) < 0.002 * d.second);
    }
  }
}

TEST_CASE("a table never falls, so that a larger uniform is never a smaller trait") {
  for (const auto& d : by_mean_and_sd) {
    const QuantileTable table(d);
    for (int i = 0; i + 1 < 50'000; ++i)
      REQUIRE(table((static_cast<float>(i) + 1.5f) / 50'000) >=
              table((static_cast<float>(i) + 0.5f) / 50'000));
  }
}

// A grid of uniforms is a stratified sample: of what is lost, the extreme tail weighs most (lognormal).
TEST_CASE("traits read from a table have the mean and the standard deviation that were asked for") {
  constexpr int n = 200'000;
  for (const auto& d : by_mean_and_sd) {
    CAPTURE(static_cast<int>(d.family));
    CAPTURE(d.first);
    const QuantileTable table(d);
    double sum = 0, squares = 0;
    for (int i = 0; i < n; ++i) {
      const double x = table((static_cast<float>(i) + 0.5f) / n) - d.first;
      sum += x;
      squares += x * x;
    }
    CHECK(std::abs(sum / n) < 2e-4 * d.second);
    CHECK(std::sqrt(squares / n) == doctest::Approx(d.second).epsilon(1e-3));
  }
}

TEST_CASE("copies of a table share it and give the same values") {
  const QuantileTable table({Family::beta, 0.7, 0.15});
  const QuantileTable copy = table;
  CHECK(copy.distribution() == table.distribution());
  for (const float u : {0.01f, 0.4f, 0.99f}) CHECK(copy(u) == table(u));
}

}  // namespace
}  // namespace clientele::random
