#include "sim/app/report/study_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "sim/app/answers/comparison/choice.hpp"
#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/plausible_answer.hpp"
#include "sim/app/certainty/certainty.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

constexpr std::size_t most_points = 200, most_lines = 1000;  // that anybody reads on a page

std::string text_of(const Json& value) { return value.is_string() ? value.text() : value.dump(); }

Line parameters_at(const Plan& plan, std::size_t point) {
  Line line;
  for (const auto& value : plan.points[point]) line.push_back(text_of(value));
  return line;
}

/// Who is best at a point, and of which others that is told.
struct Verdict {
  Comparison comparison;
  std::optional<Choice> choice;

  bool has_best() const { return choice && reason_for_no_best(comparison, *choice).empty(); }
};

Verdict verdict_at(const Store& store, const Options& options, std::size_t point) {
  Verdict verdict{compare(store, options.baseline, point), std::nullopt};
  verdict.choice = choose(verdict.comparison, options);
  return verdict;
}

// Of the others that meet what is required.
std::optional<std::size_t> next_best(const Choice& choice) {
  auto others = choice.feasible;
  others[choice.best.front()] = false;
  return best_feasible(choice.table, choice.orientation, others);
}

// How much better the best is, whichever direction is better.
Estimate lead_of(const Comparison& comparison, const Choice& choice, std::size_t next) {
  auto more = choice.best.front(), less = next;
  if (choice.orientation == Orientation::lower_is_better) std::swap(more, less);
  return paired_difference(comparison.samples[more][choice.objective],
                           comparison.samples[less][choice.objective]);
}

Line best_at(const Verdict& verdict, const Options& options) {
  const auto& [comparison, choice] = verdict;
  if (!choice) return {"-", "-", "-", reason_for_no_choice(comparison, options)};
  if (!verdict.has_best()) return {"-", "-", "-", reason_for_no_best(comparison, *choice)};
  const auto best = choice->best.front(), measure = choice->objective;
  const auto format =
      number_format(comparison.measures[measure].unit, std::span(&comparison.values[best][measure], 1));
  Line line = {comparison.policies[best], format.value(choice->table.verdicts[best].objective.mean)};
  if (const auto next = next_best(*choice)) {
    const auto lead = lead_of(comparison, *choice, *next);
    line.push_back(fmt::format("{} {} {}", format.difference(lead.mean), format.half_width(lead),
                               comparison.policies[*next]));
    line.push_back(choice->clear ? "clear of chance" : "may be chance");
  } else {
    line.insert(line.end(), {"-", "alone meets what is required"});
  }
  return line;
}

/// "customer_always_right at 5, partnership at 4".
std::string counts(const std::map<std::string, std::size_t>& times) {
  std::vector<std::string> list;
  for (const auto& [policy, count] : times) list.push_back(fmt::format("{} at {}", policy, count));
  return enumeration(list);
}

std::string left_out(std::size_t shown, std::size_t all, const Store& store) {
  if (shown >= all) return "";
  return fmt::format(" {} more are left out here; all of them: clientele export {}", all - shown,
                     shell_path(store.path()));
}

Part best_part(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  const auto shown = std::min(most_points, plan.points.size());
  Part part{
      .title = fmt::format("Best by {}, point by point", words(options.objective)), .text = "", .lines = {}};
  part.lines.push_back(plan.parameters);
  for (const auto* head :
       {"best policy", "mean", "ahead of the next (± half its 95% interval)", "by random numbers alone"})
    part.lines.back().emplace_back(head);
  std::map<std::string, std::size_t> times;
  std::size_t clear = 0;
  for (std::size_t point = 0; point < shown; ++point) {
    const auto verdict = verdict_at(store, options, point);
    const auto line = best_at(verdict, options);
    if (verdict.has_best()) ++times[line.front()], clear += verdict.choice->clear;
    part.lines.push_back(parameters_at(plan, point));
    part.lines.back().insert(part.lines.back().end(), line.begin(), line.end());
  }
  part.text = times.empty()
                  ? fmt::format("At none of {} is a policy told to be the best.", counted(shown, "point"))
                  : fmt::format(
                        "Of {}, the best policy is {}; at {} clearly, as far as the luck of the "
                        "draw goes.",
                        counted(shown, "point"), counts(times), clear);
  part.text += left_out(shown, plan.points.size(), store);
  return part;
}

std::string with_half_width(const StoredMeasure& measure, const Estimate& value) {
  const auto format = number_format(measure.unit, std::span(&value, 1));
  const auto half = format.half_width(value);
  return format.value(value.mean) + (half.empty() ? "" : " " + half);
}

