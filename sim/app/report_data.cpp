#include "sim/app/report_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/app/answers.hpp"
#include "sim/experiment/errors.hpp"
#include "sim/experiment/trajectories.hpp"

namespace clientele {

namespace {

constexpr std::array trajectory_measures = {"churn_rate", "operating_margin", "burnout_share", "satisfaction"};
constexpr std::array tradeoff_measures = {"burnout_share", "operating_margin", "churn_rate"};
constexpr std::array uses_of_hours = {"hours_work", "hours_rework", "hours_conversation", "hours_onboarding",
                                      "hours_recovery"};

/// The subjects side by side; businesses of one run are paired as policies are.
Comparison compare_subjects(const Store& store, const std::vector<Subject>& subjects, const std::string& baseline) {
  Comparison result{
      .measures = stored_measures(store), .policies = {}, .baseline = 0, .samples = {}, .values = {}, .differences = {}};
  for (const auto& subject : subjects) {
    if (subject.name == baseline) result.baseline = result.policies.size();
    result.policies.push_back(subject.name);
    result.samples.push_back(read_samples(store, subject.cell, subject.business));
    result.values.push_back(estimates(result.samples.back()));
  }
  if (!baseline.empty() && result.policies[result.baseline] != baseline)
    throw BadInput(fmt::format("nothing in this experiment is named \"{}\"", baseline));
  for (const auto& samples : result.samples)
    result.differences.push_back(paired_differences(samples, result.samples[result.baseline]));
  return result;
}

/// Five digits, and no more are written out.
OrderedJson number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::stod(fmt::format("{:.5g}", value));
}

OrderedJson row(const Band& b) {
  return {number(b.low95), number(b.low50), number(b.median), number(b.high50), number(b.high95)};
}
OrderedJson row(const Estimate& e) { return {number(e.ci_low), number(e.mean), number(e.ci_high)}; }

OrderedJson rows(const auto& points) {
  auto list = OrderedJson::array();
  for (const auto& point : points) list.push_back(row(point));
  return list;
}

OrderedJson described(const StoredMeasure& m) {
  return {{"name", m.name},
          {"unit", m.unit},
          {"meaning", m.meaning},
          {"headline", m.headline},
          {"lower_is_better", m.lower_is_better}};
}

/// One entry per subject.
OrderedJson of_each(const std::vector<Subject>& subjects, const auto& curve) {
  auto list = OrderedJson::array();
  for (const auto& subject : subjects) list.push_back(curve(subject));
  return list;
}

OrderedJson trajectories(const Store& store, const std::vector<Subject>& subjects) {
  const int weeks = store.plan().weeks;
  const auto smoothing = smoothing_for(weeks);
  OrderedJson result = {{"window", smoothing.window}, {"weeks", points_in_time(weeks, smoothing)}};
  for (const std::string measure : trajectory_measures)
    result["bands"][measure] =
        of_each(subjects, [&](const Subject& s) { return rows(trajectory(store, s, measure, smoothing)); });
  return result;
}

std::size_t position(const Comparison& comparison, std::string_view measure) {
  const auto found = std::ranges::find(comparison.measures, measure, &StoredMeasure::name);
  if (found == comparison.measures.end()) throw BadInput(fmt::format("the store has no measure {}", measure));
  return static_cast<std::size_t>(found - comparison.measures.begin());
}

OrderedJson tradeoff(const Comparison& comparison) {
  auto list = OrderedJson::array();
  for (const auto& samples : comparison.samples) {
    auto runs = OrderedJson::array();
    for (std::size_t r = 0; r < samples.front().size(); ++r) {
      auto run = OrderedJson::array();
      for (const auto* measure : tradeoff_measures) run.push_back(number(samples[position(comparison, measure)][r]));
      runs.push_back(run);
    }
    list.push_back(runs);
  }
  return {{"measures", tradeoff_measures}, {"runs", list}};
}

OrderedJson provenance_of(const Store& store) {
  OrderedJson object;
  auto row = store.database().prepare(
      "SELECT key, value FROM manifest WHERE key IN ('program', 'compiler', 'command', 'identity')");
  while (row.step()) object[std::string(row.text(0))] = row.text(1);
  return object;
}

}  // namespace

OrderedJson report_data(const Store& store, const std::string& baseline) {
  const auto& plan = store.plan();
  if (!plan.parameters.empty())
    throw BadInput(fmt::format("{}: is a sweep; a report shows a run or a comparison (export gives tables of sweeps)",
                               store.path()));
  const auto subjects = subjects_of(plan);
  const auto comparison = compare_subjects(store, subjects, baseline);
  const auto scenario = OrderedJson::parse(plan.document);
  auto data = comparison_object(plan, comparison);
  data["subject"] = plan.verb == "run" ? "business" : "policy";
  data["description"] = scenario.value("description", "");
  data["summary"] = subjects.size() > 1 ? summary_sentence(comparison) : "";
  for (const auto& measure : comparison.measures) data["measures"].push_back(described(measure));
  data["tradeoff"] = tradeoff(comparison);
  data["uses_of_hours"] = uses_of_hours;
  if (plan.weekly) {
    data["trajectories"] = trajectories(store, subjects);
    data["retention"] = of_each(subjects, [&](const Subject& s) { return rows(retention(store, s)); });
    data["whale"] = of_each(subjects, [&](const Subject& s) { return rows(whale_bands(store, s)); });
  }
  data["assumptions"] = assumptions(scenario);
  data["provenance"] = provenance_of(store);
  data["document"] = plan.document;
  return data;
}

}  // namespace clientele
