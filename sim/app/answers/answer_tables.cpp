#include "sim/app/answers/answer_tables.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/app/answers/comparison/common_random_numbers.hpp"
#include "sim/app/answers/comparison/crossing_text.hpp"
#include "sim/app/answers/comparison/decision_text.hpp"
#include "sim/app/answers/comparison/years.hpp"
#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/certainty/certainty.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

bool varies(const Plan& plan, std::string_view pointer) {
  return std::ranges::any_of(plan.parameters,
                             [&](const auto& path) { return pointer_of(*plan.document, path) == pointer; });
}

std::string introduction(const Plan& plan) {
  return fmt::format("{}: {}, {}, {}", plan.scenario,
                     varies(plan, "/weeks") ? "weeks as listed" : counted(plan.weeks, "week"),
                     counted(plan.replications, "replication"),
                     varies(plan, "/seed") ? "seed as listed" : fmt::format("seed {}", plan.seed));
}

std::string random_numbers_of(const Plan& plan) {
  if (plan.independent) return "every point has random numbers of its own";
  return varies(plan, "/seed") ? "points of the same seed share their random numbers"
                               : "all points share their random numbers";
}

// What happened before the first week, and how often that had to be simulated.
std::string what_was_before(const Plan& plan) {
  const auto pasts = pasts_of(plan);
  if (pasts == 0) return "";
  const auto runs = plan.cells.size() * static_cast<std::size_t>(plan.replications);
  const auto weeks = varies(plan, "/past_weeks")
                         ? "weeks as listed"
                         : counted(static_cast<std::size_t>(past_weeks_of(plan)), "week");
  return fmt::format("Before: {} as today{}; {} for {}.", weeks,
                     plan.always ? ", with what is set or varied" : "", counted(pasts, "past"),
                     counted(runs, "run"));
}

// Since when holds what is set or varied.
std::string since_when(const Plan& plan) {
  if (pasts_of(plan) == 0 || plan.always || (plan.before.empty() && !varies_decisions(plan))) return "";
  return "What is set or varied of levers, prices and marketing holds from week 1 on.";
}

std::string past_of(const Plan& plan) {
  std::string text;
  for (const auto& sentence : {what_was_before(plan), since_when(plan)})
    if (!sentence.empty()) text += wrap(sentence);
  return text;
}

std::vector<MeasureRow> rows(const std::vector<std::string>& labels,
                             const std::vector<std::vector<Estimate>>& estimates) {
  std::vector<MeasureRow> list;
  for (std::size_t i = 0; i < labels.size(); ++i) list.push_back({labels[i], estimates[i]});
  return list;
}

// Intervals take two replications.
std::string what_is_shown(const Plan& plan) {
  return plan.replications > 1 ? "Means over the whole time, ± half their 95% interval.\n\n"
                               : "Means over the whole time; one replication gives no intervals.\n\n";
}

std::string difference_table(const Comparison& comparison, const Plan& plan) {
  auto others = rows(comparison.policies, comparison.differences);
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(comparison.baseline));
  return wrap(fmt::format("Paired differences to {} (percentages in points){}.",
                          comparison.policies[comparison.baseline],
                          plan.replications > 1 ? "; * = 95% interval excludes zero" : "")) +
         '\n' + measure_table("policy", comparison.measures, others, Show::differences) +
         precision_gained(comparison);
}

// A crossing is told at a glance, unless more is asked for.
bool asks_for_more(const Options& options) {
  return options.verbose || options.has_objective || !options.requirements.empty() ||
         !options.baseline.empty();
}

// Of another lever, where none is crossed yet.
std::string what_else_there_is(const Crossing& crossing) {
  std::string text =
      "More - differences to today, the decision with its regret: -v, or report; every measure: --csv "
      "FOLDER.";
  if (crossing.is_argument) text += " Another lever in all cells: --cross utilisation_cap=0.9,1.2";
  return text;
}

std::string how_crossed(const Crossing& crossing) {
  const auto rest = crossing.is_else_today ? "as today" : "the same";
  if (crossing.is_argument)
    return fmt::format("What is said to clients, crossed with who is served; everything else {}.", rest);
  std::vector<std::string> names;
  for (const auto& factor : crossing.factors) names.push_back(factor.name);
  return fmt::format("{}, crossed; everything else {}.", capitalised(enumeration(names)), rest);
}

std::string crossing_tables(const Comparison& comparison, const Crossing& crossing, const Plan& plan,
                            const Options& options) {
  const bool has_intervals = plan.replications > 1;
  auto text = wrap(how_crossed(crossing) + (has_intervals ? " ± is half the 95% interval." : "")) + '\n' +
              cell_table(comparison, crossing, options.objective) + '\n';
  if (const auto failed = failures(comparison); !failed.empty()) text += wrap(failed) + '\n';
  text += wrap(fmt::format("Effects, percentages in points{}.",
                           has_intervals ? "; intervals of a column hold together; * = excludes zero" : "")) +
          '\n' + effect_table(comparison, crossing, options.objective);
  const auto sentence = effect_sentence(comparison, crossing, options.objective);
  return sentence.empty() ? text : text + '\n' + wrap(sentence);
}

