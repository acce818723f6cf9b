// What practitioners claim about temper - of clients and of those who serve them - and about who can afford
// to choose: each mechanism acts, and vanishes when it is off.
#include <doctest/doctest.h>

#include "tests/claims/effect.hpp"

namespace clientele::scenario {
namespace {

Change trait(Column Traits::*which, double value) {
  return [=](Scenario& s) { set_trait(s, which, always(value)); };
}

TEST_CASE("a dictator: the entitled are ruder, ask for more and claim more") {
  Trial trial;
  trial.weeks = 26;
  trial.scenario.model.entitlement_pace = 0;
  trial.scenario.model.rudeness = 0.2f;
  const auto spoil = [](Scenario& s) { s.model.initial_entitlement = 1; };
  CHECK(trial.effect("incivility_per_person", spoil).rises());
  CHECK(trial.effect("requests_per_week", spoil).rises());
  CHECK(trial.effect("claims_per_week", spoil).rises());
  trial.scenario.model.entitled_requests = trial.scenario.model.entitled_claims = 0;
  levers(trial.scenario).contradict = 0;
  trial.scenario.model.churn_satisfaction = trial.scenario.model.churn_trust = 0;
  terms(trial.scenario).word_of_mouth = terms(trial.scenario).lead_rate = 0;
  CHECK(trial.effect("requests_per_week", spoil).vanishes());
  CHECK(trial.effect("claims_per_week", spoil).vanishes());
}

TEST_CASE("the respectful take deference less for granted") {
  Trial trial;
  levers(trial.scenario).contradict = 0;
  trial.scenario.model.initial_entitlement = trial.scenario.model.rudeness = 0;
  levers(trial.scenario).selectivity = 0;
  CHECK(trial.effect("entitlement", trait(&Traits::respect, 1)).falls());
  trial.scenario.model.respect_humbles = trial.scenario.model.qualification_noise = 0;
  levers(trial.scenario).targeting = 0;
  CHECK(trial.effect("entitlement", trait(&Traits::respect, 1)).vanishes());
}

TEST_CASE("open minds take advice - closed ones do not, and clash") {
  Trial trial;
  levers(trial.scenario).contradict = levers(trial.scenario).educate = 1;
  CHECK(trial.effect("advised_share", trait(&Traits::openness, 0.9)).rises());
  CHECK(trial.effect("clashes_per_account", trait(&Traits::openness, 0.1)).rises());
  levers(trial.scenario).contradict = 0;
  CHECK(trial.effect("clashes_per_account", trait(&Traits::openness, 0.1)).vanishes());
  CHECK(trial.effect("satisfaction", trait(&Traits::openness, 0.1)).vanishes());
}

TEST_CASE("please from the first step: early weeks count double") {
  Trial trial;
  trial.weeks = 8;
  set_trait(trial.scenario, &Traits::fit, always(0));
  terms(trial.scenario).initial_tenure = 0;
  const auto forget = [](Scenario& s) { s.model.first_impressions = 0; };
  CHECK(trial.effect("satisfaction", forget).rises());
  terms(trial.scenario).initial_tenure = 1e7;  // old clients only
  terms(trial.scenario).lead_rate = terms(trial.scenario).word_of_mouth = 0;
  CHECK(trial.effect("satisfaction", forget).vanishes());
}

TEST_CASE("incivility, and having to do what one knows to be wrong, wear people out") {
  Trial rude;
  rude.scenario.model.rudeness = 0;
  const auto be_rude = [](Scenario& s) { s.model.rudeness = 0.4f; };
  CHECK(rude.effect("exhaustion", be_rude).rises());
  CHECK(rude.effect("cynicism", be_rude).rises());
  set_trait(rude.scenario, &Traits::respect, always(1));
  CHECK(rude.effect("exhaustion", be_rude).vanishes());

  Trial obedient;
  levers(obedient.scenario).contradict = 0;
  obedient.scenario.model.exhaustion_dissonance = obedient.scenario.model.cynicism_dissonance = 0;
  const auto mind = [](Scenario& s) { s.model.exhaustion_dissonance = s.model.cynicism_dissonance = 0.02f; };
  CHECK(obedient.effect("exhaustion", mind).rises());
  CHECK(obedient.effect("cynicism", mind).rises());
  set_trait(obedient.scenario, &Traits::knowledge, always(1));
  obedient.scenario.model.judgement_novice = obedient.scenario.model.judgement_expert = 1;
  CHECK(obedient.effect("exhaustion", mind).vanishes());
}

TEST_CASE("if you keep difficult clients, accept the terms: being overruled costs the staff") {
  Trial trial;
  Levers& l = levers(trial.scenario);
  l.contradict = l.concede = 1;
  l.educate = l.persuade = l.pilot = 0;
  trial.scenario.model.overruled_dissonance = 0;
  const auto mind = [](Scenario& s) { s.model.overruled_dissonance = 2; };
  CHECK(trial.effect("exhaustion", mind).rises());
  l.concede = 0;
  CHECK(trial.effect("exhaustion", mind).vanishes());
}

/// Two rivals of the same size, each under a policy of its own.
Trial rivals(double sensitivity) {
  Trial trial;
  Scenario& s = trial.scenario;
  set_trait(s, &Traits::price_sensitivity, always(sensitivity));
  set_trait(s, &Traits::base_churn, always(0.3));
  s.model.weight_price = 0;
  levers(s).discount = 0;
  terms(s).initial_accounts = 60;
  s.businesses.push_back(s.businesses[0]);
  return trial;
}

TEST_CASE("which buyer do you attract: those who seek a price go where it is low, the loyal do not look") {
  const auto raise_price = [](Scenario& s) { terms(s).price = 560; };
  CHECK(rivals(3).effect("accounts", raise_price).falls());
  CHECK(rivals(3).effect("churn_rate", raise_price).rises());
  CHECK(rivals(0).effect("accounts", raise_price).vanishes());
  CHECK(rivals(0).effect("churn_rate", raise_price).vanishes());
}

/// Half ideal, half draining prospects, few or many of them, for an office of six.
Trial small_office(double lead_rate) {
  Trial trial;
  trial.weeks = 104;
  Scenario& s = trial.scenario;
  s.segments.push_back(s.segments[0]);
  s.markets[0].shares = {0.5, 0.5};
  for (const auto which : {&Traits::fit, &Traits::respect}) {
    set_trait(s.segments[0], which, always(0.95));
    set_trait(s.segments[1], which, always(0.2));
  }
  s.segments[0].contract_weeks = s.segments[1].contract_weeks = 1;
  set_trait(s, &Traits::base_churn, always(0.015));
  s.model.rudeness = 0.3f;
  terms(s).staff = 6;
  terms(s).initial_accounts = 25;
  terms(s).word_of_mouth = 0;
  terms(s).lead_rate = lead_rate;
  levers(s).selectivity = 0;
  return trial;
}

TEST_CASE(
    "small offices with few leads cannot afford to be choosy - with leads to spare it costs them nothing") {
  const auto choose = lever(&Levers::selectivity, 0.65f);
  CHECK(small_office(0.001).effect("accounts", choose).falls());
  CHECK(small_office(0.001).effect("profit_per_week", choose).falls());
  CHECK(!small_office(0.1).effect("profit_per_week", choose).falls());
  CHECK(small_office(0.1).effect("churn_rate", choose).falls());
  CHECK(small_office(0.1).effect("satisfaction", choose).rises());
  CHECK(small_office(0).effect("profit_per_week", choose).vanishes());
}

}  // namespace
}  // namespace clientele::scenario
