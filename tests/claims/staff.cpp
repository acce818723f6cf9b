// What is claimed of care for staff: each lever does what it is for, costs what it costs, and vanishes with
// its strength.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/claims/effect.hpp"

namespace clientele::scenario {
namespace {

/// Clients who are rude, so that there is something to talk over.
Trial with_rude_clients() {
  Trial trial;
  trial.scenario.model.rudeness = 1.5f;
  return trial;
}

TEST_CASE("support protects the people who serve") {
  Trial trial;
  levers(trial.scenario).staff_support = 0;
  CHECK(trial.effect("exhaustion", lever(&Levers::staff_support, 1)).falls());
  CHECK(trial.effect("support_cost", lever(&Levers::staff_support, 1)).rises());
  trial.scenario.model.support_effect = 0;
  CHECK(trial.effect("exhaustion", lever(&Levers::staff_support, 1)).vanishes());
}

TEST_CASE("what is talked over with a supervisor weighs less, for the time of both") {
  Trial trial = with_rude_clients();
  const auto supervised = lever(&Levers::supervision, 1);
  CHECK(trial.effect("exhaustion", supervised).falls());
  CHECK(trial.effect("cynicism", supervised).falls());
  CHECK(trial.effect("support_cost", supervised).rises());
  CHECK(trial.effect("hours_training", supervised).rises());
  trial.scenario.model.supervision_effect = 0;
  terms(trial.scenario).supervision_hours = 0;
  for (const auto* measure : {"exhaustion", "cynicism", "support_cost", "operating_margin"})
    CHECK(trial.effect(measure, supervised).vanishes());
}

TEST_CASE("support and supervision are felt after a while") {
  for (const auto which : {&Levers::staff_support, &Levers::supervision}) {
    Trial soon = with_rude_clients(), late = soon;
    soon.scenario.model.support_weeks = 2;
    late.scenario.model.support_weeks = 400;
    for (Trial* trial : {&soon, &late}) levers(trial->scenario).*which = 0;
    const auto rule = [&](Scenario& scenario) {
      scenario.policies[0].rules = {{which, 1.0f, Indicator::week, true, 10}};
    };
    const auto at_once = soon.effect("exhaustion", rule), after_years = late.effect("exhaustion", rule);
    CHECK(at_once.falls());
    CHECK(at_once.mean < 4 * std::min(0.0, after_years.mean));
  }
}

TEST_CASE("limits on overtime spare people and leave work undone") {
  Trial trial;
  terms(trial.scenario).staff = 3;
  levers(trial.scenario).overtime_cap = 1.5f;
  const auto limited = lever(&Levers::overtime_cap, 1);
  CHECK(trial.effect("overtime_pay", limited).falls());
  CHECK(trial.effect("intensity", limited).falls());
  CHECK(trial.effect("backlog", limited).rises());
}

TEST_CASE("courses in the work itself get more done in an hour, for hours, fees and pay") {
  Trial trial;
  const auto trained = lever(&Levers::training, 1);
  CHECK(trial.effect("training_cost", trained).rises());
  CHECK(trial.effect("hours_training", trained).rises());
  terms(trial.scenario).course_hours = 0;
  CHECK(trial.effect("pressure", trained).falls());
  terms(trial.scenario).staffing_flexibility = 0;  // as many people, then
  CHECK(trial.effect("wages", trained).rises());
  trial.scenario.model.skill_pay = 0;
  tabulate(trial.scenario);
  CHECK(trial.effect("wages", trained).mean < 0.01 * value_of("wages", trial.scenario, trial.weeks, 1));
  trial.scenario.model.training_effect = 0;
  CHECK(trial.effect("pressure", trained).vanishes());
}

/// An office that keeps as many people, whatever they do, and often has a position to fill.
Trial with_positions_to_fill() {
  Trial trial;
  trial.replications = 40;
  trial.scenario.model.skill_spread = 0.2f;
  auto& office = terms(trial.scenario);
  office.staff = 8;
  office.staff_tenure = 60;
  office.staffing_flexibility = 0;
  return trial;
}

TEST_CASE("who chooses among more candidates has people who do more, later, dearer and for more interviews") {
  const auto choosing = lever(&Levers::further_candidates, 5);
  Trial late = with_positions_to_fill();
  terms(late.scenario).candidate_weeks = 4;
  CHECK(late.effect("vacancies", choosing).rises());
  Trial trial = with_positions_to_fill();
  terms(trial.scenario).candidate_weeks = 0;
  CHECK(trial.effect("load", choosing).falls());
  CHECK(trial.effect("wages", choosing).rises());
  terms(trial.scenario).interview_hours = 60;
  CHECK(trial.effect("hiring_cost", choosing).rises());
  terms(trial.scenario).interview_hours = 0;
  trial.scenario.model.skill_spread = 0;
  for (const auto* measure : {"load", "wages", "hiring_cost", "operating_margin"})
    CHECK(trial.effect(measure, choosing).vanishes());
}

TEST_CASE("who takes clients in turns reads up on them, and where all is shared anyhow nothing changes") {
  Trial trial;
  terms(trial.scenario).pooling = 0;
  const auto in_turns = lever(&Levers::rotation, 1);
  CHECK(trial.effect("hours_training", in_turns).rises());
  terms(trial.scenario).pooling = 1;
  CHECK(trial.effect("exhaustion", in_turns).vanishes());
  CHECK(trial.effect("hours_training", in_turns).vanishes());
}

}  // namespace
}  // namespace clientele::scenario
