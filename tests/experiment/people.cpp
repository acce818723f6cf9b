// People followed one by one: what their exhaustion consists of, when they are burnt out, twins, and what is
// made of all of them.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <tuple>

#include "sim/experiment/design/points.hpp"
#include "sim/experiment/observe/burnout_courses.hpp"
#include "sim/experiment/run/observed_people.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/study/burnout_study.hpp"
#include "sim/experiment/study/ratio.hpp"
#include "sim/experiment/study/twins.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

/// A town where much goes wrong, so that every cause has a part.
const std::string busy_town = R"({
  "name": "busy", "weeks": 60, "past_weeks": 30, "seed": 3, "replications": 3,
  "markets": [{"name": "town", "count": 2, "population": 100}],
  "segments": [{"name": "everybody", "share": 1, "contract_weeks": 4, "traits": {
    "budget": {"distribution": "lognormal", "mean": 500, "sd": 80}, "base_churn": 0.02,
    "knowledge": 0.3}}],
  "businesses": [
    {"name": "ours", "policy": "soft", "staff": 6, "initial_accounts": 20, "lead_rate": 0.01, "staff_tenure": 60,
     "reserve_weeks": 500},
    {"name": "theirs", "policy": "soft", "staff": 3, "initial_accounts": 10}],
  "policies": [{"name": "soft", "levers": {"contradict": 0, "supervision": 0.7}}, {"name": "firm", "levers": {"contradict": 1}}]
})";

Plan busy_plan(std::vector<std::string> overrides = {}) {
  const auto resolution = resolve(parse_document("busy", busy_town), overrides);
  if (!resolution) throw std::runtime_error(render(resolution.mistakes));
  return make_plan("compare", *resolution, {"soft", "firm"});
}

Scenario tabulated(const Plan& plan) {
  auto scenario = base_scenario(plan);
  tabulate(scenario);
  return scenario;
}

std::vector<std::vector<PeopleSeen>> people_seen(const Plan& plan, unsigned jobs = 2) {
  ThreadPool pool(jobs);
  Progress progress;
  const Watched watched[] = {{0, 0}, {1, 0}};
  const int replications[] = {1, 2, 3};
  return observe_people(plan, watched, replications, pool, progress);
}

TEST_CASE(
    "what exhaustion and cynicism consist of adds up to them, and nothing but their causes moves them") {
  const auto scenario = tabulated(busy_plan());
  World world(scenario, policy_assignment(scenario, "soft"), 3, 1);
  const BusinessId ours{};
  std::vector<StrainAccounts> accounts;
  for (const Market& market : world.markets()) {
    accounts.emplace_back(scenario.model, ours, market);
    for (const Seat s : market.offices[ours].seats()) accounts.back().open(market.staff, s);
  }
  Strains sums;
  int people = 0, never_cut = 0;
  std::map<std::tuple<std::uint32_t, std::size_t, int>, bool> cut;  // by person
  const auto is_at_an_end = [](float level) { return level <= 0 || level >= 1; };
  const auto look = [&](const Stage& stage, const Market& market, const Scratch& scratch) {
    auto& here = accounts[market.number];
    const auto& staff = market.staff;
    if (stage.id == StageId::strain) here.enter_week(market, scratch);
    for (const Seat s : market.offices[ours].seats()) {
      if (stage.id == StageId::staffing && staff.present[s] && staff.tenure[s] == 0) here.open(staff, s);
      if (stage.id != StageId::strain || !staff.present[s]) continue;
      const auto strains = here.of(s);
      sums += strains;
      ++people;
      CHECK(strains.exhaustion.sum() == doctest::Approx(staff.exhaustion[s]).epsilon(1e-5));
      CHECK(strains.cynicism.sum() == doctest::Approx(staff.cynicism[s]).epsilon(1e-5));
      auto& is_cut = cut[{market.number, s.index(), staff.generation[s]}];
      is_cut = is_cut || is_at_an_end(staff.exhaustion[s]) || is_at_an_end(staff.cynicism[s]);
      if (is_cut) continue;
      // What no equation explains is rounding, but for levels that the ends of the scale have cut.
      ++never_cut;
      CHECK(std::abs(strains.exhaustion[Cause::limits]) < 1e-5);
      CHECK(std::abs(strains.cynicism[Cause::limits]) < 1e-5);
    }
  };
  while (world.week() < 60) world.step(in_sequence, look);
  CHECK(people > 500);
  CHECK(never_cut > people / 2);
  for (const auto cause : {Cause::disposition, Cause::load, Cause::overtime, Cause::incivility,
                           Cause::dissonance, Cause::hurry, Cause::earlier})
    CHECK(sums.exhaustion[cause] / people > 1e-4);
  for (const auto cause : {Cause::disposition, Cause::incivility, Cause::dissonance, Cause::thanks,
                           Cause::exhaustion, Cause::colleagues, Cause::hurry, Cause::earlier})
    CHECK(sums.cynicism[cause] / people > 1e-4);
  CHECK(std::abs(sums.exhaustion[Cause::life]) / people > 1e-5);
  CHECK(std::abs(sums.cynicism[Cause::life]) / people > 1e-5);
}

