#include "sim/app/report/report_data.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/app/answers/answer_json.hpp"
#include "sim/app/answers/decision_text.hpp"
#include "sim/app/options.hpp"
#include "sim/app/report/report_assumptions.hpp"
#include "sim/app/reservations.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/study/trajectories.hpp"

namespace clientele::app {

namespace {

constexpr std::array trajectory_measures = {"churn_rate", "operating_margin", "burnout_share",
                                            "satisfaction"};
constexpr std::array tradeoff_measures = {"burnout_share", "operating_margin", "churn_rate"};
constexpr std::array uses_of_hours = {"hours_work", "hours_rework", "hours_conversation", "hours_onboarding",
                                      "hours_recovery"};

/// The answer of the plan's verb, whose subjects the page calls policies in either case.
Json answer_of(const Store& store, const Options& options) {
  if (store.plan().verb != "run") return Json::parse(comparison_json(store, options));
  auto answer = Json::parse(run_json(store));
  auto businesses = answer.at("businesses");
  answer["policies"] = std::move(businesses);
  return answer;
}

std::string summary(const Store& store, const Options& options) {
  if (store.plan().verb == "run") return "";
  const auto comparison = compare(store, options.baseline);
  return comparison.policies.size() > 1 ? decision_sentence(comparison, options) : "";
}

/// Five digits, and no more are written out.
Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::stod(fmt::format("{:.5g}", value));
}

Json row(const Band& b) {
  return {number(b.low95), number(b.low50), number(b.median), number(b.high50), number(b.high95)};
}
Json row(const Estimate& e) { return {number(e.ci_low), number(e.mean), number(e.ci_high)}; }

Json rows(const auto& points) {
  auto list = Json::array();
  for (const auto& point : points) list.push_back(row(point));
  return list;
}

Json described(const StoredMeasure& m) {
  return {{"name", m.name},
          {"unit", m.unit},
          {"meaning", m.meaning},
          {"headline", m.headline},
          {"lower_is_better", m.lower_is_better}};
}

/// One entry per subject.
Json of_each(const std::vector<Subject>& subjects, const auto& curve) {
  auto list = Json::array();
  for (const auto& subject : subjects) list.push_back(curve(subject));
  return list;
}

Json trajectories(const Store& store, const std::vector<Subject>& subjects) {
  const int weeks = store.plan().weeks;
  const auto smoothing = smoothing_for(weeks);
  Json result = {{"window", smoothing.window}, {"weeks", points_in_time(weeks, smoothing)}};
  for (const std::string measure : trajectory_measures)
    result["bands"][measure] =
        of_each(subjects, [&](const Subject& s) { return rows(trajectory(store, s, measure, smoothing)); });
  return result;
}

/// The values of a few measures in every replication.
Json runs_of(const Store& store, const Subject& subject) {
  const auto measures = stored_measures(store);
  const auto samples = read_samples(store, subject.cell, subject.business);
  auto runs = Json::array();
  for (std::size_t r = 0; r < samples.front().size(); ++r) {
    auto run = Json::array();
    for (const auto* name : tradeoff_measures)
      run.push_back(number(samples[measure_named(name, measures)][r]));
    runs.push_back(run);
  }
  return runs;
}

Json provenance_of(const Store& store) {
  Json object;
  auto row = store.database().prepare(
      "SELECT key, value FROM manifest WHERE key IN ('program', 'compiler', 'command', 'identity')");
  while (row.step()) object[std::string(row.text(0))] = row.text(1);
  return object;
}

}  // namespace

Json report_data(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  if (!plan.parameters.empty())
    throw BadInput(
        fmt::format("{}: is a sweep; a report shows a run or a comparison (export gives tables of sweeps)",
                    store.path()));
  const auto subjects = subjects_of(plan);
  const auto& scenario = *plan.document;
  auto data = answer_of(store, options);
  data["subject"] = plan.verb == "run" ? "business" : "policy";
  data["description"] = scenario.value("description", "");
  data["summary"] = summary(store, options);
  std::string notes;
  for (const auto& text : app::reservations(store)) notes += "Note: " + text + ". ";
  if (!notes.empty()) data["reservations"] = notes;
  for (const auto& measure : stored_measures(store)) data["measures"].push_back(described(measure));
  data["runs"] = of_each(subjects, [&](const Subject& s) { return runs_of(store, s); });
  data["uses_of_hours"] = uses_of_hours;
  if (plan.weekly) {
    data["trajectories"] = trajectories(store, subjects);
    data["retention"] = of_each(subjects, [&](const Subject& s) { return rows(retention(store, s)); });
    data["whale"] = of_each(subjects, [&](const Subject& s) { return rows(whale_bands(store, s)); });
  }
  data["assumptions"] = assumptions(scenario);
  data["provenance"] = provenance_of(store);
  data["document"] = plan.document->dump(2);
  return data;
}

}  // namespace clientele::app
