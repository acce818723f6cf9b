// What makes an effect turn, found where the truth is known: effects made up from a few columns, with noise.
#include "sim/validation/argument/turning.hpp"

#include <doctest/doctest.h>

#include <array>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

namespace clientele::validation {
namespace {

/// As many columns as the command draws.
std::size_t columns_drawn() {
  static const auto columns = columns_of(space_of(CLIENTELE_SOURCE "/scenarios"));
  return columns;
}

/// Worlds in the unit cube, designed as the command designs them, and an effect that the first column moves
/// up, the second down, and nothing else.
struct Planted {
  DrawnWorlds worlds;
  std::vector<double> effect;
};

Planted planted(std::size_t n, std::uint32_t seed, std::size_t columns = 40) {
  Planted made{{design_of_worlds(n, columns, seed), {}}, {}};
  boost::random::mt19937_64 engine(seed);
  boost::random::normal_distribution<double> noise(0, 0.05);
  for (std::size_t i = 0; i < n; ++i)
    made.effect.push_back(made.worlds.values(i, 0) - 0.5 * made.worlds.values(i, 1) - 0.2 + noise(engine));
  return made;
}

// In the worlds that the command draws by itself, and in as few as it draws at all, where columns have much
// in common by chance: half-widths that took them for orthogonal would be too narrow by a third there.
TEST_CASE(
    "movers are found in their order with their signs, and columns that move nothing are within their "
    "error") {
  const auto columns = columns_drawn();
  for (const auto n : {Draw().worlds, 2 * columns}) {
    CAPTURE(n);
    const auto [worlds, effect] = planted(n, 1, columns);
    const auto movers = find_movers(worlds, effect);
    CHECK(movers.list[0].column == 0);
    CHECK(movers.list[0].strength > 0.7);
    CHECK(movers.list[1].column == 1);
    CHECK(movers.list[1].strength < -0.3);
    CHECK(movers.explained > 0.9);
    CHECK(movers.list.back().half_width < 0.2);  // a design that tells them apart
    double beyond = 0;
    for (std::size_t i = 2; i < movers.list.size(); ++i)
      beyond += std::abs(movers.list[i].strength) > movers.list[i].half_width;
    const auto idle = static_cast<double>(columns - 2);
    const double sd = std::sqrt(idle * 0.05 * 0.95);  // of a count that is binomial at 5 %
    CHECK(std::abs(beyond - 0.05 * idle) < 3 * sd);
  }
}

TEST_CASE("what a column moves lies within its interval in 95 of 100 designs") {
  int within = 0;
  constexpr int designs = 200;
  constexpr std::size_t columns = 30;
  for (std::uint32_t seed = 1; seed <= designs; ++seed) {
    auto [worlds, effect] = planted(2 * columns, seed, columns);
    boost::random::mt19937_64 engine(1000 + seed);
    boost::random::normal_distribution<double> noise;
    for (double& e : effect) e = noise(engine);
    for (const auto& mover : find_movers(worlds, effect).list)
      if (mover.column == 0) within += std::abs(mover.strength) <= mover.half_width;
  }
  CHECK(std::abs(within - 0.95 * designs) < 3.5 * std::sqrt(designs * 0.95 * 0.05));
}

TEST_CASE("an effect that nothing moves is explained by nothing") {
  auto [worlds, effect] = planted(Draw().worlds, 2, columns_drawn());
  boost::random::mt19937_64 engine(9);
  boost::random::normal_distribution<double> noise;
  for (double& e : effect) e = noise(engine);
  CHECK(std::abs(find_movers(worlds, effect).explained) < 0.06);  // 3 standard errors of an adjusted R2
}

DrawnWorlds worlds_of(const std::vector<std::vector<std::array<double, 4>>>& replications) {
  DrawnWorlds worlds;
  for (const auto& rows : replications) {
    Matrix cells(rows.size(), 4);
    for (std::size_t r = 0; r < rows.size(); ++r)
      for (std::size_t c = 0; c < 4; ++c) cells(r, c) = rows[r][c];
    worlds.cells.push_back(cells);
  }
  return worlds;
}

TEST_CASE("the effect of a world is the mean of its replications, which agree in its sign or do not") {
  const auto worlds = worlds_of({{{0, 0, 2, 4}, {0, 0, 1, 1}}, {{1, 0, 0, 0}, {0, 2, 1, 3}}, {{0, 4, 0, 4}}});
  CHECK(effect_of_worlds(worlds, partner_not_please) == std::vector<double>{2, 0.25, 0});
  CHECK(effect_of_worlds(worlds, the_right_not_everyone) == std::vector<double>{0.5, 0.75, 4});
  const auto agreed = agreement_in_sign(worlds, partner_not_please);
  CHECK(agreed.n == 2);  // the third has one replication
  CHECK(agreed.share == 0.5);
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
  CHECK(map.cells[0][4].median > 0.5);
  CHECK(map.cells[4][0].median < -0.5);
  CHECK(map.place_of(0.99, 0.01).across == 4);
  CHECK(map.place_of(0.99, 0.01).up == 0);
  SimpleRule rule;
  rule.nodes.push_back({.split = Split{0, 0.45}, .no = 1, .yes = 2, .worlds = 10, .wins = 5});
  rule.nodes.push_back({.split = std::nullopt, .worlds = 5, .wins = 0});
  rule.nodes.push_back({.split = std::nullopt, .worlds = 5, .wins = 5});
  const auto trial = try_out(map, rule, effect, others, of_others);
  CHECK(trial.map.n == 500);
  CHECK(trial.map.share > 0.85);
  CHECK(trial.rule.share > 0.8);
  CHECK(trial.guess.share < 0.65);
  CHECK(trial.map_gain.mean == doctest::Approx(trial.map.share - trial.guess.share));
  CHECK(trial.map_gain.ci_low > 0);
  CHECK(trial.rule_gain.ci_low > 0);
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