TEST_CASE("everybody is followed in every week, once, whatever the number of threads") {
  const auto plan = busy_plan();
  const auto scenario = tabulated(plan);
  const auto seen = people_seen(plan);
  for (std::size_t r = 0; r < 3; ++r) {
    const auto number = static_cast<std::uint32_t>(r + 1);
    auto world = world_of_today(scenario, policy_assignment(scenario, "soft"), 3, number);
    double staff_weeks = 0;
    for (const Market& market : world.markets()) staff_weeks += market.offices[BusinessId{}].headcount;
    while (world.week() < 60) world.step();
    staff_weeks += world.all_weeks()[0][Item::staff] - world.this_week()[0][Item::staff];
    double weeks = 0, left = 0;
    for (const auto& course : seen[0][r].courses) {
      weeks += course.weeks;
      left += course.left != Departure::stays;
      CHECK(course.weeks == course.end_week - std::max(0, course.first_week));
    }
    CHECK(weeks == staff_weeks);
    CHECK(seen[0][r].office.person_weeks == staff_weeks);
    const auto& sums = world.all_weeks()[0];
    CHECK(left == sums[Item::quits] + sums[Item::retirements] + sums[Item::moves] + sums[Item::dismissals]);
  }
  const auto alone = people_seen(plan, 1);
  for (std::size_t r = 0; r < 3; ++r) {
    REQUIRE(alone[1][r].courses.size() == seen[1][r].courses.size());
    for (std::size_t i = 0; i < alone[1][r].courses.size(); ++i)
      CHECK(alone[1][r].courses[i].exhaustion == seen[1][r].courses[i].exhaustion);
  }
}

TEST_CASE("twins are the same person with the same past, whom policies make fare differently") {
  const auto seen = people_seen(busy_plan());
  std::size_t from_the_beginning = 0, later = 0, different = 0;
  for (std::size_t r = 0; r < 3; ++r) {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, const BurnoutCourse*> under_soft;
    for (const auto& one : seen[0][r].courses) under_soft[{one.market, one.place, one.generation}] = &one;
    CHECK(under_soft.size() == seen[0][r].courses.size());
    for (const auto& other : seen[1][r].courses) {
      const auto found = under_soft.find({other.market, other.place, other.generation});
      if (found == under_soft.end()) continue;
      const auto& one = *found->second;
      CHECK(one.traits == other.traits);
      if (!is_from_the_beginning(other)) {
        ++later;
        continue;
      }
      ++from_the_beginning;
      CHECK(one.first_week == other.first_week);
      CHECK(one.tenure == other.tenure);
      different += one.exhaustion != other.exhaustion;
    }
  }
  CHECK(from_the_beginning >= 3 * 2 * 4);
  CHECK(later > 0);
  CHECK(different > from_the_beginning / 2);
}

/// Everybody's state as a script has it, week by week, of a world that lives on by itself.
BurnoutCourses scripted(const Scenario& scenario, auto&& is_burnt_out) {
  World world(scenario, policy_assignment(scenario, "soft"), 3, 1);
  BurnoutCourses courses(world, scenario.model, BusinessId{});
  const auto observer = courses.observer(world);
  while (world.week() < 60)
    world.step(in_sequence, [&](const Stage& stage, const Market& market, const Scratch& scratch) {
      Market as_told = market;
      const float level = is_burnt_out(world.week()) ? 0.8f : 0.2f;
      as_told.staff.exhaustion.setConstant(level);
      as_told.staff.cynicism.setConstant(level);
      observer(stage, as_told, scratch);
    });
  courses.finish(60);
  return courses;
}

TEST_CASE("an episode begins after a month at both cut-offs, and is over after a month below one of them") {
  const auto scenario = tabulated(busy_plan({"businesses.0.staff_tenure=100000", "past_weeks=0"}));
  const auto within = [](int week, int begin, int end) { return week >= begin && week < end; };
  const auto courses = scripted(scenario, [&](int week) {
    return within(week, 5, 8) || within(week, 25, 35) || within(week, 38, 45) || within(week, 52, 60);
  });
  int stayed = 0;
  for (const auto& course : courses.courses()) {
    if (course.first_week > 0 || course.left != Departure::stays) continue;
    ++stayed;
    REQUIRE(course.episodes.size() == 2);  // three weeks are none, and three weeks in between end none
    CHECK(course.episodes[0].begin == 25);
    CHECK(course.episodes[0].end == 45);
    CHECK(course.episodes[0].recovered);
    CHECK(course.episodes[1].begin == 52);
    CHECK(course.episodes[1].end == 60);
    CHECK(!course.episodes[1].ended);
    CHECK(course.weeks_burnt_out() == 28);
    CHECK(course.is_burnt_out_in(0, 29));
    CHECK(!course.is_burnt_out_in(0, 28));
    REQUIRE(course.onset);
    CHECK(course.onset->week == 25);
    CHECK(course.onset->quarter_before.has_value());
    CHECK(course.onset->consists_of.exhaustion.sum() == doctest::Approx(0.8).epsilon(1e-6));
    // Neither burnt out, nor in the quarter before, nor in the month that it takes to tell that it is over.
    CHECK(course.ordinary_weeks == 25 - 13);
  }
  CHECK(stayed > 6);
}

