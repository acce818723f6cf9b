// What makes an effect turn, found where the truth is known: effects made up from a few columns, with noise.
#include "sim/validation/argument/turning.hpp"

#include <doctest/doctest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>

#include "analysis/sensitivity/design.hpp"

namespace clientele::validation {
namespace {

/// Worlds of 40 columns in the unit cube, and an effect that the first moves up, the second down, and nothing
/// else.
struct Planted {
  DrawnWorlds worlds;
  std::vector<double> effect;
};

Planted planted(std::size_t n, std::uint64_t seed) {
  constexpr std::size_t columns = 40;
  Planted made{{latin_hypercube(n, columns, seed), latin_hypercube(n, columns, seed), {}}, {}};
  boost::random::mt19937_64 engine(seed);
  boost::random::normal_distribution<double> noise(0, 0.05);
  for (std::size_t i = 0; i < n; ++i)
    made.effect.push_back(made.worlds.values(i, 0) - 0.5 * made.worlds.values(i, 1) - 0.2 + noise(engine));
  return made;
}

TEST_CASE(
    "movers are found in their order with their signs, and columns that move nothing are within their "
    "error") {
  const auto [worlds, effect] = planted(1000, 1);
  const auto movers = find_movers(worlds, effect);
  CHECK(movers.list[0].column == 0);
  CHECK(movers.list[0].strength > 0.7);
  CHECK(movers.list[1].column == 1);
  CHECK(movers.list[1].strength < -0.3);
  CHECK(movers.explained > 0.9);
  int beyond = 0;
  for (std::size_t i = 2; i < movers.list.size(); ++i)
    beyond += std::abs(movers.list[i].strength) > movers.list[i].half_width;
  CHECK(beyond <= 6);  // of 38 at 5 %: 2 expected, 6 in less than one of a hundred
}

TEST_CASE("an effect that nothing moves is explained by nothing") {
  auto [worlds, effect] = planted(1000, 2);
  boost::random::mt19937_64 engine(9);
  boost::random::normal_distribution<double> noise;
  for (double& e : effect) e = noise(engine);
  CHECK(std::abs(find_movers(worlds, effect).explained) < 0.06);  // 3 standard errors of R2 with 40 columns
}

TEST_CASE("fifths show where an effect changes its sign") {
  const auto [worlds, effect] = planted(1000, 3);
  const auto fifths = fifths_of(worlds, 0, effect);
  REQUIRE(fifths.size() == 5);
  // The second column takes a quarter on average: the effect is zero at 0.45.
  CHECK(fifths[1].median < 0);
  CHECK(fifths[3].median > 0);
  CHECK(fifths[0].positive < 0.05);
  CHECK(fifths[4].positive > 0.95);
  CHECK(fifths[2].low == doctest::Approx(0.4).epsilon(0.01));
}

TEST_CASE(
    "a map tells the sign in worlds that it was not made from, and its error is that of its stretches") {
  const auto [worlds, effect] = planted(1000, 4);
  const auto [others, of_others] = planted(500, 5);
  const auto map = make_map(worlds, 0, 1, effect);
  std::size_t all = 0;
  for (const auto& row : map.cells)
    for (const auto& cell : row) all += cell.worlds;
  CHECK(all == 1000);
  CHECK(map.at(0.99, 0.01).median > 0.5);
  CHECK(map.at(0.01, 0.99).median < -0.5);
  SimpleRule rule;
  rule.nodes.push_back({.split = Split{0, 0.45}, .no = 1, .yes = 2, .worlds = 10, .wins = 5});
  rule.nodes.push_back({.split = std::nullopt, .worlds = 5, .wins = 0});
  rule.nodes.push_back({.split = std::nullopt, .worlds = 5, .wins = 5});
  const auto trial = try_out(map, rule, effect, others, of_others);
  CHECK(trial.map > 0.85);
  CHECK(trial.rule > 0.8);
  CHECK(trial.guess < 0.65);
  CHECK(trial.map_error < 0.1);
  CHECK(trial.map_error < trial.guess_error / 2);
}

TEST_CASE("the leader is the cell with the highest mean, and says how far the others are behind") {
  Matrix cells(3, 4);
  const double means[] = {1, 3, 2, 2.5};
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 4; ++c) cells(r, c) = means[c] + 0.1 * static_cast<double>(r);
  const auto leader = leader_of(cells);
  CHECK(leader.cell == 1);
  CHECK(leader.lead.mean == doctest::Approx(0.5));
  CHECK(leader.behind == std::vector<double>{2, 0, 1, 0.5});
  const auto effects = effects_of(cells);
  CHECK(effects.said.mean == doctest::Approx((2 + 2.5 - 1 - 3) / 2));
  CHECK(effects.served.mean == doctest::Approx((3 + 2.5 - 1 - 2) / 2));
  CHECK(effects.both.mean == doctest::Approx(2.5 - 2 - 3 + 1));
}

}  // namespace
}  // namespace clientele::validation
