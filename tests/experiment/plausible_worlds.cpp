#include "sim/experiment/design/plausible_worlds.hpp"

#include <doctest/doctest.h>

#include <algorithm>

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
  CHECK(plan.points.size() == 20);
  std::vector<int> slices(20);
  for (const auto& point : plan.points) {
    const auto contagion = std::ranges::find(plan.parameters, "model.contagion") - plan.parameters.begin();
    ++slices.at(static_cast<std::size_t>(point[static_cast<std::size_t>(contagion)].get<double>() / 0.003));
  }
  CHECK(slices == std::vector<int>(20, 1));
  CHECK(worlds(20).points == plan.points);
}

// The first policy earns 1 where contagion is above 0.02, of 0 to 0.06, and loses as much below; the second
// earns nothing ever. Chance moves both alike.
TEST_CASE("shares, regret and the rule are those that were planted") {
  const auto plan = worlds(60);
  const auto column = static_cast<std::size_t>(std::ranges::find(plan.parameters, "model.contagion") -
                                               plan.parameters.begin());
  const auto store = planted(plan, [&](std::size_t world, std::size_t policy, int r) {
    const bool high = plan.points[world][column].get<double>() > 0.02;
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
  CHECK(duel.rule->nodes.front().split->threshold == doctest::Approx(0.02).epsilon(0.05));
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

}  // namespace
}  // namespace clientele::experiment
