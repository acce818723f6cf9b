#include "sim/app/report/report_data.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/app/answers/answer_json.hpp"
#include "sim/app/answers/answer_tables.hpp"
#include "sim/app/answers/comparison/crossing_text.hpp"
#include "sim/app/answers/comparison/decision_text.hpp"
#include "sim/app/answers/comparison/years.hpp"
#include "sim/app/answers/plan_json.hpp"
#include "sim/app/answers/sensitivity_result.hpp"
#include "sim/app/answers/sensitivity_tables.hpp"
#include "sim/app/certainty/certainty.hpp"
#include "sim/app/options.hpp"
#include "sim/app/report/report_assumptions.hpp"
#include "sim/app/report/study_parts.hpp"
#include "sim/app/reservations.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/study/trajectories.hpp"
#include "sim/experiment/tables/manifest.hpp"

namespace clientele::app {

namespace {

constexpr std::array trajectory_measures = {"churn_rate", "operating_margin", "burnout_share",
                                            "satisfaction"};
constexpr std::array tradeoff_measures = {"burnout_share", "operating_margin", "churn_rate"};
constexpr std::array effective_hours = {"hours_work",       "hours_rework",   "hours_conversation",
                                        "hours_onboarding", "hours_recovery", "hours_control",
                                        "hours_mending",    "hours_training"};
constexpr std::array paid_hours = {"hours_for_clients",    "hours_idle",        "hours_meetings",
                                   "hours_administration", "hours_prospecting", "hours_learning",
                                   "hours_leave",          "hours_sick"};

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
  if (comparison.policies.size() < 2) return "";
  const auto crossing = find_crossing(*store.plan().document, comparison.policies);
  const auto years = compare_years(store, options.baseline);
  const auto turn = crossing && years ? turn_of_effects(*years, *crossing, options.objective)
                                      : reversal_sentence(store, options);
  return decision_sentence(comparison, options) + (turn.empty() ? "" : " " + turn);
}

/// What the factors do: to what policies are judged by, then to clients and staff.
std::vector<std::string> sentences_of_crossing(const Store& store, const Options& options) {
  const auto comparison = compare(store, options.baseline);
  const auto crossing = find_crossing(*store.plan().document, comparison.policies);
  std::vector<std::string> sentences;
  for (const std::string measure : {options.objective.c_str(), "churn_rate", "burnout_share"}) {
    auto sentence = effect_sentence(comparison, *crossing, measure);
    if (!sentence.empty() && std::ranges::find(sentences, sentence) == sentences.end())
      sentences.push_back(std::move(sentence));
  }
  return sentences;
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
  for (const auto& [key, value] : origin_of(store)) object[key] = value;
  object["compiler"] = store.database().text("SELECT value FROM manifest WHERE key = 'compiler'");
  return object;
}

}  // namespace

namespace {

/// Of a run or a comparison.
Json experiment_data(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  const auto subjects = subjects_of(plan);
  auto data = answer_of(store, options);
  data["summary"] = summary(store, options);
  if (data.contains("crossing")) data["crossing"]["sentences"] = sentences_of_crossing(store, options);
  if (plan.verb != "run" && plan.cells.size() > 1)
    data["unsure"] = as_json({certainty_part(certainty_of(store))}).front();
  for (const auto& measure : stored_measures(store)) data["measures"].push_back(described(measure));
  data["runs"] = of_each(subjects, [&](const Subject& s) { return runs_of(store, s); });
  data["uses_of_hours"] = {{"effective", effective_hours}, {"paid", paid_hours}};
  if (plan.weekly) {
    data["trajectories"] = trajectories(store, subjects);
    data["retention"] = of_each(subjects, [&](const Subject& s) { return rows(retention(store, s)); });
    data["whale"] = of_each(subjects, [&](const Subject& s) { return rows(whale_bands(store, s)); });
  }
  return data;
}

/// Of a sweep or of plausible worlds.
Json study_data(const Store& store, const Options& options) {
  auto data = store_json(store);
  data["parts"] = as_json(study_parts(store, options));
  if (auto curves = sweep_curves(store, options); !curves.is_null()) data["curves"] = std::move(curves);
  return data;
}

std::string in_one_line(const std::vector<std::string>& reservations) {
  std::string notes;
  for (const auto& text : reservations) notes += "Note: " + text + ". ";
  return notes;
}

}  // namespace

Json report_data(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  const auto& scenario = *plan.document;
  auto data = plan.parameters.empty() ? experiment_data(store, options) : study_data(store, options);
  data["subject"] = plan.verb == "run" ? "business" : "policy";
  data["before"] = sentence_of_past(plan);
  data["description"] = scenario.value("description", "");
  data["reservations"] = in_one_line(reservations(store));
  data["assumptions"] = assumptions(scenario);
  data["provenance"] = provenance_of(store);
  data["document"] = plan.document->dump(2);
  return data;
}

Json report_data(const SensitivityResult& result) {
  auto data = plan_json(result.plan);
  std::vector<Part> parts = {{.title = "", .text = sensitivity_introduction(result), .lines = {}}};
  for (auto& part : sensitivity_parts(result)) parts.push_back(std::move(part));
  data["parts"] = as_json(parts);
  data["subject"] = "policy";
  data["reservations"] = in_one_line(result.reservations);
  for (const auto& [key, value] : result.origin) data["provenance"][key] = value;
  return data;
}

}  // namespace clientele::app
