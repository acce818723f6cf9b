#include "sim/experiment/design/plausible_worlds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/study/robust_comparison.hpp"
#include "tests/experiment/planted.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

StoredMeasure margin() {
  const auto measures = known_measures();
  return *std::ranges::find(measures, "operating_margin", &StoredMeasure::name);
}

Plan worlds(std::size_t count) {
  auto plan = small_plan(2);
  plan.weekly = false;
  lay_out_worlds(plan, assumptions_in(plan, {"trust_pace", "knowledge", "contagion"}), count);
  return plan;
}

TEST_CASE("plausible worlds are spread evenly over all ranges, and known again from the plan") {
  const auto plan = worlds(20);
  const auto assumptions = assumptions_varied(plan);
  REQUIRE(assumptions.size() == 3);
  CHECK(points_of_worlds(plan).drawn == 20);
  const auto contagion = assumptions[2].settings.front();
  REQUIRE(contagion.path == "model.contagion");
  std::vector<int> slices(20);
  for (std::size_t world = 0; world < 20; ++world) {
    const double value = values_of(assumptions, plan)(world, 2);
    std::size_t slice = 0;
    while (contagion.range.at(static_cast<double>(slice + 1) / 20) <= value) ++slice;
    ++slices.at(slice);
  }
  CHECK(slices == std::vector<int>(20, 1));
  CHECK(worlds(20).points == plan.points);
}

// The first policy earns 1 where contagion is above the lowest third of worlds, and loses as much below; the
// second earns nothing ever. Chance moves both alike.
TEST_CASE("shares, regret and the rule are those that were planted") {
  const auto plan = worlds(60);
  const double lowest_third = assumptions_varied(plan)[2].settings.front().range.at(1.0 / 3);
  const auto column = static_cast<std::size_t>(std::ranges::find(plan.parameters, "model.contagion") -
                                               plan.parameters.begin());
  const auto store = planted(plan, [&](std::size_t world, std::size_t policy, int r) {
    const bool high = plan.points[world][column].get<double>() > lowest_third;
    return r + (policy == 1 ? 0.0 : high ? 1.0 : -1.0);
  });
  const auto result = compare_robustly(store, margin());
  CHECK(result.worlds == 60);
  CHECK(result.dropped == 0);
  CHECK(result.policies[result.leader] == "soft");
  CHECK(result.robustness[0].best.share == doctest::Approx(2.0 / 3));
  CHECK(result.robustness[1].best.share == doctest::Approx(1.0 / 3));
  CHECK(result.robustness[0].mean_regret == doctest::Approx(1.0 / 3));
  CHECK(result.robustness[1].largest_regret == doctest::Approx(1));
  CHECK(result.objective[1].mean == doctest::Approx(1.5));
  REQUIRE(result.duels.size() == 1);
  const auto& duel = result.duels.front();
  CHECK(duel.wins.share == doctest::Approx(2.0 / 3));
  CHECK(duel.noise_share == doctest::Approx(0));
  REQUIRE(duel.rule);
  CHECK(duel.rule->accuracy >= 0.95);
  CHECK(duel.rule->guess_accuracy == doctest::Approx(2.0 / 3));
  REQUIRE(duel.rule->nodes.front().split);
  CHECK(assumptions_varied(plan)[duel.rule->nodes.front().split->column].name == "contagion");
  CHECK(duel.rule->nodes.front().split->threshold == doctest::Approx(lowest_third).epsilon(0.05));
}

TEST_CASE("a world with a failed run is left out and counted") {
  const auto store = planted(worlds(12), [](std::size_t world, std::size_t policy, int r) {
    if (world == 3 && policy == 1 && r == 1) return std::numeric_limits<double>::quiet_NaN();
    return policy == 0 ? 1.0 : 0.0;
  });
  const auto result = compare_robustly(store, margin());
  CHECK(result.worlds == 11);
  CHECK(result.dropped == 1);
  CHECK(result.robustness[0].best.share == 1);
}

TEST_CASE("an end of a stated range that the scenario refuses is told before anything is drawn") {
  auto plan = small_plan(2);
  auto document = *plan.document;
  document["plausible"] = Json{{"segments.0.traits.budget.mean", Json::array({0, 600})}};
  plan.document = std::make_shared<Json>(document);
  const auto said = refusal<BadInput>([&] { lay_out_worlds(plan, assumptions_of(document), 4); });
  CHECK(mentions(said, "narrow them"));
  CHECK(mentions(said, "low end of the range of segments.0.traits.budget.mean"));
}

