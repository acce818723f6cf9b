#include "sim/app/answers/comparison/decision_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/options.hpp"

namespace clientele::app {

namespace {

std::string probability(double p) {
  if (!std::isfinite(p)) return "-";
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
    line.push_back(
        interval(format.difference(v.versus_baseline.ci_low), format.difference(v.versus_baseline.ci_high)));
  }
  line.push_back(probability(v.best_probability));
  line.push_back(p == comparison.baseline ? "" : probability(as_chance(v.beats_baseline)));
  line.push_back(format.value(v.opportunity_cost));
  if (can_lose(choice)) line.push_back(probability(as_chance(v.loss)));
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
      {"mean", choice.is_told()
                   ? fmt::format("{}, averaged over the {} replications", objective, choice.table.n)
                   : fmt::format("{} in the one replication", objective)},
      {"against baseline", fmt::format("how much more or less than {}{}", baseline, points)},
      {"95% interval", "where that difference truly lies; 95 of 100 such studies get all of these right"},
      {"best on average", "how sure it is, by the luck of the draw alone, that no other policy does better"},
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

using Positions = std::vector<std::size_t>;

std::string named(const Comparison& comparison, const Positions& policies) {
  std::vector<std::string> names;
  for (const auto p : policies) names.push_back(comparison.policies[p]);
  return enumeration(names);
}

// Of the candidates, those that the table shows with the same mean as this one.
Positions shown_alike(const Comparison& comparison, const Positions& candidates, std::size_t like,
                      std::size_t measure) {
  const auto format = format_of(comparison, measure);
  const auto shown = [&](std::size_t p) { return format.value(comparison.values[p][measure].mean); };
  Positions alike;
  for (const auto p : candidates)
    if (shown(p) == shown(like)) alike.push_back(p);
  return alike;
}

// "the same", or what is so once it is rounded.
std::string_view sameness(const Comparison& comparison, const Positions& policies, std::size_t measure) {
  const auto mean = [&](std::size_t p) { return comparison.values[p][measure].mean; };
  const bool is_same =
      std::ranges::all_of(policies, [&](std::size_t p) { return mean(p) == mean(policies.front()); });
  return is_same ? "the same" : "about the same";
}

// Those with the mean that the table shows as the lowest, if anything has one.
Positions lowest_shown(const Comparison& comparison, std::size_t measure) {
  Positions known;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (comparison.values[p][measure].n > 0) known.push_back(p);
  if (known.size() < 2) return {};  // no other to be lower than
  const auto mean = [&](std::size_t p) { return comparison.values[p][measure].mean; };
  return shown_alike(comparison, known, *std::ranges::min_element(known, {}, mean), measure);
}

// "; right_customer has the lowest churn rate (13%)"
std::string also(const Comparison& comparison, std::string_view objective, std::string_view name) {
  const auto found = std::ranges::find(comparison.measures, name, &StoredMeasure::name);
  const auto m = static_cast<std::size_t>(found - comparison.measures.begin());
  if (found == comparison.measures.end() || name == objective) return "";
  const auto lowest = lowest_shown(comparison, m);
  if (lowest.empty()) return "";
  const auto value = format_of(comparison, m).value(comparison.values[lowest.front()][m].mean);
  if (lowest.size() == comparison.policies.size())
    return fmt::format("; all have {} {} ({})", sameness(comparison, lowest, m), words(name), value);
  return fmt::format("; {} {} the lowest {} ({})", named(comparison, lowest),
                     lowest.size() == 1 ? "has" : "share", words(name), value);
}

bool has_no_clients(const Comparison& comparison, std::size_t policy) {
  const auto found = std::ranges::find(comparison.measures, "accounts", &StoredMeasure::name);
  return found != comparison.measures.end() &&
         comparison.values[policy][static_cast<std::size_t>(found - comparison.measures.begin())].mean == 0;
}

// " closed has no churn rate, as it has no clients."
std::string without_value(const Comparison& comparison, std::string_view name) {
  const auto found = std::ranges::find(comparison.measures, name, &StoredMeasure::name);
  if (found == comparison.measures.end()) return "";
  const auto m = static_cast<std::size_t>(found - comparison.measures.begin());
  std::string text;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (comparison.values[p][m].n == 0)
      text += fmt::format(" {} has no {}{}.", comparison.policies[p], words(name),
                          has_no_clients(comparison, p) ? ", as it has no clients" : "");
  return text;
}

Positions feasible(const Choice& choice) {
  Positions list;
  for (std::size_t p = 0; p < choice.feasible.size(); ++p)
    if (choice.feasible[p]) list.push_back(p);
  return list;
}

// "customer_always_right has the best operating margin (30.6%, clearly, as far as the luck of the draw goes)"
std::string verdict(const Comparison& comparison, const Choice& choice) {
  const auto best = choice.best.front();
  const auto measure = words(comparison.measures[choice.objective].name);
  const auto value =
      format_of(comparison, choice.objective).value(choice.table.verdicts[best].objective.mean);
  const auto rivals = feasible(choice);
  const auto limit = choice.requirements.empty() ? "" : " of those that meet what is required";
  if (rivals.size() == 1)
    return fmt::format("{} alone meets what is required ({} {})", comparison.policies[best], measure, value);
  const auto alike = choice.clear ? Positions{best} : shown_alike(comparison, rivals, best, choice.objective);
  if (alike.size() == comparison.policies.size())
    return fmt::format("all policies have {} {} ({})", sameness(comparison, alike, choice.objective), measure,
                       value);
  if (alike.size() > 1)
    return fmt::format("{} share the best {}{} ({})", named(comparison, alike), measure, limit, value);
  const auto sure = choice.clear       ? ", clearly, as far as the luck of the draw goes"
                    : choice.is_told() ? ", though not for certain"
                                       : "";
  return fmt::format("{} has the best {}{} ({}{})", comparison.policies[best], measure, limit, value, sure);
}

// " More often than not the business fails under today and partnership."
std::string failing(const Comparison& comparison) {
  const auto at = std::ranges::find(comparison.measures, "failed", &StoredMeasure::name);
  if (at == comparison.measures.end()) return "";
  const auto failed = static_cast<std::size_t>(at - comparison.measures.begin());
  Positions mostly;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (comparison.values[p][failed].mean > 0.5) mostly.push_back(p);
  if (mostly.empty()) return "";
  return fmt::format(" More often than not the business fails under {}.", named(comparison, mostly));
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
  return wrap(fmt::format(
             "The decision by {} ({} is better), every policy in the same {}:", words(measure.name),
             measure.lower_is_better ? "lower" : "higher", counted(choice.table.n, "replication"))) +
         '\n' + align(lines) + explanation(comparison, choice);
}

std::string decision_sentence(const Comparison& comparison, const Options& options) {
  const auto choice = choose(comparison, options);
  if (choice && choice->best.empty()) return "In short: no policy meets all that is required.";
  std::string text = choice ? verdict(comparison, *choice)
                            : "no policy is the best, as " + reason_for_no_choice(comparison, options);
  if (choice && !choice->is_told()) text = "one replication cannot tell which policy is best; in it, " + text;
  for (const auto* name : {"churn_rate", "burnout_share"}) text += also(comparison, options.objective, name);
  text += '.';
  for (const auto* name : {"churn_rate", "burnout_share"}) text += without_value(comparison, name);
  return "In short: " + text + failing(comparison);
}

}  // namespace clientele::app
