// What it takes to be a firm: time for itself, what people cost, banks and owners, dismissals, training and
// surveys. Each mechanism acts, and vanishes when it is off.
#include <doctest/doctest.h>

#include "tests/claims/effect.hpp"

namespace clientele::scenario {
namespace {

Change term(double BusinessTerms::*which, double value) {
  return [=](Scenario& s) { terms(s).*which = value; };
}

TEST_CASE("time for itself is time that a firm does not have for its clients") {
  Trial trial;
  trial.replications = 40;  // who comes and goes differs, and with it the load
  for (const auto which : {&BusinessTerms::leave, &BusinessTerms::meetings, &BusinessTerms::administration,
                           &BusinessTerms::prospecting, &BusinessTerms::learning}) {
    CHECK(trial.effect("pressure", term(which, 0.15)).rises());
    CHECK(trial.effect("pressure", term(which, 0)).vanishes());
  }
  CHECK(trial.effect("hours_leave", term(&BusinessTerms::leave, 0.12)).rises());
  CHECK(trial.effect("hours_meetings", term(&BusinessTerms::meetings, 0.05)).rises());
  CHECK(trial.effect("hours_administration", term(&BusinessTerms::administration, 0.05)).rises());
  CHECK(trial.effect("hours_prospecting", term(&BusinessTerms::prospecting, 0.05)).rises());
  CHECK(trial.effect("hours_learning", term(&BusinessTerms::learning, 0.05)).rises());
  CHECK(trial.effect("utilisation", term(&BusinessTerms::leave, 0.12)).falls());
}

TEST_CASE("what people cost on top of their pay costs profit, and moves nobody") {
  Trial trial;
  const auto insure = term(&BusinessTerms::on_costs, 1.3);
  CHECK(trial.effect("wages", insure).rises());
  CHECK(trial.effect("profit_per_week", insure).falls());
  CHECK(trial.effect("contribution_per_account", insure).falls());
  for (const auto* measure : {"satisfaction", "accounts", "staff", "hours_for_clients"})
    CHECK(trial.effect(measure, insure).vanishes());
}

/// More people than there is work for, who are planned for by the work there is.
Trial overstaffed() {
  Trial trial;
  terms(trial.scenario).staff = 30;
  terms(trial.scenario).staffing_flexibility = 1;
  return trial;
}

TEST_CASE("those who are not needed are dismissed: fewer people, at a price") {
  const auto dismiss = term(&BusinessTerms::dismissal_rate, 0.1);
  CHECK(overstaffed().effect("staff", dismiss).falls());
  CHECK(overstaffed().effect("dismissed_per_week", dismiss).rises());
  CHECK(overstaffed().effect("severance", dismiss).rises());
  CHECK(overstaffed().effect("profit_per_week", dismiss).rises());
  Trial kept = overstaffed();
  terms(kept.scenario).spare_capacity = 10;
  CHECK(kept.effect("staff", dismiss).vanishes());
  CHECK(kept.effect("profit_per_week", dismiss).vanishes());
  Trial dismissing = overstaffed();
  terms(dismissing.scenario).dismissal_rate = 0.1;
  CHECK(dismissing.effect("severance", term(&BusinessTerms::notice_weeks, 13)).rises());
  CHECK(dismissing.effect("severance", term(&BusinessTerms::severance, 3)).rises());
  CHECK(dismissing.effect("staff", term(&BusinessTerms::severance, 3)).vanishes());
}

TEST_CASE("whoever owes pays interest") {
  Trial trial;
  terms(trial.scenario).cash = -50'000;
  const auto lend = term(&BusinessTerms::interest, 0.1);
  CHECK(trial.effect("interest", lend).rises());
  CHECK(trial.effect("cash", lend).falls());
  CHECK(trial.effect("profit_per_week", lend).vanishes());  // it is no operating cost
  terms(trial.scenario).cash = 1e9;
  CHECK(trial.effect("cash", lend).vanishes());
}

TEST_CASE("owners take out what is beyond the reserve") {
  Trial trial;
  terms(trial.scenario).cash = 1'000'000;
  const auto take = term(&BusinessTerms::payout, 0.1);
  CHECK(trial.effect("payouts", take).rises());
  CHECK(trial.effect("cash", take).falls());
  CHECK(trial.effect("profit_per_week", take).vanishes());
  terms(trial.scenario).reserve_weeks = 1040;
  CHECK(trial.effect("cash", take).vanishes());
}

TEST_CASE("a firm that cannot pay fails, and its clients go with it") {
  Trial trial;
  trial.replications = 6;
  terms(trial.scenario).overhead = 30'000;
  const auto fail = [](Scenario& s) {
    terms(s).insolvency = static_cast<double>(Insolvency::at_credit_line);
  };
  CHECK(trial.effect("failed", fail).mean == 1);
  CHECK(trial.effect("accounts", fail).falls());
  CHECK(trial.effect("churn_rate", fail).rises());
  // A longer credit line puts it off; closing costs what it costs.
  fail(trial.scenario);
  CHECK(trial.effect("accounts", term(&BusinessTerms::credit_weeks, 20)).rises());
  CHECK(trial.effect("closing_cost", term(&BusinessTerms::closing_weeks, 52)).rises());
  // Who can pay does not fail.
  terms(trial.scenario).cash = 1e9;
  CHECK(trial
            .effect("accounts",
                    [](Scenario& s) { terms(s).insolvency = static_cast<double>(Insolvency::never); })
            .vanishes());
}

TEST_CASE("inflation eats what is held and owed, and moves nobody") {
  Trial trial;
  terms(trial.scenario).cash = 100'000;
  const auto inflate = constant(&Constants::inflation, 0.1f);
  CHECK(trial.effect("inflation_loss", inflate).rises());
  CHECK(trial.effect("receivable", inflate).falls());
  CHECK(trial.effect("satisfaction", inflate).vanishes());
  CHECK(trial.effect("revenue", inflate).vanishes());
}

/// From the fourth month on staff shall explain.
Trial to_explain() {
  Trial trial;
  levers(trial.scenario).contradict = 1;
  levers(trial.scenario).educate = levers(trial.scenario).persuade = 0;
  trial.scenario.policies[0].rules = {{&Levers::educate, 1.0f, Indicator::week, true, 13}};
  return trial;
}

TEST_CASE("what is asked for must be learned first: it takes time, hours and fees") {
  const auto learn = constant(&Constants::training_weeks, 26);
  CHECK(to_explain().effect("advised_share", learn).falls());
  CHECK(to_explain().effect("knowledge", learn).falls());
  CHECK(to_explain().effect("hours_training", constant(&Constants::training_hours, 15)).rises());
  CHECK(to_explain().effect("training_cost", term(&BusinessTerms::training_fee, 600)).rises());
  Trial settled = to_explain();  // where nobody comes and nothing new is asked for, nothing is to be learned
  settled.scenario.policies[0].rules.clear();
  terms(settled.scenario).staff_tenure = 1e9;
  terms(settled.scenario).staffing_flexibility = 0;
  CHECK(settled.effect("advised_share", learn).vanishes());
  CHECK(settled.effect("pressure", constant(&Constants::training_hours, 15)).vanishes());
  CHECK(settled.effect("training_cost", term(&BusinessTerms::training_fee, 600)).vanishes());
}

TEST_CASE("where people come and go, skills are lost with those who go and have to be taught again") {
  Trial trial;
  levers(trial.scenario).contradict = levers(trial.scenario).educate = 1;
  terms(trial.scenario).staff_tenure = 40;
  CHECK(trial.effect("advised_share", constant(&Constants::training_weeks, 100)).falls());
  CHECK(trial.effect("training_cost", term(&BusinessTerms::training_fee, 600)).rises());
  levers(trial.scenario).calm = levers(trial.scenario).educate = levers(trial.scenario).persuade = 0;
  CHECK(trial.effect("advised_share", constant(&Constants::training_weeks, 100)).vanishes());
  CHECK(trial.effect("training_cost", term(&BusinessTerms::training_fee, 600)).vanishes());
}

TEST_CASE("surveys that are seldom make for late answers, where anybody answers") {
  Trial trial;
  trial.weeks = 104;
  trial.replications = 50;
  trial.scenario.model.rudeness = 1.5f;
  trial.scenario.model.survey_spread = 0;
  levers(trial.scenario).staff_support = 0;
  // Exhaustion rises: the sooner it is known, the sooner people are supported.
  trial.scenario.policies[0].rules = {{&Levers::staff_support, 1.0f, Indicator::exhaustion, true, 0.45}};
  const auto seldom = constant(&Constants::survey_weeks, 104);
  CHECK(trial.effect("support_cost", seldom).falls());
  CHECK(trial.effect("exhaustion", seldom).rises());
  trial.scenario.policies[0].rules.clear();
  CHECK(trial.effect("support_cost", seldom).vanishes());
  CHECK(trial.effect("exhaustion", seldom).vanishes());
}

TEST_CASE("those who had a discount leave sooner where it is dropped") {
  Trial trial;
  levers(trial.scenario).discount = 0.3f;
  trial.scenario.model.weight_price = 0;  // they feel it only when they look elsewhere
  set_trait(trial.scenario, &Traits::respect, always(0));
  trial.scenario.model.initial_entitlement = 0.8f;
  const auto drop = lever(&Levers::discount, 0);
  CHECK(trial.effect("churn_rate", drop).rises());
  trial.scenario.model.churn_price = 0;
  CHECK(trial.effect("churn_rate", drop).vanishes());
  trial.scenario.model.churn_price = 2;
  trial.scenario.model.initial_entitlement = trial.scenario.model.entitlement_pace = 0;  // nobody demands one
  CHECK(trial.effect("churn_rate", drop).vanishes());
}

}  // namespace
}  // namespace clientele::scenario
