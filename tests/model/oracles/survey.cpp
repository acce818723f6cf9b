// What management knows of how people feel: late, of those who answer, and by chance off.
#include "sim/model/stages/management/survey.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "sim/model/stages/management/steering.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// A week of 20 people and 60 clients, all means in the middle.
Tally asked() {
  Tally t;
  t[Item::staff] = 20;
  t[Item::burned_out] = 10;
  t[Item::accounts] = 60;
  for (const Observed variable : {observed("exhaustion"), observed("cynicism")}) t[variable] = 20 * 0.5;
  for (const Observed variable : {observed("satisfaction"), observed("trust"), observed("entitlement")})
    t[variable] = 60 * 0.5;
  return t;
}

struct Moments {
  double mean = 0, deviation = 0;
};

/// Mean and standard deviation of what surveys of many replications say.
Moments said(double OfficeState::*known, int replications) {
  Scenario scenario = plain_world();
  scenario.model.survey_weeks = 26;
  LoneMarket town(scenario);
  double sum = 0, squares = 0;
  for (int r = 0; r < replications; ++r) {
    Office office = town.office();
    survey(town.context(), Draws(1, static_cast<std::uint32_t>(r)), town.market, BusinessId{0}, office,
           asked());
    sum += office.*known;
    squares += office.*known * office.*known;
  }
  const double mean = sum / replications;
  return {mean, std::sqrt(squares / replications - mean * mean)};
}

TEST_CASE("a survey is right on average, and off by the standard error of those who answer") {
  // Of 20 people 0.76 answer, 15.2: 0.2 x sqrt(0.24 / 15.2) = 0.025131. Of 60 clients 0.33, 19.8:
  // 0.2 x sqrt(0.67 / 19.8) = 0.036791.
  constexpr int n = 4000;
  for (const auto known :
       {&OfficeState::surveyed_exhaustion, &OfficeState::surveyed_cynicism, &OfficeState::surveyed_burnout}) {
    const Moments staff = said(known, n);
    CHECK(std::abs(staff.mean - 0.5) < 4 * 0.025131 / std::sqrt(n));
    CHECK(std::abs(staff.deviation / 0.025131 - 1) < 4 / std::sqrt(2.0 * n));
  }
  for (const auto known : {&OfficeState::surveyed_satisfaction, &OfficeState::surveyed_trust,
                           &OfficeState::surveyed_entitlement}) {
    const Moments clients = said(known, n);
    CHECK(std::abs(clients.mean - 0.5) < 4 * 0.036791 / std::sqrt(n));
    CHECK(std::abs(clients.deviation / 0.036791 - 1) < 4 / std::sqrt(2.0 * n));
  }
}

/// What a survey of everybody, or of people who all say the same, gets to know.
double exactly(float spread, float answering) {
  Scenario scenario = plain_world();
  scenario.model.survey_weeks = 26;
  scenario.model.survey_spread = spread;
  scenario.model.survey_staff = answering;
  LoneMarket town(scenario);
  survey(town.context(), town.draw, town.market, BusinessId{0}, town.office(), asked());
  return town.office().surveyed_exhaustion;
}

TEST_CASE("whoever asks everybody, or people who all answer the same, knows it") {
  CHECK(exactly(0.2f, 1) == 0.5);
  CHECK(exactly(0, 0.5f) == 0.5);
  CHECK(exactly(0.2f, 0.5f) != 0.5);
}

TEST_CASE("what is known is of the last survey, and without surveys of last week, and true") {
  Scenario scenario = lively_world();
  for (const float weeks : {0.0f, 13.0f}) {
    scenario.model.survey_weeks = weeks;
    LoneMarket town(scenario);
    for (int week = 0; week < 40; ++week) {
      const Office before = town.office();
      town.run_week();
      const Tally& t = town.tally();
      const double exhaustion = mean(t, observed("exhaustion")), trust = mean(t, observed("trust"));
      if (weeks == 0) {
        REQUIRE(town.office().surveyed_exhaustion == exhaustion);
        REQUIRE(town.office().surveyed_trust == trust);
        REQUIRE(town.office().surveyed_burnout == t[Item::burned_out] / t[Item::staff]);
      } else if (week % 13 == 0) {
        REQUIRE(town.office().surveyed_exhaustion != before.surveyed_exhaustion);
        REQUIRE(std::abs(town.office().surveyed_exhaustion - exhaustion) < 0.2);
      } else {
        REQUIRE(town.office().surveyed_exhaustion == before.surveyed_exhaustion);
        REQUIRE(town.office().surveyed_satisfaction == before.surveyed_satisfaction);
        REQUIRE(town.office().surveyed_entitlement == before.surveyed_entitlement);
      }
    }
  }
}

TEST_CASE("rules on how people feel read the survey, and rules on books the week") {
  Scenario scenario = plain_world();
  auto& policy = scenario.policies[0];
  policy.levers.recovery = 0;
  policy.levers.crm = 0;
  policy.rules = {{&Levers::recovery, 1.0f, Indicator::satisfaction, false, 0.5},
                  {&Levers::crm, 1.0f, Indicator::accounts, true, 50}};
  LoneMarket town(scenario);
  const Tally week = asked();  // with a mean satisfaction of 0.5 just now
  town.office().surveyed_satisfaction = 0.7;
  steer(policy, town.office(), week, 5);
  CHECK(town.office().levers.recovery == 0);
  CHECK(town.office().levers.crm == 1);
  town.office().surveyed_satisfaction = 0.3;
  steer(policy, town.office(), week, 5);
  CHECK(town.office().levers.recovery == 1);
}

TEST_CASE("every indicator of how people feel is that of its survey") {
  struct Row {
    Indicator indicator;
    double OfficeState::*known;
  };
  Scenario scenario = plain_world();
  LoneMarket town(scenario);
  for (const auto& [indicator, known] : {Row{Indicator::exhaustion, &OfficeState::surveyed_exhaustion},
                                         Row{Indicator::cynicism, &OfficeState::surveyed_cynicism},
                                         Row{Indicator::burnout_share, &OfficeState::surveyed_burnout},
                                         Row{Indicator::satisfaction, &OfficeState::surveyed_satisfaction},
                                         Row{Indicator::trust, &OfficeState::surveyed_trust},
                                         Row{Indicator::entitlement, &OfficeState::surveyed_entitlement}}) {
    Policy policy = scenario.policies[0];
    policy.rules = {{&Levers::crm, 0.9f, indicator, true, 0.6}};
    for (const double answer : {0.55, 0.65}) {
      town.office().*known = answer;
      steer(policy, town.office(), asked(), 2);
      CHECK((town.office().levers.crm == 0.9f) == (answer > 0.6));
    }
    town.office().*known = 0;
  }
}

}  // namespace
}  // namespace clientele::scenario
