// Tables of quantiles are made by walking along the quantile function, and shared. Whatever way they are
// made, their knots are what Boost.Math finds one by one, to the bit: so results are the same as ever.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "sim/random/quantile_walk.hpp"

namespace clientele::random {
namespace {

/// Where a table has knots: at multiples of 1/1024 and, in the tails, at sixteenths of powers of two.
std::vector<double> knots_from_end() {
  std::vector<double> distances;
  for (int exponent = -24; exponent < -10; ++exponent)
    for (int sixteenth = 0; sixteenth < 16; ++sixteenth)
      distances.push_back(std::ldexp(1 + sixteenth / 16.0, exponent));
  for (int i = 1; i <= 512; ++i) distances.push_back(i / 1024.0);
  return distances;
}

/// Beta and gamma distributions of every kind that a scenario may have: bells, slopes, needles and
/// horseshoes.
std::vector<Distribution> many_distributions(int n, double narrowest, double widest) {
  std::mt19937_64 random(11);
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<>(low, high)(random);
  };
  std::vector<Distribution> all;
  for (int i = 0; i < n; ++i) {
    const double spread = std::pow(10, between(std::log10(narrowest), std::log10(widest)));
    const double mean = between(0.01, 0.99), size = std::pow(10, between(-6, 6));
    all.push_back({Family::beta, mean, std::sqrt(mean * (1 - mean)) * std::min(0.999, spread)});
    all.push_back({Family::gamma, size, size * spread});
  }
  return all;
}

/// How many knots of the table are not what Boost.Math finds.
int wrong_knots(const Distribution& d) {
  const QuantileTable table(d);
  int wrong = 0;
  for (const double distance : knots_from_end()) {
    const auto upper = static_cast<float>(1 - distance);
    wrong += table(static_cast<float>(distance)) != static_cast<float>(quantile(d, distance));
    // Closer to 1 single precision has no number for some of the knots.
    if (static_cast<double>(upper) == 1 - distance)
      wrong += table(upper) != static_cast<float>(quantile(d, 1 - distance));
  }
  return wrong;
}

TEST_CASE("at its knots a table is what Boost.Math finds, to the bit, for distributions of every kind") {
  for (const auto& d : many_distributions(60, 1e-3, 900)) {
    CAPTURE(static_cast<int>(d.family));
    CAPTURE(d.first);
    CAPTURE(d.second);
    CHECK(wrong_knots(d) == 0);
  }
  for (const Family family : {Family::normal, Family::lognormal})
    for (const double sd : {0.01, 0.7, 30.0}) CHECK(wrong_knots({family, 1.5, sd}) == 0);
}

TEST_CASE("a walk finds quantiles ten times as exactly as it says, unless a distribution is extreme") {
  const Distances from_end(knots_from_end());
  const auto& distances = from_end.values();
  int walked = 0;
  const auto all = many_distributions(60, 1e-2, 2);
  for (const auto& d : all) {
    CAPTURE(static_cast<int>(d.family));
    CAPTURE(d.first);
    CAPTURE(d.second);
    const auto found = walk_quantiles(d, from_end);
    if (!found) continue;
    ++walked;
    double worst = 0;
    for (std::size_t i = 0; i < distances.size(); ++i) {
      worst = std::max(worst, std::abs(found->lower[i] / quantile(d, distances[i]) - 1));
      worst = std::max(worst, std::abs(found->upper[i] / quantile(d, 1 - distances[i]) - 1));
    }
    CHECK(worst < walk_error / 10);
  }
  CHECK(walked > 0.95 * static_cast<double>(all.size()));
}

TEST_CASE("equal distributions share a table, and others do not") {
  QuantileTables tables;
  const Distribution d{Family::beta, 0.7, 0.15};
  const auto first = tables.of(d);
  CHECK(tables.size() == 1);
  const auto again = tables.of(d);
  CHECK(tables.size() == 1);
  CHECK(again.is_copy_of(first));
  CHECK_FALSE(again.is_copy_of(QuantileTable(d)));
  CHECK(again(0.3f) == QuantileTable(d)(0.3f));
  for (const Distribution& other :
       {Distribution{Family::beta, 0.7, 0.16}, Distribution{Family::beta, 0.71, 0.15},
        Distribution{Family::normal, 0.7, 0.15}})
    CHECK(tables.of(other)(0.9f) == QuantileTable(other)(0.9f));
  CHECK(tables.size() == 4);
  CHECK(tables.of({Family::constant, 0.4, 0})(0.9f) == 0.4f);
  CHECK(tables.size() == 4);  // constants need no table
}

TEST_CASE("tables that nobody uses are forgotten when there are many, and only they") {
  QuantileTables tables;
  const auto normal = [](std::size_t i) { return Distribution{Family::normal, static_cast<double>(i), 1}; };
  const auto kept = tables.of(normal(0));
  for (std::size_t i = 1; i <= 3 * QuantileTables::most_unused; ++i) tables.of(normal(i));
  CHECK(tables.size() <= QuantileTables::most_unused + 1);
  CHECK(tables.of(normal(0)).is_copy_of(kept));
  CHECK(tables.of(normal(1))(0.5f) == 1);
}

}  // namespace
}  // namespace clientele::random
