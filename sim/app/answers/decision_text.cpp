#include "sim/app/answers/decision_text.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/text_table.hpp"

namespace clientele::app {

namespace {

std::string probability(double p) {
  if (p > 0.995 && p < 1) return ">99%";
  if (p < 0.005 && p > 0) return "<1%";
  return fmt::format("{:.0f}%", 100 * p);
}

// A high churn is no gain and a low one no loss: only what one wants much of can be lost.
bool can_lose(const Choice& choice) { return choice.orientation == Orientation::higher_is_better; }

std::vector<Line> column_heads(const Choice& choice) {
  std::vector<Line> lines = {{"", "", "against", "95% interval", "best on", "better in", "expected"},
                             {"policy", "mean", "baseline", "of difference", "average", "one run", "regret"}};
  if (can_lose(choice)) {
    lines[0].push_back("chance");
    lines[1].push_back("of loss");
  }
  for (const auto& requirement : choice.requirements) {
    lines[0].push_back("chance of");
    lines[1].push_back(requirement.text);
  }
  return lines;
}

Line row(const Comparison& comparison, const Choice& choice, const NumberFormat& format, std::size_t p) {
  const auto& v = choice.table.verdicts[p];
  Line line = {comparison.policies[p], format.value(v.objective.mean)};
  if (p == comparison.baseline) {
    line.insert(line.end(), {"baseline", ""});
  } else {
    line.push_back(format.difference(v.versus_baseline.mean));
    line.push_back(fmt::format("{} to {}", format.difference(v.versus_baseline.ci_low),
                               format.difference(v.versus_baseline.ci_high)));
  }
  line.push_back(probability(v.best_probability));
  line.push_back(p == comparison.baseline ? "" : probability(v.beats_baseline.share));
  line.push_back(format.value(v.opportunity_cost));
  if (can_lose(choice)) line.push_back(probability(v.loss.share));
  for (const auto met : choice.met_probability[p]) line.push_back(probability(met));
  return line;
}

using Notes = std::vector<std::pair<std::string, std::string>>;

// For ears that never heard of statistics, one line for each column.
Notes notes_on_columns(const Comparison& comparison, const Choice& choice) {
  const auto& measure = comparison.measures[choice.objective];
  const auto objective = words(measure.name);
  const auto& baseline = comparison.policies[comparison.baseline];
  const auto points = number_format(measure.unit, {}).percent ? ", in percentage points" : "";
  Notes notes = {
      {"mean", fmt::format("{}, averaged over the {} replications", objective, choice.table.n)},
      {"against baseline", fmt::format("how much more or less than {}{}", baseline, points)},
      {"95% interval", "where that difference truly lies; 95 of 100 such studies get all of these right"},
      {"best on average", "how sure it is that no other policy does better in the long run"},
      {"better in one run", fmt::format("in how many of 100 single runs it does better than {}", baseline)},
      {"expected regret", "what choosing it gives away, on average, in case another is truly better"}};
  if (can_lose(choice))
    notes.emplace_back("chance of loss",
                       fmt::format("in how many of 100 single runs {} falls below zero", objective));
  for (const auto& requirement : choice.requirements)
    notes.emplace_back(requirement.text, "how sure it is that the average keeps to this");
  return notes;
}

std::string explanation(const Comparison& comparison, const Choice& choice) {
  const auto notes = notes_on_columns(comparison, choice);
  std::size_t width = 0;
  for (const auto& [column, note] : notes) width = std::max(width, column.size());
  std::string text = "\n";
  for (const auto& [column, note] : notes) text += fmt::format("  {:<{}}  {}\n", column, width, note);
  return text + "\n" +
         wrap(
             "Intervals: Student's t of paired differences, adjusted by Bonferroni to hold together, "
             "whatever the policies have in common.");
}

// As the table above shows them.
NumberFormat format_of(const Comparison& comparison, std::size_t measure) {
  std::vector<Estimate> column;
  for (const auto& values : comparison.values) column.push_back(values[measure]);
  return number_format(comparison.measures[measure].unit, column);
}

// "; right_customer has the lowest churn rate (13%)"
std::string also(const Comparison& comparison, const Choice& choice, std::string_view name) {
  const auto found = std::ranges::find(comparison.measures, name, &StoredMeasure::name);
  const auto m = static_cast<std::size_t>(found - comparison.measures.begin());
  if (found == comparison.measures.end() || m == choice.objective) return "";
  const auto mean = [&](std::size_t p) { return comparison.values[p][m].mean; };
  std::size_t best = 0;
  for (std::size_t p = 1; p < comparison.policies.size(); ++p)
    if (mean(p) < mean(best)) best = p;
  const auto format = format_of(comparison, m);
  return fmt::format("; {} has the lowest {} ({})", comparison.policies[best], words(found->name),
                     format.value(mean(best)));
}

}  // namespace

std::string decision_table(const Comparison& comparison, const Choice& choice) {
  std::vector<Estimate> shown;
  for (const auto& v : choice.table.verdicts) shown.push_back(v.objective);
  const auto format = number_format(comparison.measures[choice.objective].unit, shown);
  auto lines = column_heads(choice);
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    lines.push_back(row(comparison, choice, format, p));
  const auto& measure = comparison.measures[choice.objective];
  return wrap(fmt::format("The decision by {} ({} is better), every policy in the same {} replications:",
                          words(measure.name), measure.lower_is_better ? "lower" : "higher",
                          choice.table.n)) +
         '\n' + align(lines) + explanation(comparison, choice);
}

std::string decision_sentence(const Comparison& comparison, const Choice& choice) {
  if (!choice.best) return "In short: no policy meets all that is required.";
  const auto best = *choice.best;
  const auto& verdict = choice.table.verdicts[best];
  const auto& measure = comparison.measures[choice.objective];
  const auto format = format_of(comparison, choice.objective);
  const auto sure = excludes_zero(verdict.versus_best_other) ? "clearly" : "though not for certain";
  const auto limit = choice.requirements.empty() ? "" : " of those that meet what is required";
  return fmt::format("In short: {} has the best {}{} ({}, {}){}{}.", comparison.policies[best],
                     words(measure.name), limit, format.value(verdict.objective.mean), sure,
                     also(comparison, choice, "churn_rate"), also(comparison, choice, "burnout_share"));
}

}  // namespace clientele::app