TEST_CASE("where the cut-offs are nobody or everybody burns out") {
  const auto none =
      study_burnout(people_seen(busy_plan({"model.burnout_exhaustion=1", "model.burnout_cynicism=1"}))[0]);
  CHECK(none.people > 0);
  CHECK(none.ever == 0);
  CHECK(none.onsets == 0);
  CHECK(none.before.empty());
  const auto all =
      study_burnout(people_seen(busy_plan({"model.burnout_exhaustion=0", "model.burnout_cynicism=0"}))[0]);
  CHECK(all.share_burnt_out.mean > 0.95);  // who leaves within a month of being hired never was
  CHECK(all.onsets == 0);                  // they came so
  CHECK(all.arrived_burnt_out > 0);
  CHECK(all.episodes.recovered == 0);
  CHECK(!all.episodes.median_weeks);
}

TEST_CASE("a ratio of sums has its value, and the interval of a mean where denominators are equal") {
  Ratio half(3), more(3);
  const double values[] = {1, 2, 6};
  for (std::size_t r = 0; r < 3; ++r) half.add(r, values[r], 2), more.add(r, values[r] + 2, 2);
  const double ratios[] = {0.5, 1, 3};
  const auto expected = estimate(ratios), found = half.estimated();
  CHECK(found.mean == doctest::Approx(expected.mean));
  CHECK(found.ci_low == doctest::Approx(expected.ci_low));
  CHECK(found.ci_high == doctest::Approx(expected.ci_high));
  const auto difference = more.more_than(half);
  CHECK(difference.mean == doctest::Approx(1));
  CHECK(difference.ci_high == doctest::Approx(1));
  CHECK(std::isnan(Ratio(2).value()));
  CHECK(std::isnan(Ratio(2).estimated().mean));
}

/// People of one replication who are there for 100 weeks, burnt out from some week on or never.
BurnoutCourse somebody(std::uint32_t place, int burnt_out_from, int end = 100) {
  BurnoutCourse course{.place = place, .end_week = end};
  course.weeks = end;
  course.traits.fill(static_cast<float>(place));
  if (burnt_out_from < end) course.episodes = {{.begin = burnt_out_from, .end = end}};
  return course;
}

TEST_CASE("thirds tell by how much of their time people are burnt out who have little or much of something") {
  std::vector<PeopleSeen> seen(2);
  for (auto& [courses, office] : seen)
    for (std::uint32_t i = 0; i < 9; ++i) courses.push_back(somebody(i, i >= 6 ? 25 : i >= 3 ? 80 : 100));
  const auto study = study_burnout(seen);
  REQUIRE(study.thirds.size() == trait_names.size());  // nobody met with anything
  CHECK(study.thirds[0].low.mean == doctest::Approx(0));
  CHECK(study.thirds[0].high.mean == doctest::Approx(0.75));
  CHECK(study.thirds[0].difference.mean == doctest::Approx(0.75));
  CHECK(study.share_ever.mean == doctest::Approx(6.0 / 9));
  CHECK(study.ever == 12);
  CHECK(study_burnout(std::vector<PeopleSeen>(3)).people == 0);
}

TEST_CASE("twins are counted by the time that they are there under both") {
  std::vector<PeopleSeen> first(1), second(1);
  first[0].courses = {somebody(0, 10), somebody(1, 10), somebody(2, 100), somebody(3, 100), somebody(4, 60)};
  second[0].courses = {somebody(0, 50), somebody(1, 100), somebody(2, 20), somebody(3, 100),
                       somebody(4, 50, 50)};
  // Both are above the cut-offs from week 57 on; who leaves in week 60 is not seen to be so for a month.
  first[0].courses.push_back(somebody(6, 60, 60));
  second[0].courses.push_back(somebody(6, 57));
  first[0].courses.push_back(somebody(5, 0));
  first[0].courses.back().first_week = 3;  // hired later: nobody's twin
  second[0].courses.push_back(somebody(5, 0));
  const auto counts = count_twins(first, second);
  CHECK(counts.both == 1);
  CHECK(counts.only_first == 1);
  CHECK(counts.only_second == 1);
  CHECK(counts.neither == 3);  // of two the other has left when they are burnt out, or are known to be
  CHECK(counts.all() == 6);
  CHECK(counts.more_under_first.mean == doctest::Approx(0));
}

}  // namespace
}  // namespace clientele::experiment
