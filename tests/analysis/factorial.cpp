// Effects of factorial experiments: against arithmetic by hand, against the truth they were drawn from, and
// that their intervals hold together.
#include "analysis/factorial.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

Matrix of_rows(std::initializer_list<std::vector<double>> rows) {
  Matrix matrix(rows.size(), rows.begin()->size());
  std::size_t r = 0;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) matrix(r, c) = row[c];
    ++r;
  }
  return matrix;
}

const FactorialEffect& effect_of(const std::vector<FactorialEffect>& effects,
                                 const std::vector<std::size_t>& levels) {
  for (const auto& effect : effects)
    if (effect.levels == levels) return effect;
  FAIL("there is no such effect");
  return effects.front();
}

constexpr std::array<std::size_t, 2> two_by_two{2, 2}, two_by_three{2, 3};

}  // namespace

TEST_CASE("two factors of two levels: the effects are those worked out by hand, the interaction not halved") {
  // Cells: both first; second factor at its second level; first factor at its second level; both second.
  const auto effects = factorial_effects(of_rows({{1, 3, 6, 20}, {3, 3, 8, 22}}), two_by_two);
  REQUIRE(effects.size() == 3);
  CHECK(effects[0].levels == std::vector<std::size_t>{1, 0});
  CHECK(effects[0].estimate.mean == doctest::Approx((6 + 20 + 8 + 22 - 1 - 3 - 3 - 3) / 4.0));
  CHECK(effects[1].levels == std::vector<std::size_t>{0, 1});
  CHECK(effects[1].estimate.mean == doctest::Approx((3 + 20 + 3 + 22 - 1 - 6 - 3 - 8) / 4.0));
  CHECK(effects[2].order() == 2);
  CHECK(effects[2].estimate.mean == doctest::Approx((20 - 6 - 3 + 1 + 22 - 8 - 3 + 3) / 2.0));
}

TEST_CASE("a factor of three levels: each level against the first, averaged over the other factor") {
  const auto effects = factorial_effects(of_rows({{1, 2, 3, 11, 14, 17}}), two_by_three);
  REQUIRE(effects.size() == 5);
  CHECK(effect_of(effects, {1, 0}).estimate.mean == doctest::Approx(14 - 2));
  CHECK(effect_of(effects, {0, 1}).estimate.mean == doctest::Approx((2 - 1 + 14 - 11) / 2.0));
  CHECK(effect_of(effects, {0, 2}).estimate.mean == doctest::Approx((3 - 1 + 17 - 11) / 2.0));
  CHECK(effect_of(effects, {1, 2}).estimate.mean == doctest::Approx((17 - 11) - (3 - 1)));
  CHECK(std::isnan(effects.front().estimate.ci_low));  // one replication bounds nothing
}

TEST_CASE("what factors add up to has no interaction of any order, and is found again") {
  constexpr std::array<std::size_t, 3> levels{2, 3, 2};
  constexpr double first[] = {0, 5}, second[] = {0, -2, 7}, third[] = {0, 0.5};
  Matrix results(4, 12);
  for (std::size_t cell = 0; cell < 12; ++cell) {
    const auto at = levels_of_cell(cell, levels);
    for (std::size_t r = 0; r < 4; ++r)
      results(r, cell) = static_cast<double>(r) + first[at[0]] + second[at[1]] + third[at[2]];
  }
  for (const auto& effect : factorial_effects(results, levels)) {
    double truth = 0;
    if (effect.order() == 1)
      truth = first[effect.levels[0]] + second[effect.levels[1]] + third[effect.levels[2]];
    CHECK(effect.estimate.mean == doctest::Approx(truth));
    CHECK(effect.estimate.sd == doctest::Approx(0));  // what differs between replications cancels
  }
}

TEST_CASE("where cells are equal the effect is nothing, and not what rounding leaves of a sum") {
  // Thirds of 0.1 + 0.2 and the like, which do not cancel to the bit.
  const auto effects = factorial_effects(
      of_rows(
          {{0.1, 0.7, 1.1, 0.1, 0.7, 1.1}, {0.3, 0.9, 1.3, 0.3, 0.9, 1.3}, {1e6, 0.1, 0.2, 1e6, 0.1, 0.2}}),
      two_by_three);
  for (const auto& [levels, e] : effects) {
    if (levels[0] == 0) continue;
    CHECK(e.mean == 0);
    CHECK(e.ci_low == 0);
    CHECK(e.ci_high == 0);
  }
}

TEST_CASE("all intervals of a crossing hold together at 95 %, whatever its cells have in common") {
  constexpr int trials = 4'000;
  const Eigen::Vector4d means(1, 2, 4, 4), sds(1, 3, 0.5, 2);
  for (const double correlation : {0.0, 0.9}) {
    const NormalFamily family(means, equal_correlation(sds, correlation));
    Engine engine(7);
    int covered = 0;
    for (int trial = 0; trial < trials; ++trial) {
      const auto effects = factorial_effects(family.sample(engine, 8), two_by_two);
      const double truth[] = {2.5, 0.5, -1};
      bool all = true;
      for (std::size_t i = 0; i < 3; ++i)
        all = all && effects[i].estimate.ci_low <= truth[i] && truth[i] <= effects[i].estimate.ci_high;
      covered += all;
    }
    const double share = covered / double(trials);
    CHECK(share > 0.95 - share_tolerance(0.95, trials));
    CHECK(share < 0.99);  // three effects: at most 1 - .05/3 if they were one and the same
  }
}

TEST_CASE("a row that lacks a value counts for no effect, and is counted as missing") {
  const auto effects =
      factorial_effects(of_rows({{1, 2, 3, 4}, {no_value, 2, 3, 4}, {1, 2, 3, 6}}), two_by_two);
  for (const auto& effect : effects) {
    CHECK(effect.estimate.n == 2);
    CHECK(effect.estimate.missing == 1);
  }
}

TEST_CASE("what is no factorial is refused") {
  const Matrix four(2, 4);
  constexpr std::array<std::size_t, 2> flat{1, 4};
  CHECK_THROWS_AS(factorial_effects(four, two_by_three), std::invalid_argument);
  CHECK_THROWS_AS(factorial_effects(four, flat), std::invalid_argument);
  CHECK_THROWS_AS(factorial_effects(Matrix(1, 4, no_value), two_by_two), std::invalid_argument);
}
