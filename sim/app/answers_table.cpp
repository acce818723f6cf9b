#include <fmt/format.h>

#include <algorithm>

#include "sim/app/answers.hpp"
#include "sim/app/figures.hpp"
#include "sim/app/measure_table.hpp"

namespace clientele {

namespace {

// Policies are judged by their margin, the measure that every school claims to improve.
std::size_t objective_measure(const std::vector<StoredMeasure>& measures) {
  const auto found = std::ranges::find(measures, "operating_margin", &StoredMeasure::name);
  return found == measures.end() ? 0 : static_cast<std::size_t>(found - measures.begin());
}

std::vector<MeasureRow> rows(const Comparison& comparison,
                             const std::vector<std::vector<Estimate>>& estimates) {
  std::vector<MeasureRow> list;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    list.push_back({comparison.policies[p], estimates[p]});
  return list;
}

std::string difference_table(const Comparison& comparison) {
  auto others = rows(comparison, comparison.differences);
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(comparison.baseline));
  return fmt::format("\nPaired differences to {}; * = the 95% interval excludes zero.\n\n",
                     comparison.policies[comparison.baseline]) +
         measure_table("policy", comparison.measures, others, Show::differences);
}

}  // namespace

std::string summary_sentence(const Comparison& c) {
  const auto objective = objective_measure(c.measures);
  const auto name = [&](std::size_t p) { return c.policies[p]; };
  const auto better = [&](const Estimate& a, const Estimate& b) {
    return c.measures[objective].lower_is_better ? a.mean < b.mean : a.mean > b.mean;
  };
  std::size_t best = 0;
  for (std::size_t p = 1; p < c.policies.size(); ++p)
    if (better(c.values[p][objective], c.values[best][objective])) best = p;
  std::size_t next = best == 0 ? 1 : 0;
  for (std::size_t p = 0; p < c.policies.size(); ++p)
    if (p != best && better(c.values[p][objective], c.values[next][objective])) next = p;
  const auto gap = paired_difference(c.samples[best][objective], c.samples[next][objective]);
  const auto figures = figures_for(c.measures[objective].unit, std::vector{gap});
  const auto words = heading(c.measures[objective].name, 100).front();
  if (!excludes_zero(gap))
    return fmt::format("In short: {} and {} cannot be told apart by their {} ({} against {}).\n", name(best),
                       name(next), words, figures.value(c.values[best][objective].mean),
                       figures.value(c.values[next][objective].mean));
  return fmt::format(
      "In short: {} has the best {}, {}, against {} for the next, {} (95% interval of the difference: {} "
      "to {}).\n",
      name(best), words, figures.value(c.values[best][objective].mean),
      figures.value(c.values[next][objective].mean), name(next), figures.difference(gap.ci_low),
      figures.difference(gap.ci_high));
}

std::string comparison_table(const Plan& plan, const Comparison& comparison) {
  const auto values = rows(comparison, comparison.values);
  auto text =
      fmt::format(
          "{}: {} weeks, {} replications, seed {}; every policy meets the same people with the same luck.\n"
          "Means of the whole time, ± half their 95% interval.\n\n",
          plan.scenario, plan.weeks, plan.replications, plan.seed) +
      measure_table("policy", comparison.measures, values, Show::values);
  if (values.size() > 1) text += difference_table(comparison);
  text += '\n' + missing_values(comparison.measures, values);
  if (values.size() > 1) text += summary_sentence(comparison);
  return text;
}

Businesses read_businesses(const Store& store) {
  Businesses result{stored_measures(store), store.plan().businesses, {}};
  for (std::size_t b = 0; b < result.names.size(); ++b)
    result.values.push_back(estimates(read_samples(store, 0, b)));
  return result;
}

std::string businesses_table(const Plan& plan, const Businesses& businesses) {
  std::vector<MeasureRow> list;
  for (std::size_t b = 0; b < businesses.names.size(); ++b)
    list.push_back({businesses.names[b], businesses.values[b]});
  return fmt::format(
             "{}: {} weeks, {} replications, seed {}.\nMeans of the whole time, ± half their 95% "
             "interval.\n\n",
             plan.scenario, plan.weeks, plan.replications, plan.seed) +
         measure_table("business", businesses.measures, list, Show::values) +
         missing_values(businesses.measures, list);
}

}  // namespace clientele
