// Results are planted, so that what matters, and how much, is known.
#include "sim/experiment/study/sensitivity.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "analysis/sensitivity/elementary_effects.hpp"
#include "tests/experiment/planted.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

constexpr double failed = std::numeric_limits<double>::quiet_NaN();

StoredMeasure margin() {
  const auto measures = known_measures();
  return *std::ranges::find(measures, "operating_margin", &StoredMeasure::name);
}

/// Two policies at the points of a design over three assumptions.
Plan plan_over(const Matrix& design, int replications) {
  auto plan = small_plan(replications);
  plan.weekly = false;
  const auto assumptions = assumptions_in(plan, {"trust_pace", "lesson", "contagion"});
  lay_out(plan, assumptions, design);
  return plan;
}

const auto& output_named(const auto& outputs, std::string_view name) {
  const auto found = std::ranges::find(outputs, name, [](const auto& output) { return output.name; });
  REQUIRE(found != outputs.end());
  return *found;
}

// The first policy gains from the first assumption, the second from the second; both share their random
// numbers.
TEST_CASE("screening finds what matters to a measure and to the ranking, chance aside") {
  const auto design = morris_design(6, 3, 1);
  const auto u = [&](std::size_t point, std::size_t i) { return design(point, i); };
  const auto store = planted(plan_over(design, 2), [&](std::size_t point, std::size_t policy, int r) {
    return 0.1 * r + (policy == 0 ? 0.05 + u(point, 0) : u(point, 1));
  });
  const auto screening = screen(store, margin(), design);

  std::size_t first_best = 0;
  for (std::size_t p = 0; p < design.rows(); ++p) first_best += design(p, 0) + 0.05 > design(p, 1);
  const auto& ranking = screening.ranking;
  REQUIRE(ranking.policies == std::vector<std::string>{"soft", "firm"});
  CHECK(ranking.times[0] == first_best);
  CHECK(ranking.judged() == design.rows());
  CHECK(ranking.leader == (2 * first_best >= ranking.judged() ? 0U : 1U));

  const auto& level = output_named(screening.outputs, "operating_margin").effects;
  const double expected_level[] = {0.5, 0.5, 0};
  const auto& lead = output_named(screening.outputs, lead_name).effects;
  const double expected_lead[] = {1, -1, 0};
  const double sign = ranking.leader == 0 ? 1 : -1;
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(level[i].mu.mean == doctest::Approx(expected_level[i]));
    CHECK(lead[i].mu.mean == doctest::Approx(sign * expected_lead[i]));
    CHECK(lead[i].mu.n == 6);
    CHECK(lead[i].sigma == doctest::Approx(0).epsilon(1e-9));
    CHECK(lead[i].noise == doctest::Approx(0).epsilon(1e-9));
  }
  CHECK(screening.upsets[2].share == 0);
  CHECK(screening.upsets[0].share + screening.upsets[1].share > 0);
  CHECK(by_importance(level).back() == 2);
  CHECK(most_important(screening, 2) == std::vector<std::size_t>{0, 1});
  CHECK(most_important(screening, 99) == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("an effect with a failed run at an end is dropped and counted, and nobody is best there") {
  const auto design = morris_design(5, 3, 2);
  const auto store = planted(plan_over(design, 2), [&](std::size_t point, std::size_t policy, int r) {
    if (point == 1 && policy == 1 && r == 2) return failed;
    return policy == 0 ? 2 * design(point, 0) : -1.0;
  });
  const auto screening = screen(store, margin(), design);
  CHECK(screening.ranking.judged() == 19);
  CHECK(screening.ranking.best[1] == Ranking::nobody);
  for (const auto name : {std::string_view("operating_margin"), lead_name}) {
    std::size_t dropped = 0;
    for (const auto& effect : output_named(screening.outputs, name).effects) {
      dropped += effect.mu.missing;
      CHECK(effect.mu.n + effect.mu.missing == 5);
    }
    CHECK(dropped == 2);
  }
  // Nothing was planted of other measures: no effect of any, and no crash.
  CHECK(output_named(screening.outputs, "churn_rate").effects.front().mu.n == 0);
}

TEST_CASE("a lower objective leads when lower is better") {
  const auto design = morris_design(2, 3, 3);
  const auto store = planted(plan_over(design, 2),
                             [](std::size_t, std::size_t policy, int) { return policy == 0 ? 3. : 1.; });
  auto objective = margin();
  objective.lower_is_better = true;
  const auto ranking = rank_policies(store, objective);
  CHECK(ranking.policies[ranking.leader] == "firm");
  CHECK(output_named(outputs_of(store, objective, ranking.leader), lead_name).values(0, 0) == 2);
}

// Chance is as large as everything else, and different under each policy.
TEST_CASE("decomposition gives each assumption its share of the variance, and chance its own") {
  constexpr std::size_t blocks = 256;
  const auto design = saltelli_design(blocks, 3);
  const double noise[] = {-1, 0.5, 0.5};
  const auto store = planted(plan_over(design, 3), [&](std::size_t point, std::size_t policy, int r) {
    return (policy == 0 ? design(point, 0) + 2 * design(point, 1) : -5.0) + noise[r - 1];
  });
  const auto decomposed = decompose(store, margin(), 0, 3);
  const auto& indices = output_named(decomposed, lead_name).indices;
  CHECK(indices.n == blocks);
  const double shares[] = {0.2, 0.8, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(indices.first[i].value == doctest::Approx(shares[i]).epsilon(0.05));
    CHECK(indices.total[i].value == doctest::Approx(shares[i]).epsilon(0.05));
  }
  CHECK(indices.variance.replications == doctest::Approx(0).epsilon(1e-9));  // shared by both policies
  const auto& level = output_named(decomposed, "operating_margin").indices;
  CHECK(level.variance.replications == doctest::Approx(0.75).epsilon(0.01));  // the variance of -1, 1/2, 1/2
  CHECK(level.variance.parameters == doctest::Approx(5.0 / 12 / 4).epsilon(0.05));
}

}  // namespace
}  // namespace clientele::experiment