// Of three assumptions the scenario has the median of two; absence_noise is zero there.
Plan worlds_with_an_edge(std::size_t count) {
  auto plan = small_plan(2);
  plan.weekly = false;
  lay_out_worlds(plan, assumptions_in(plan, {"trust_pace", "absence_noise", "contagion"}), count);
  return plan;
}

TEST_CASE(
    "beside the worlds stand the scenario as it is, and what it is at the edge of moved to the middle") {
  const auto plan = worlds_with_an_edge(20);
  REQUIRE(plan.parameters == std::vector<std::string>{"businesses.0.absence_noise",
                                                      "businesses.1.absence_noise", "model.trust_pace",
                                                      "model.contagion"});
  REQUIRE(plan.points.size() == 22);
  CHECK(plan.points[20] == std::vector<Json>{0, 0, 0.01, 0.03});
  const double median = 0.05 * (1 - std::sqrt(0.5));
  CHECK(plan.points[21][0].get<double>() == doctest::Approx(median));
  CHECK(plan.points[21][1].get<double>() == doctest::Approx(median));
  CHECK(plan.points[21][2] == 0.01);
  CHECK(plan.points[21][3] == 0.03);
  const auto points = points_of_worlds(plan);
  CHECK(points.drawn == 20);
  CHECK(points.nominal == 20);
  REQUIRE(points.moved.size() == 1);
  CHECK(points.moved.front().point == 21);
  CHECK(assumptions_varied(plan)[points.moved.front().assumption].name == "absence_noise");
}

TEST_CASE("a store of an earlier version holds worlds only") {
  auto plan = worlds(20);
  plan.points.pop_back();
  std::erase_if(plan.cells, [](const Cell& cell) { return cell.point == 20; });
  const auto points = points_of_worlds(plan);
  CHECK(points.drawn == 20);
  CHECK_FALSE(points.nominal);
  const auto store =
      planted(plan, [](std::size_t world, std::size_t, int) { return static_cast<double>(world); });
  const auto result = compare_robustly(store, margin());
  CHECK(result.worlds == 20);
  CHECK(std::isnan(result.spread[0].nominal));
  CHECK(result.spread[0].holds_nominal());
}

TEST_CASE("where the scenario lies among its worlds is told, with what moves it away from the middle") {
  const auto plan = worlds_with_an_edge(20);
  const auto store = planted(plan, [](std::size_t point, std::size_t policy, int) {
    if (point == 20) return policy == 0 ? 10.0 : 30.0;
    return point == 21 ? 12.0 : static_cast<double>(point);
  });
  const auto result = compare_robustly(store, margin());
  CHECK(result.worlds == 20);
  CHECK(result.objective[0].mean == doctest::Approx(9.5));
  CHECK(result.spread[0].nominal == doctest::Approx(10));
  CHECK(result.spread[0].lower_quartile == doctest::Approx(4.75));
  CHECK(result.spread[0].median == doctest::Approx(9.5));
  CHECK(result.spread[0].upper_quartile == doctest::Approx(14.25));
  CHECK(result.spread[0].holds_nominal());
  CHECK_FALSE(result.spread[1].holds_nominal());
  REQUIRE(result.shifts.size() == 1);
  CHECK(result.shifts.front().of_mean[0] == doctest::Approx(2));
  CHECK(result.shifts.front().of_mean[1] == doctest::Approx(-18));
}

// More of one assumption helps one policy, and both more and less of another harm it: by 8 for all the way.
TEST_CASE("what shifts the worlds away from the scenario is told from what only spreads them") {
  const auto plan = worlds(60);
  const auto places = places_of_worlds(plan);
  const auto name = [&](std::size_t i) { return assumptions_varied(plan)[i].name; };
  REQUIRE(name(2) == "contagion");
  const auto store = planted(plan, [&](std::size_t point, std::size_t policy, int) {
    if (point >= 60 || policy == 1) return 0.0;
    const double away = 2 * places(point, 2) - 1;
    return 5 * places(point, 0) - 8 * away * away;
  });
  const auto result = compare_robustly(store, margin());
  const auto& surest = result.skews[0].front();
  CHECK(name(surest.assumption) == "contagion");
  CHECK(surest.shift == doctest::Approx(-8.0 / 3).epsilon(0.01));
  CHECK(surest.half_width < 0.01);
  for (const auto& skew : result.skews[0])
    if (skew.assumption != 2) CHECK(std::abs(skew.shift) < 2 * skew.half_width);
}

}  // namespace
}  // namespace clientele::experiment