Part points_part(const Store& store) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  const auto shown = std::min(most_lines, plan.cells.size());
  Part part{.title = "Every point under every policy",
            .text = fmt::format("Means over the whole time of {} each{}.",
                                counted(plan.replications, "replication"),
                                plan.replications > 1 ? ", ± half their 95% interval" : ""),
            .lines = {plan.parameters}};
  part.text += left_out(shown, plan.cells.size(), store);
  part.lines.back().emplace_back("policy");
  for (const auto& measure : measures)
    if (measure.headline) part.lines.back().push_back(words(heading_name(measure)));
  for (std::size_t cell = 0; cell < shown; ++cell) {
    auto& line = part.lines.emplace_back(parameters_at(plan, plan.cells[cell].point));
    line.push_back(plan.cells[cell].policy);
    const auto means = estimates(measures, read_samples(store, cell, 0));
    for (std::size_t m = 0; m < measures.size(); ++m)
      if (measures[m].headline) line.push_back(with_half_width(measures[m], means[m]));
  }
  return part;
}

// What turns between the years, also between points, no mean over the whole time shows.
Part years_part(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  const auto objective = measure_named(options.objective, measures);
  const auto shown = std::min(most_lines, plan.cells.size());
  Part part{.title = "The first year and the last",
            .text = fmt::format("Means of {} over the first {} weeks and over the last {}.{}",
                                words(options.objective), weeks_of_year, weeks_of_year,
                                left_out(shown, plan.cells.size(), store)),
            .lines = {plan.parameters}};
  // Of a year in which some had failed, in how many replications it was lived.
  const auto told = [&](const Estimate& mean) {
    return with_half_width(measures[objective], mean) +
           (mean.n > 0 && mean.missing > 0 ? fmt::format(" (of {})", mean.n) : "");
  };
  for (const auto* head : {"policy", "whole time", "first year", "last year"})
    part.lines.back().emplace_back(head);
  for (std::size_t cell = 0; cell < shown; ++cell) {
    auto& line = part.lines.emplace_back(parameters_at(plan, plan.cells[cell].point));
    line.push_back(plan.cells[cell].policy);
    for (const auto period : {Period::whole, Period::first_year, Period::last_year})
      line.push_back(told(estimate(read_samples(store, cell, 0, period)[objective])));
  }
  return part;
}

std::vector<Part> sweep_parts(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  std::vector<Part> parts = {
      {.title = "",
       .text = fmt::format(
           "{} of {}, each under {}, with {}.", counted(plan.points.size(), "point"),
           enumeration(plan.parameters), counted(plan.cells.size() / plan.points.size(), "policy"),
           plan.independent ? "people and random numbers of its own" : "the same people and random numbers"),
       .lines = {}}};
  if (plan.cells.size() > plan.points.size()) parts.push_back(best_part(store, options));
  parts.push_back(points_part(store));
  if (plan.yearly) parts.push_back(years_part(store, options));
  parts.push_back(certainty_part(certainty_of(store)));
  return parts;
}

Json rows(const Matrix& values) {
  auto list = Json::array();
  for (std::size_t point = 0; point < values.rows(); ++point) {
    std::vector<double> sample;
    for (std::size_t r = 0; r < values.columns(); ++r) sample.push_back(values(point, r));
    const auto e = estimate(sample);
    list.push_back(Json::array({e.ci_low, e.mean, e.ci_high}));
  }
  return list;
}

bool is_of_one_number(const Plan& plan) {
  return plan.parameters.size() == 1 && plan.points.size() > 1 &&
         std::ranges::all_of(plan.points, [](const auto& point) { return point.front().is_number(); });
}

}  // namespace

std::vector<Part> study_parts(const Store& store, const Options& options) {
  return store.plan().verb == plausible_verb ? plausible_parts(store, options) : sweep_parts(store, options);
}

Json sweep_curves(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  if (plan.verb == plausible_verb || !is_of_one_number(plan)) return nullptr;
  std::vector<std::size_t> order(plan.points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto number = [&](std::size_t point) { return plan.points[point].front().get<double>(); };
  std::ranges::sort(order, {}, number);
  const auto measures = stored_measures(store);
  const auto& objective = measures[measure_named(options.objective, measures)];
  Json curves = {
      {"parameter", plan.parameters.front()}, {"measure", objective.name}, {"unit", objective.unit}};
  for (const auto point : order) curves["at"].push_back(number(point));
  const auto of_policy = read_measure(store, objective.name);
  for (std::size_t p = 0; p < of_policy.size(); ++p) {
    const auto all = rows(of_policy[p]);
    auto sorted = Json::array();
    for (const auto point : order) sorted.push_back(all.at(point));
    curves["policies"].push_back({{"name", plan.cells[p].policy}, {"rows", std::move(sorted)}});
  }
  return curves;
}

Json as_json(const std::vector<Part>& parts) {
  auto list = Json::array();
  for (const auto& part : parts) {
    auto lines = Json::array();
    for (const auto& line : part.lines) lines.push_back(Json(line));
    list.push_back(
        {{"title", part.title}, {"text", part.text}, {"lines", std::move(lines)}, {"prose", part.is_prose}});
  }
  return list;
}

}  // namespace clientele::app
