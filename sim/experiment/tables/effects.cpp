#include "sim/experiment/tables/effects.hpp"

#include <algorithm>

#include "sim/scenario/check.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

std::optional<Crossing> crossing_of(const Plan& plan) {
  std::vector<std::string> policies;
  for (const auto& cell : plan.cells) policies.push_back(cell.policy);
  return find_crossing(*plan.document, policies);
}

void write_effect(CsvWriter& csv, const Crossing& crossing, const FactorialEffect& effect,
                  const StoredMeasure& measure) {
  std::vector<std::string_view> factors, levels, against;
  for (std::size_t f = 0; f < effect.levels.size(); ++f) {
    if (effect.levels[f] == 0) continue;
    factors.push_back(crossing.factors[f].name);
    levels.push_back(crossing.factors[f].levels[effect.levels[f]]);
    against.push_back(crossing.factors[f].levels.front());
  }
  csv.field(effect_label(crossing, effect)).field(effect.order());
  for (const auto* names : {&factors, &levels, &against}) csv.field(joined(*names, " x "));
  const auto& [n, missing, mean, sd, low, high] = effect.estimate;
  csv.field(measure.name).field(measure.unit).field(n).field(mean).field(low).field(high).end_row();
}

// Positions of the policies of the crossing.
std::vector<std::size_t> columns_of(const Comparison& comparison, const Crossing& crossing) {
  std::vector<std::size_t> columns;
  for (const auto& name : crossing.policies)
    columns.push_back(
        static_cast<std::size_t>(std::ranges::find(comparison.policies, name) - comparison.policies.begin()));
  return columns;
}

std::vector<CrossedMeasure> effects_on(const Comparison& comparison, const Crossing& crossing,
                                       const auto& is_wanted) {
  std::vector<CrossedMeasure> list;
  const auto columns = columns_of(comparison, crossing);
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    if (!is_wanted(comparison.measures[m].name)) continue;
    Matrix results(comparison.samples.front()[m].size(), columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
      for (std::size_t r = 0; r < results.rows(); ++r) results(r, c) = comparison.samples[columns[c]][m][r];
    if (complete_rows(results).rows() > 0) list.push_back({m, factorial_effects(results, crossing.levels())});
  }
  return list;
}

}  // namespace

std::vector<CrossedMeasure> crossed_effects(const Comparison& comparison, const Crossing& crossing,
                                            std::string_view objective) {
  constexpr std::string_view judged[] = {"churn_rate", "operating_margin", "burnout_share",
                                         "profit_per_week"};
  return effects_on(comparison, crossing,
                    [&](const auto& name) { return name == objective || is_one_of(name, judged); });
}

std::vector<CrossedMeasure> all_crossed_effects(const Comparison& comparison, const Crossing& crossing) {
  return effects_on(comparison, crossing, [](const auto&) { return true; });
}

bool has_effects(const Plan& plan) {
  return plan.verb == "compare" && plan.points.size() == 1 && crossing_of(plan).has_value();
}

void write_effects(CsvWriter& csv, const Store& store) {
  for (const auto* name : {"scenario", "effect", "order", "factors", "levels", "against", "metric", "unit",
                           "n", "mean", "ci_low", "ci_high"})
    csv.field(name);
  csv.end_row();
  const auto crossing = crossing_of(store.plan());
  const auto comparison = compare(store);
  for (const auto& [measure, effects] : all_crossed_effects(comparison, *crossing))
    for (const auto& effect : effects) {
      csv.field(store.plan().scenario);
      write_effect(csv, *crossing, effect, comparison.measures[measure]);
    }
}

std::int64_t count_effects(const Store& store) {
  std::size_t rows = 0;
  for (const auto& column : all_crossed_effects(compare(store), *crossing_of(store.plan())))
    rows += column.effects.size();
  return static_cast<std::int64_t>(rows);
}

}  // namespace clientele::experiment
