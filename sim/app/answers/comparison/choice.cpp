#include "sim/app/answers/comparison/choice.hpp"

#include <fmt/core.h>

#include <limits>

#include "analysis/matrix.hpp"
#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/text_table.hpp"
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

std::vector<std::size_t> best_of(const Choice& choice) {
  const auto mean = [&](std::size_t p) { return choice.table.verdicts[p].objective.mean; };
  std::vector<std::size_t> best;
  if (const auto first = best_feasible(choice.table, choice.orientation, choice.feasible))
    for (std::size_t p = 0; p < choice.feasible.size(); ++p)
      if (choice.feasible[p] && mean(p) == mean(*first)) best.push_back(p);
  return best;
}

// Of the simultaneous intervals, those to the other feasible policies.
bool is_clear(const Matrix& values, const Choice& choice) {
  const auto differences = compare_policies(complete_rows(values), choice.orientation, choice.best.front(),
                                            choice.table.confidence);
  for (std::size_t p = 0; p < differences.size(); ++p)
    if (choice.feasible[p] && p != choice.best.front() && !excludes_zero(differences[p].versus_baseline))
      return false;
  return true;
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
  choice.best = best_of(choice);
  choice.clear = !choice.best.empty() && is_clear(values, choice);
  return choice;
}

std::string reason_for_no_choice(const Comparison& comparison, const Options& options) {
  if (comparison.policies.size() < 2) return "there is one policy, and nothing to choose from";
  const auto objective = measure_named(options.objective, comparison.measures);
  std::vector<std::string> without;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (comparison.values[p][objective].n == 0) without.push_back(comparison.policies[p]);
  const auto measure = words(options.objective);
  return without.empty() ? fmt::format("in no replication has every policy a value of {}", measure)
                         : fmt::format("{} has no value under {}", measure, enumeration(without));
}

std::string reason_for_no_best(const Comparison& comparison, const Choice& choice) {
  if (choice.best.empty()) return "no policy meets all that is required";
  if (!choice.is_told()) return "one replication cannot tell which policy is best";
  if (choice.best.size() == 1) return "";
  std::vector<std::string> equals;
  for (const auto p : choice.best) equals.push_back(comparison.policies[p]);
  return enumeration(equals) + " are equally good";
}

double as_chance(const Proportion& proportion) {
  return proportion.n > 1 ? proportion.share : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace clientele::app
