// What management knows of how people feel: late, of those who answer, and by chance off.
#include "sim/model/stages/management/survey.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "sim/model/stages/management/steering.hpp"
#include "sim/model/stages/staff/questionnaire.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// A week of 60 clients, all means in the middle.
Tally asked() {
  Tally t;
  t[Item::accounts] = 60;
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

TEST_CASE("a survey of clients is right on average, and off by the standard error of those who answer") {
  // Of 60 clients 0.33 answer, 19.8: 0.2 x sqrt(0.67 / 19.8) = 0.036791.
  constexpr int n = 4000;
  for (const auto known : {&OfficeState::surveyed_satisfaction, &OfficeState::surveyed_trust,
                           &OfficeState::surveyed_entitlement}) {
    const Moments clients = said(known, n);
    CHECK(std::abs(clients.mean - 0.5) < 4 * 0.036791 / std::sqrt(n));
    CHECK(std::abs(clients.deviation / 0.036791 - 1) < 4 / std::sqrt(2.0 * n));
  }
}

/// An office in which everybody is alike.
LoneMarket office_of_equals(const std::function<void(Scenario&)>& change = {}) {
  Scenario scenario = plain_world();
  scenario.model.survey_weeks = 26;
  terms(scenario).staff = 400;
  for (const auto* name : {"exhaustion_error", "exhaustion_occasion", "cynicism_error", "cynicism_occasion"})
    for (const auto& parameter : constant_parameters)
      if (parameter.info.name == name)
        scenario.model.*parameter.member = static_cast<float>(parameter.info.standard);
  if (change) change(scenario);
  LoneMarket town(scenario);
  town.market.staff.exhaustion.setConstant(0.5f);
  town.market.staff.cynicism.setConstant(0.4f);
  return town;
}

TEST_CASE("what staff answer spreads about how they are, by items and by day") {
  // exhaustion: sqrt(.066^2 + .03^2) = 0.072498; cynicism: sqrt(.093^2 + .068^2) = 0.115209
  LoneMarket town = office_of_equals();
  const auto& p = town.scenario.model;
  double sum = 0, squares = 0, bitter = 0, bitter_squares = 0, answers = 0, n = 0;
  for (int week = 0; week < 20; ++week)
    for (const Seat s : town.office().seats()) {
      if (!town.market.staff.present[s]) continue;
      const auto person = question(p, town.draw, town.market, BusinessId{0}, s, week);
      const double x = person.observed.exhaustion - 0.5, c = person.observed.cynicism - 0.4;
      sum += x, squares += x * x, bitter += c, bitter_squares += c * c, answers += person.answers, n += 1;
    }
  const double tolerance = 4 / std::sqrt(2 * n);
  CHECK(std::abs(sum / n) < 4 * 0.072498 / std::sqrt(n));
  CHECK(std::abs(std::sqrt(squares / n) / 0.072498 - 1) < tolerance);
  CHECK(std::abs(bitter / n) < 4 * 0.115209 / std::sqrt(n));
  CHECK(std::abs(std::sqrt(bitter_squares / n) / 0.115209 - 1) < 1.1 * tolerance);  // few are cut at 0
  CHECK(std::abs(answers / n - 0.76) < 4 * std::sqrt(0.76 * 0.24 / n));
}

TEST_CASE("the chance of counting as burned out is how often answers reach both cut-offs") {
  LoneMarket town = office_of_equals();
  const auto& p = town.scenario.model;
  double counted = 0, expected = 0, n = 0;
  for (int week = 0; week < 20; ++week)
    for (const Seat s : town.office().seats()) {
      if (!town.market.staff.present[s]) continue;
      const auto person = question(p, town.draw, town.market, BusinessId{0}, s, week);
      counted += counts_as_burned_out(p, person.observed);
      expected += chance_of_counting(p, town.market.staff, s);
      n += 1;
    }
  // F(0) F((.4 - 1/3)/.115209) = .5 x .71857
  CHECK(expected / n == doctest::Approx(0.5 * 0.71857).epsilon(1e-4));
  CHECK(std::abs(counted - expected) < 4 * std::sqrt(expected * (1 - expected / n)));
}

TEST_CASE("whoever asks everybody of people who answer as they are knows how they are") {
  LoneMarket town = office_of_equals([](Scenario& s) {
    s.model.survey_staff = 1;
    s.model.exhaustion_error = s.model.exhaustion_occasion = 0;
    s.model.cynicism_error = s.model.cynicism_occasion = 0;
  });
  survey(town.context(), town.draw, town.market, BusinessId{0}, town.office(), asked());
  CHECK(town.office().surveyed_exhaustion == doctest::Approx(0.5));
  CHECK(town.office().surveyed_cynicism == doctest::Approx(0.4f));
  CHECK(town.office().surveyed_burnout == 1);
}

TEST_CASE("what is known is of the last survey, and without surveys of last week") {
  Scenario scenario = lively_world();
  for (const float weeks : {0.0f, 13.0f}) {
    scenario.model.survey_weeks = weeks;
    LoneMarket town(scenario);
    for (int week = 0; week < 40; ++week) {
      const Office before = town.office();
      town.run_week();
      const Tally& t = town.tally();
      const double exhaustion = mean(t, observed("exhaustion")), trust = mean(t, observed("trust"));
      const double error = 4 * 0.0725 / std::sqrt(0.5 * t[Item::staff]);
      if (weeks == 0 || week % 13 == 0) {
        REQUIRE(town.office().surveyed_exhaustion != before.surveyed_exhaustion);
        REQUIRE(std::abs(town.office().surveyed_exhaustion - exhaustion) < error + 0.1 * (weeks > 0));
        if (weeks == 0) REQUIRE(town.office().surveyed_trust == trust);
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
                                         Row{Indicator::efficacy, &OfficeState::surveyed_efficacy},
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