// What turns between the first year and the last: effects of a crossing, which say it of all its policies at
// once, or else policies.
std::string sentence_of_turns(const Store& store, const std::optional<Crossing>& crossing,
                              const Options& options) {
  const auto years =
      crossing && !asks_for_more(options) ? compare_years(store, options.baseline) : std::nullopt;
  const auto of_effects = years ? turn_of_effects(*years, *crossing, options.objective) : "";
  return of_effects.empty() ? reversal_sentence(store, options) : of_effects;
}

// All measures, differences to the baseline, and the decision.
std::string policy_tables(const Store& store, const Comparison& comparison, const Options& options) {
  const auto values = rows(comparison.policies, comparison.values);
  auto text =
      what_is_shown(store.plan()) + measure_table("policy", comparison.measures, values, Show::values);
  if (values.size() > 1) text += '\n' + difference_table(comparison, store.plan());
  if (values.size() > 1 && options.verbose) text += '\n' + synchronisation_table(comparison);
  if (const auto notes = missing_values(comparison.measures, values); !notes.empty()) text += '\n' + notes;
  if (const auto choice = choose(comparison, options)) text += '\n' + decision_table(comparison, *choice);
  return text;
}

// The end of a path is what differs: "educate" of policies.partnership.levers.educate.
std::string short_name(const std::string& path) { return path.substr(path.rfind('.') + 1); }

std::vector<std::string> sweep_heads(const Plan& plan, const std::vector<StoredMeasure>& measures) {
  std::vector<std::string> heads;
  for (const auto& path : plan.parameters) heads.push_back(short_name(path));
  heads.push_back("policy");
  for (const auto& measure : measures)
    if (measure.headline) heads.push_back(heading_name(measure));
  return heads;
}

}  // namespace

std::string sentence_of_past(const Plan& plan) {
  const auto since = since_when(plan);
  return what_was_before(plan) + (since.empty() ? "" : " " + since);
}

std::string run_table(const Store& store) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  std::vector<std::vector<Estimate>> values;
  for (std::size_t b = 0; b < plan.businesses.size(); ++b)
    values.push_back(estimates(measures, read_samples(store, 0, b)));
  const auto list = rows(plan.businesses, values);
  return introduction(plan) + ".\n" + past_of(plan) + what_is_shown(plan) +
         measure_table("business", measures, list, Show::values) + missing_values(measures, list);
}

std::string comparison_table(const Store& store, const Options& options) {
  const auto comparison = compare(store, options.baseline);
  auto text = wrap(introduction(store.plan()) + "; the same people and random numbers for every policy.") +
              past_of(store.plan());
  const auto crossing = find_crossing(*store.plan().document, comparison.policies);
  if (crossing) text += '\n' + crossing_tables(comparison, *crossing, store.plan(), options);
  if (!crossing || asks_for_more(options))
    text += (crossing ? "\n" : "") + policy_tables(store, comparison, options);
  if (comparison.policies.size() > 1) text += '\n' + wrap(decision_sentence(comparison, options));
  if (const auto turn = sentence_of_turns(store, crossing, options); !turn.empty()) text += '\n' + wrap(turn);
  if (comparison.policies.size() > 1) text += '\n' + certainty_text(certainty_of(store));
  if (crossing && !asks_for_more(options)) text += '\n' + wrap(what_else_there_is(*crossing));
  return text;
}

std::string sweep_table(const Store& store) {
  constexpr std::size_t most_lines = 60;
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  std::vector<Line> lines = headings(sweep_heads(plan, measures), heading_width);
  for (std::size_t cell = 0; cell < std::min(most_lines, plan.cells.size()); ++cell) {
    auto& line = lines.emplace_back();
    for (const auto& value : plan.points[plan.cells[cell].point]) line.push_back(text_of(value));
    line.push_back(plan.cells[cell].policy);
    const auto means = estimates(measures, read_samples(store, cell, 0));
    for (std::size_t m = 0; m < measures.size(); ++m)
      if (measures[m].headline)
        line.push_back(number_format(measures[m].unit, std::span(&means[m], 1)).value(means[m].mean));
  }
  auto text =
      introduction(plan) + " each; " + random_numbers_of(plan) + ".\n" + past_of(plan) + '\n' + align(lines);
  if (plan.cells.size() > most_lines)
    text += fmt::format("... and {} more lines; all of them: clientele export {}\n",
                        plan.cells.size() - most_lines, shell_path(store.path()));
  return text;
}

}  // namespace clientele::app
