#include "sim/app/report/people_data.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/app/conduct.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/options.hpp"
#include "sim/app/progress_line.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/run/observed_people.hpp"
#include "sim/experiment/run/same_model.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/study/burnout_study.hpp"
#include "sim/experiment/study/trajectories.hpp"
#include "sim/experiment/study/twins.hpp"
#include "sim/model/specification.hpp"

namespace clientele::app {

namespace {

// Enough for intervals, at less than half of what many replications took.
constexpr int most_observed = 20;
constexpr double share_observed = 0.4;
constexpr std::size_t most_twins = 60;  // that a list on a page can hold

/// Four digits, and no more are written out; what does not exist is null.
Json short_number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::stod(fmt::format("{:.4g}", value));
}

Json short_estimate(const Estimate& e) {
  return {short_number(e.ci_low), short_number(e.mean), short_number(e.ci_high)};
}

Json optional_number(const std::optional<double>& value) {
  return value ? short_number(*value) : Json(nullptr);
}

/// The first replications that were finished under every policy.
std::vector<int> replications_to_observe(const Store& store) {
  const auto& plan = store.plan();
  std::map<int, std::size_t> finished;
  for (const auto& run : finished_runs(store)) finished[run.replication] += 1;
  std::vector<int> list;
  for (const auto& [replication, runs] : finished)
    if (runs == plan.cells.size()) list.push_back(replication);
  const int wanted =
      std::clamp(static_cast<int>(std::ceil(share_observed * plan.replications)), 2, most_observed);
  list.resize(std::min(list.size(), static_cast<std::size_t>(wanted)));
  return list;
}

Json thirds_json(const std::vector<Thirds>& thirds) {
  auto list = Json::array();
  for (const auto& t : thirds)
    list.push_back({{"name", t.name},
                    {"for_good", t.is_trait},
                    {"low", short_estimate(t.low)},
                    {"high", short_estimate(t.high)},
                    {"difference", short_estimate(t.difference)}});
  return list;
}

Json tenure_json(const std::vector<TenureClass>& classes) {
  auto list = Json::array();
  for (const auto& c : classes)
    list.push_back({{"begin", c.begin},
                    {"end", short_number(c.end)},
                    {"person_years", short_number(c.person_years)},
                    {"onsets", c.onsets},
                    {"rate", short_estimate(c.per_hundred_person_years)}});
  return list;
}

Json before_json(const std::vector<QuarterBefore>& before) {
  auto list = Json::array();
  for (const auto& b : before)
    list.push_back({{"name", b.name},
                    {"before", short_number(b.before)},
                    {"ordinary", short_number(b.ordinary)},
                    {"rise", short_estimate(b.rise)}});
  return list;
}

Json level_json(const Level& level) {
  auto list = Json::array();
  for (const auto& c : level.causes)
    list.push_back({{"name", c.cause.name},
                    {"meaning", c.cause.meaning},
                    {"at_onset", short_number(c.at_onset)},
                    {"when_well", short_number(c.when_well)},
                    {"of_everybody", short_number(c.of_everybody)},
                    {"more", short_estimate(c.more)}});
  return {{"at_onset", short_number(level.at_onset)},
          {"when_well", short_number(level.when_well)},
          {"of_everybody", short_number(level.of_everybody)},
          {"causes", std::move(list)}};
}

Json study_json(const BurnoutStudy& study) {
  return {{"people", study.people},
          {"ever", study.ever},
          {"onsets", study.onsets},
          {"quarters", study.quarters},
          {"arrived_burnt_out", study.arrived_burnt_out},
          {"employed", short_estimate(study.people_employed)},
          {"share_ever", short_estimate(study.share_ever)},
          {"share_burnt_out", short_estimate(study.share_burnt_out)},
          {"share_counted", short_estimate(study.share_counted)},
          {"thirds", thirds_json(study.thirds)},
          {"tenure", tenure_json(study.tenure)},
          {"median_tenure", optional_number(study.median_tenure)},
          {"episodes",
           {{"begun", study.episodes.begun},
            {"recovered", study.episodes.recovered},
            {"left", study.episodes.left},
            {"median_weeks", optional_number(study.episodes.median_weeks)},
            {"beyond_quarter", short_number(study.episodes.share_beyond_quarter)},
            {"beyond_year", short_number(study.episodes.share_beyond_year)}}},
          {"before", before_json(study.before)},
          {"exhaustion", level_json(study.exhaustion)},
          {"cynicism", level_json(study.cynicism)}};
}

// Thousandths take less room than numbers with a point.
Json thousandths(const std::vector<float>& values) {
  auto list = Json::array();
  for (const float value : values) list.push_back(static_cast<int>(std::lround(1000 * value)));
  return list;
}

// [begin, end) of weeks next to each other.
Json stretches_of(const std::vector<int>& weeks) {
  auto list = Json::array();
  for (std::size_t i = 0, from = 0; i < weeks.size(); ++i) {
    if (i + 1 < weeks.size() && weeks[i + 1] == weeks[i] + 1) continue;
    list.push_back({weeks[from], weeks[i] + 1});
    from = i + 1;
  }
  return list;
}

Json course_json(const BurnoutCourse& course) {
  constexpr std::array reasons = {"stays", "quits", "retires", "moves away", "is dismissed"};
  auto episodes = Json::array();
  for (const auto& e : course.episodes)
    if (e.end > 0) episodes.push_back({std::max(0, e.begin), e.end, e.begin + weeks_of_episode});
  return {{"end", course.end_week},
          {"left", reasons[static_cast<std::size_t>(course.left)]},
          {"exhaustion", thousandths(course.exhaustion)},
          {"cynicism", thousandths(course.cynicism)},
          {"burnt_out", std::move(episodes)},
          {"ill", stretches_of(course.ill_weeks)}};
}

using SeenBySubject = std::vector<std::vector<PeopleSeen>>;

/// Everybody of one replication who is there in week 0, under every policy, in the same order.
Json twins_of_replication(const SeenBySubject& seen) {
  std::vector<std::vector<const BurnoutCourse*>> there;
  for (const auto& replications : seen) {
    auto& list = there.emplace_back();
    for (const auto& course : replications.front().courses)
      if (is_from_the_beginning(course)) list.push_back(&course);
  }
  const auto everybody = there.front().size(), step = (everybody + most_twins - 1) / most_twins;
  Json people = Json::array(), courses = Json::array();
  for (std::size_t i = 0; i < everybody; i += std::max<std::size_t>(1, step)) {
    const auto& person = *there.front()[i];
    people.push_back(
        {{"market", person.market},
         {"place", person.place},
         {"tenure", short_number(std::round(person.tenure - static_cast<float>(person.first_week)))},
         {"exhaustion_set_point", short_number(person.traits[0])},
         {"cynicism_set_point", short_number(person.traits[1])}});
    auto of_policies = Json::array();
    for (const auto& list : there) of_policies.push_back(course_json(*list.at(i)));
    courses.push_back(std::move(of_policies));
  }
  return {{"everybody", everybody}, {"people", std::move(people)}, {"courses", std::move(courses)}};
}

Json counts_of_twins(const SeenBySubject& seen) {
  auto list = Json::array();
  for (std::size_t a = 0; a < seen.size(); ++a)
    for (std::size_t b = a + 1; b < seen.size(); ++b) {
      const auto counts = count_twins(seen[a], seen[b]);
      list.push_back({{"first", a},
                      {"second", b},
                      {"both", counts.both},
                      {"only_first", counts.only_first},
                      {"only_second", counts.only_second},
                      {"neither", counts.neither},
                      {"more_under_first", short_estimate(counts.more_under_first)}});
    }
  return list;
}

/// Of each two, how much more burnout there is under the first.
Json differences_json(const SeenBySubject& seen) {
  auto list = Json::array();
  for (std::size_t a = 0; a < seen.size(); ++a)
    for (std::size_t b = a + 1; b < seen.size(); ++b) {
      const auto more = more_burnout(seen[a], seen[b]);
      list.push_back({{"first", a},
                      {"second", b},
                      {"ever", short_estimate(more.ever)},
                      {"exhaustion", short_estimate(more.exhaustion)}});
    }
  return list;
}

SeenBySubject observe(const Plan& plan, std::span<const Subject> subjects,
                      const std::vector<int>& replications, const Options& options) {
  std::vector<Watched> watched;
  for (const auto& subject : subjects) watched.push_back({subject.cell, subject.business});
  const InterruptionWatch watch;
  ThreadPool pool(options.jobs, &watch.flag());
  Progress progress;
  const ProgressLine line(progress, options.quiet);
  return observe_people(plan, watched, replications, pool, progress);
}

Json absent(const std::string& reason) { return {{"missing", reason}}; }

}  // namespace

Json people_data(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  if (!plan.parameters.empty()) return nullptr;
  if (!is_by_this_model(store, provenance("")))
    return absent(
        "These results were made by another version of the program, which keeps nobody in particular, "
        "so the people in them cannot be looked at.");
  const auto replications = replications_to_observe(store);
  if (replications.empty()) return absent("No replication was finished under every policy.");
  const auto subjects = subjects_of(plan);
  const auto seen = observe(plan, subjects, replications, options);
  const auto constants = base_scenario(plan).model;
  Json data = {{"replications", replications.size()},
               {"step", weeks_between_samples},
               {"cut_offs",
                {{"exhaustion", short_number(constants.burnout_exhaustion)},
                 {"cynicism", short_number(constants.burnout_cynicism)}}}};
  for (const auto& of_subject : seen) data["studies"].push_back(study_json(study_burnout(of_subject)));
  data["differences"] = differences_json(seen);
  if (plan.verb == "run" || seen.size() < 2) return data;
  data["twins"] = twins_of_replication(seen);
  data["twins"]["counts"] = counts_of_twins(seen);
  data["twins"]["replication"] = replications.front();
  return data;
}

}  // namespace clientele::app
