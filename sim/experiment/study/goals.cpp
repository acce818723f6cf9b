#include "sim/experiment/study/goals.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/typed_number.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

struct Amount {
  double value;
  bool percent;
};

Amount read_amount(std::string_view text, const std::string& context) {
  constexpr std::string_view plus_minus = "±";
  if (text.starts_with(plus_minus)) text.remove_prefix(plus_minus.size());
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const double value = typed_number(text, context);
  return {percent ? value / 100 : value, percent};
}

std::vector<PrecisionGoal> goals(const Store& store) {
  const auto measures = stored_measures(store);
  std::vector<PrecisionGoal> list;
  for (const auto& text : store.plan().precision) list.push_back(read_precision(text, measures));
  return list;
}

// Estimates that a goal speaks of.
std::vector<Estimate> concerned(const Comparison& comparison, const PrecisionGoal& goal) {
  std::vector<Estimate> list;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (!goal.of_difference || p != comparison.baseline)
      list.push_back((goal.of_difference ? comparison.differences : comparison.values)[p][goal.measure]);
  return list;
}

void take_larger(Forecast& all, const Forecast& one) {
  all.likely = std::max(all.likely, one.likely);
  all.cautious = std::max(all.cautious, one.cautious);
}

}  // namespace

std::size_t measure_named(const std::string& name, const std::vector<StoredMeasure>& measures) {
  const auto found = std::ranges::find(measures, name, &StoredMeasure::name);
  if (found != measures.end()) return static_cast<std::size_t>(found - measures.begin());
  std::vector<std::string_view> names;
  for (const auto& measure : measures) names.push_back(measure.name);
  throw BadInput(fmt::format("there is no metric {}\n  {}", in_quotes(name),
                             suggestion(name, names, "see clientele explain metrics")));
}

PrecisionGoal read_precision(const std::string& text, const std::vector<StoredMeasure>& measures) {
  constexpr std::string_view prefix = "difference:";
  const bool of_difference = text.starts_with(prefix);
  const auto start = of_difference ? prefix.size() : 0;
  const auto equals = text.find('=');
  if (equals == text.npos)
    throw BadInput(fmt::format("{} is no precision; write METRIC=0.005 or METRIC=2%", in_quotes(text)));
  const auto [value, percent] = read_amount(std::string_view(text).substr(equals + 1), text);
  if (value <= 0) throw BadInput(fmt::format("{}: a precision must be positive", text));
  return {measure_named(text.substr(start, equals - start), measures),
          of_difference,
          {.half_width = value, .relative = percent}};
}

MeasureRequirement read_requirement(const std::string& text, const std::vector<StoredMeasure>& measures) {
  const auto sign = text.find_first_of("<>");
  if (sign == text.npos)
    throw BadInput(fmt::format("{} is no requirement; write METRIC<0.2 or METRIC>0", in_quotes(text)));
  const auto comparison = text[sign] == '<' ? Requirement::Comparison::below : Requirement::Comparison::above;
  const auto limit = read_amount(std::string_view(text).substr(sign + 1), text).value;
  return {text, measure_named(text.substr(0, sign), measures), {comparison, limit}};
}

bool is_precise_enough(const Store& store) {
  const auto comparison = compare(store);
  for (const auto& goal : goals(store))
    for (const auto& estimate : concerned(comparison, goal))
      if (!is_precise(estimate, goal.precision)) return false;
  return true;
}

std::string reason_out_of_reach(const Store& store) {
  constexpr int enough_to_tell = 10;
  const auto& plan = store.plan();
  if (plan.replications < std::min(enough_to_tell, plan.most_replications)) return "";
  const auto comparison = compare(store);
  for (const auto& goal : goals(store))
    for (std::size_t p = 0; p < comparison.policies.size(); ++p) {
      const auto& name = comparison.measures[goal.measure].name;
      const auto& policy = comparison.policies[p];
      if (comparison.values[p][goal.measure].n == 0)
        return fmt::format("{} has no value in any replication of {}", name, policy);
      if (goal.of_difference && comparison.differences[p][goal.measure].n == 0)
        return fmt::format("{} has a value under both {} and {} in no replication", name, policy,
                           comparison.policies[comparison.baseline]);
    }
  return "";
}

int next_look(const Plan& plan) {
  return std::min(plan.most_replications, plan.replications + std::max(10, plan.replications / 10));
}

std::optional<Effort> forecast_effort(const Store& store) {
  const auto comparison = compare(store);
  Effort effort;
  for (const auto& goal : goals(store)) {
    for (const auto& estimate : concerned(comparison, goal)) {
      if (estimate.n < 2) return std::nullopt;
      take_larger(effort.paired, forecast(estimate, goal.precision));
      if (!goal.of_difference) take_larger(effort.independent, forecast(estimate, goal.precision));
    }
    if (!goal.of_difference) continue;
    const auto& baseline = comparison.values[comparison.baseline][goal.measure];
    for (std::size_t p = 0; p < comparison.policies.size(); ++p)
      if (p != comparison.baseline)
        take_larger(effort.independent,
                    forecast_independent(comparison.values[p][goal.measure], baseline, goal.precision));
  }
  return effort;
}

}  // namespace clientele::experiment
