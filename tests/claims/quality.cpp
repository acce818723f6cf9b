// What comes of work that is given less time than it needs, what holds a standard up, and what clients
// expect: each mechanism acts, and vanishes when it is off.
#include <doctest/doctest.h>

#include "tests/claims/effect.hpp"

namespace clientele::scenario {
namespace {

/// Too few people, who give requests less time than they need.
Trial in_a_hurry() {
  Trial trial;
  terms(trial.scenario).staff = 9;
  return trial;
}

/// The same people, who finish each request before they begin the next: nothing wears the standard.
Trial unhurried() {
  Trial trial = in_a_hurry();
  trial.scenario.model.corner_cutting = 0;
  return trial;
}

TEST_CASE("haste makes waste: errors surface as rework and as disappointment") {
  Trial trial = in_a_hurry();
  const auto err = constant(&Constants::error_generation, 0.5f);
  CHECK(trial.effect("errors_surfaced", err).rises());
  CHECK(trial.effect("rework_share", err).rises());
  CHECK(trial.effect("hours_rework", err).rises());
  CHECK(trial.effect("satisfaction", err).falls());
  CHECK(unhurried().effect("errors_surfaced", err).vanishes());
  CHECK(unhurried().effect("satisfaction", err).vanishes());
}

TEST_CASE("errors that surface late, cost much work or hurt do so only where there are any") {
  Trial trial = in_a_hurry();
  trial.scenario.model.error_generation = 0.5f;
  const auto late = constant(&Constants::discovery_weeks, 26);
  const auto laborious = constant(&Constants::correction_work, 4);
  const auto hurtful = constant(&Constants::error_hurt, 1);
  CHECK(trial.effect("errors", late).rises());
  CHECK(trial.effect("hours_rework", laborious).rises());
  CHECK(trial.effect("satisfaction", hurtful).falls());
  trial.scenario.model.error_generation = 0;
  CHECK(trial.effect("rework_share", late).vanishes());
  CHECK(trial.effect("hours_rework", laborious).vanishes());
  CHECK(trial.effect("satisfaction", hurtful).vanishes());
}

TEST_CASE("quality control finds errors before clients do, at a cost in hours") {
  Trial trial = in_a_hurry();
  trial.scenario.model.error_generation = 1;
  trial.scenario.model.control_work = 0.02f;
  const auto control = lever(&Levers::quality_control, 1);
  CHECK(trial.effect("errors_found", control).rises());
  CHECK(trial.effect("errors_surfaced", control).falls());
  CHECK(trial.effect("hours_control", control).rises());
  CHECK(trial.effect("hours_mending", control).rises());
  trial.scenario.model.control_work = trial.scenario.model.control_finds = 0;
  CHECK(trial.effect("errors_surfaced", control).vanishes());
  CHECK(trial.effect("pressure", control).vanishes());
}

TEST_CASE("to look at work that nobody hurries over finds nothing, and takes its time all the same") {
  Trial trial = unhurried();
  trial.weeks = 8;  // before anybody is hired for it
  trial.scenario.model.error_generation = 1;
  const auto control = lever(&Levers::quality_control, 1);
  CHECK(trial.effect("hours_control", control).rises());
  CHECK(trial.effect("pressure", control).rises());
  CHECK(trial.effect("errors_surfaced", control).vanishes());
}

TEST_CASE("a professional norm holds the standard up") {
  Trial trial = in_a_hurry();
  const auto norm = constant(&Constants::professional_norm, 0.05f);
  CHECK(trial.effect("standard", norm).rises());
  CHECK(trial.effect("quality", norm).rises());
  CHECK(unhurried().effect("standard", norm).vanishes());
}

TEST_CASE("management that hears of errors and complaints holds the standard up") {
  Trial trial = in_a_hurry();
  trial.scenario.model.error_generation = 0.5f;
  const auto respond = constant(&Constants::management_response, 0.4f);
  CHECK(trial.effect("standard", respond).rises());
  const auto report = constant(&Constants::report_share, 0.6f);
  trial.scenario.model.report_share = 0;
  CHECK(trial.effect("standard", respond).vanishes());  // it hears of nothing
  CHECK(trial.effect("standard", report).vanishes());   // it does not respond
  trial.scenario.model.management_response = 0.4f;
  CHECK(trial.effect("standard", report).rises());
  CHECK(trial.effect("standard", lever(&Levers::quality_control, 0.5f)).rises());  // what it finds is known
}

TEST_CASE("to be made to work below one's own norm wears people out") {
  const auto mind = constant(&Constants::norm_strain, 0.1f);
  Trial hurried = in_a_hurry();
  hurried.replications = 40;  // the exhausted go, which hides some of it
  CHECK(hurried.effect("exhaustion", mind).rises());
  CHECK(hurried.effect("cynicism", mind).rises());
  CHECK(unhurried().effect("exhaustion", mind).vanishes());
  CHECK(unhurried().effect("cynicism", mind).vanishes());
}

TEST_CASE(
    "clients of a service that does not meet their need do not come to expect it: the need is the anchor") {
  Trial trial;
  trial.scenario.model.initial_expectation = 0.9f;  // more than anybody delivers here
  const auto anchor = constant(&Constants::expectation_anchor, 1);
  CHECK(trial.effect("satisfaction", anchor).falls());
  CHECK(trial.effect("trust", anchor).falls());
  trial.scenario.model.expectation_pace = 0;
  CHECK(trial.effect("satisfaction", anchor).vanishes());
}

/// Two firms, of which the second knows its clients and has people enough.
Trial beside_a_better_one() {
  Trial trial = in_a_hurry();
  Scenario& s = trial.scenario;
  s.businesses.push_back(s.businesses[0]);
  s.businesses[1].terms.staff = 40;
  s.businesses[1].terms.initial_standard = 1.3;
  terms(s).initial_standard = 0.8;
  s.model.reputation_pace = 0.1f;
  s.model.expectation_anchor = 0.7f;
  return trial;
}

TEST_CASE("clients expect what rivals deliver") {
  Trial trial = beside_a_better_one();
  const auto compare = constant(&Constants::expectation_rivals, 1);
  CHECK(trial.effect("satisfaction", compare).falls());
  Trial alone = in_a_hurry();
  alone.scenario.model.expectation_anchor = 0.7f;
  CHECK(alone.effect("satisfaction", compare).vanishes());
  trial.scenario.model.expectation_anchor = 0;
  CHECK(trial.effect("satisfaction", compare).vanishes());
}

TEST_CASE("a price is too high for poor work") {
  Trial trial = in_a_hurry();
  const auto judge = constant(&Constants::value_for_money, 1);
  CHECK(trial.effect("satisfaction", judge).falls());
  trial.scenario.model.weight_price = 0;
  CHECK(trial.effect("satisfaction", judge).vanishes());
}

TEST_CASE("whoever plans at the time that work needs sees that the office is full") {
  Trial trial = in_a_hurry();
  terms(trial.scenario).initial_standard = 0.5;
  terms(trial.scenario).lead_rate = 0.02;
  const auto plan = lever(&Levers::plan_on_need, 1);
  CHECK(trial.effect("load", plan).rises());
  CHECK(trial.effect("declined_full_per_week", plan).rises());
  CHECK(trial.effect("accounts", plan).falls());
  Trial at_need = unhurried();
  CHECK(at_need.effect("load", plan).vanishes());
  CHECK(at_need.effect("accounts", plan).vanishes());
}

TEST_CASE("whoever looks at the usual load is not misled by a quiet week") {
  Trial trial;
  trial.replications = 40;
  terms(trial.scenario).lead_rate = 0.02;
  const auto remember = constant(&Constants::load_weeks, 13);
  CHECK(trial.effect("declined_full_per_week", remember).rises());
  CHECK(trial.effect("accounts", remember).falls());
  levers(trial.scenario).utilisation_cap = 100;
  CHECK(trial.effect("accounts", remember).vanishes());
}

}  // namespace
}  // namespace clientele::scenario
