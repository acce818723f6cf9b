#include "sim/app/answers/choice.hpp"

#include "analysis/matrix.hpp"
#include "sim/app/options.hpp"

namespace clientele::app {

namespace {

Matrix values_of(const Comparison& comparison, std::size_t measure) {
  Matrix values(comparison.samples.front()[measure].size(), comparison.policies.size());
  for (std::size_t p = 0; p < values.columns(); ++p)
    for (std::size_t r = 0; r < values.rows(); ++r) values(r, p) = comparison.samples[p][measure][r];
  return values;
}

void judge_requirements(const Comparison& comparison, Choice& choice) {
  for (const auto& samples : comparison.samples) {
    auto& probabilities = choice.met_probability.emplace_back();
    bool all_met = true;
    for (const auto& [text, measure, requirement] : choice.requirements) {
      probabilities.push_back(probability_met(samples[measure], requirement));
      all_met = all_met && is_met(samples[measure], requirement);
    }
    choice.feasible.push_back(all_met);
  }
}

}  // namespace

std::optional<Choice> choose(const Comparison& comparison, const Options& options) {
  if (comparison.policies.size() < 2) return std::nullopt;
  const auto objective = measure_named(options.objective, comparison.measures);
  const auto values = values_of(comparison, objective);
  if (complete_rows(values).rows() == 0) return std::nullopt;
  Choice choice{.objective = objective,
                .orientation = comparison.measures[objective].lower_is_better ? Orientation::lower_is_better
                                                                              : Orientation::higher_is_better,
                .table = {},
                .requirements = {},
                .met_probability = {},
                .feasible = {},
                .best = {}};
  choice.table = decide(values, choice.orientation, comparison.baseline);
  for (const auto& text : options.requirements)
    choice.requirements.push_back(read_requirement(text, comparison.measures));
  judge_requirements(comparison, choice);
  choice.best = best_feasible(choice.table, choice.orientation, choice.feasible);
  return choice;
}

}  // namespace clientele::app
