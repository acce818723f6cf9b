// What practitioners claim about clients: each mechanism acts, and vanishes when its lever or trait is off.
#include <doctest/doctest.h>

#include "tests/claims/effect.hpp"

namespace clientele::scenario {
namespace {

void talk_it_over(Scenario& s) {
  levers(s).contradict = 1;
  levers(s).educate = 1;
}

TEST_CASE("wrong requests done as asked deliver little and return as rework - showing them wrong helps") {
  Trial trial;
  levers(trial.scenario).contradict = 0;
  CHECK(trial.effect("wrong_done_share", talk_it_over).falls());
  CHECK(trial.effect("rework_share", talk_it_over).falls());
  // Off: clients who always know, staff who always judge rightly, nobody who changes their mind.
  set_trait(trial.scenario, &Traits::knowledge, always(1));
  set_trait(trial.scenario, &Traits::change_of_mind, always(0));
  trial.scenario.model.judgement_novice = trial.scenario.model.judgement_expert = 1;
  CHECK(trial.effect("wrong_done_share", talk_it_over).vanishes());
  CHECK(value_of("rework_share", (tabulate(trial.scenario), trial.scenario), 52, 0) == 0);
}

TEST_CASE("a king can turn into a dictator: entitlement grows with deference") {
  Trial trial;
  levers(trial.scenario).contradict = 1;
  levers(trial.scenario).concede = 0;
  CHECK(trial.effect("entitlement", lever(&Levers::contradict, 0)).rises());
  trial.scenario.model.entitlement_pace = 0;
  set_trait(trial.scenario, &Traits::base_churn, always(0));
  terms(trial.scenario).lead_rate = terms(trial.scenario).word_of_mouth = 0;
  CHECK(trial.effect("entitlement", lever(&Levers::contradict, 0)).vanishes());
}

TEST_CASE("problems that are voiced can be made good, silent ones cannot") {
  Trial trial;
  trial.scenario.model.problem_below = 0.6f;  // more problems, so that the effect is seen sooner
  levers(trial.scenario).recovery = 1;
  const auto candid = [](Scenario& s) { set_trait(s, &Traits::candor, always(1)); };
  set_trait(trial.scenario, &Traits::candor, always(0));
  CHECK(trial.effect("satisfaction", candid).rises());
  trial.scenario.model.recovery_effect = trial.scenario.model.recovery_delight = 0;
  trial.scenario.model.recovery_hours = trial.scenario.model.recovery_credit = 0;
  CHECK(trial.effect("satisfaction", candid).vanishes());
}

TEST_CASE(
    "a real CRM pays as the client list grows: requests slip with accounts per person, and a CRM remembers") {
  Trial trial;
  levers(trial.scenario).crm = 0;
  const auto longer_list = [](Scenario& s) { terms(s).initial_accounts = 160; };
  CHECK(trial.effect("slipped_share", longer_list).rises());
  CHECK(trial.effect("slipped_share", lever(&Levers::crm, 1)).falls());
  trial.scenario.model.slip_rate = 0;
  CHECK(trial.effect("slipped_share", longer_list).vanishes());
}

TEST_CASE("continuity is lost when people go, unless the CRM remembers") {
  Trial trial;
  terms(trial.scenario).staff_tenure = 40;
  trial.scenario.model.slip_rate = 0;  // leave the CRM only this benefit
  levers(trial.scenario).crm = 0;
  CHECK(trial.effect("trust", lever(&Levers::crm, 1)).rises());
  trial.scenario.model.continuity_loss = trial.scenario.model.crm_insight = 0;
  CHECK(trial.effect("trust", lever(&Levers::crm, 1)).vanishes());
}

/// Two kinds of people in equal numbers; only the first is ever satisfied enough to recommend.
Scenario two_kinds(double homophily) {
  Scenario s = lively_world();
  s.segments.push_back(s.segments[0]);
  for (auto& segment : s.segments) segment.share = 0.5;
  s.markets[0].shares = {0.5, 0.5};
  s.markets[0].terms.homophily = homophily;
  set_trait(s.segments[0], &Traits::referral, always(1));
  set_trait(s.segments[1], &Traits::referral, always(0));
  terms(s).word_of_mouth = 0.3;
  terms(s).lead_rate = 0;
  levers(s).utilisation_cap = 100;
  return s;
}

/// Share of the accounts referred so far that belong to the first kind.
double first_kind_among_referred(const Scenario& made) {
  double first = 0, all = 0;
  for (std::uint32_t r = 0; r < 6; ++r) {
    LoneMarket lone(made, r);
    lone.run_weeks(26);
    for (const Row i : lone.with_account()) {
      if (!lone.accounts().referred[i]) continue;
      all += 1;
      first += lone.market.customers.segment[i] == 0 ? 1 : 0;
    }
  }
  REQUIRE(all > 100);
  return first / all;
}

TEST_CASE("referrals grow the business, and ideal clients bring ideal clients") {
  Scenario like_to_like = two_kinds(1), mixed = two_kinds(0);
  tabulate(like_to_like);
  tabulate(mixed);
  CHECK(first_kind_among_referred(like_to_like) == 1);
  // Well mixed: a fair coin; with more than 100 referred accounts, 0.2 is four standard errors.
  CHECK(first_kind_among_referred(mixed) == doctest::Approx(0.5).epsilon(0.4));
  Trial trial;
  levers(trial.scenario).utilisation_cap = 100;
  const auto recommend = [](Scenario& s) { terms(s).word_of_mouth = 0.05; };
  terms(trial.scenario).word_of_mouth = 0;
  CHECK(trial.effect("accounts", recommend).rises());
  set_trait(trial.scenario, &Traits::referral, always(0));
  CHECK(trial.effect("accounts", recommend).vanishes());
}

TEST_CASE("honesty: overpromising signs more clients, whose expectations are not met") {
  Trial trial;
  levers(trial.scenario).expectation_setting = 1;
  levers(trial.scenario).utilisation_cap = 100;
  terms(trial.scenario).lead_rate = 0.02;
  const auto overpromise = lever(&Levers::expectation_setting, 0);
  CHECK(trial.effect("signed_per_week", overpromise).rises());
  CHECK(trial.effect("trust", overpromise).falls());
  trial.scenario.model.signing_promise = trial.scenario.model.overpromise = 0;
  CHECK(trial.effect("signed_per_week", overpromise).vanishes());
  CHECK(trial.effect("trust", overpromise).vanishes());
}

TEST_CASE("where client knowledge is low, teaching is worth more") {
  Trial trial;
  levers(trial.scenario).contradict = 0;
  set_trait(trial.scenario, &Traits::knowledge, always(0.9));
  const double where_they_know = trial.effect("wrong_done_share", talk_it_over).mean;
  set_trait(trial.scenario, &Traits::knowledge, always(0.4));
  CHECK(trial.effect("wrong_done_share", talk_it_over).mean < where_they_know - 0.1);
  CHECK(trial.effect("knowledge", talk_it_over).rises());
  trial.scenario.model.lesson = trial.scenario.model.persuasion_lesson = 0;
  CHECK(trial.effect("knowledge", talk_it_over).vanishes());
}

TEST_CASE("mistaken claims in good faith: paying everything costs credits, checking costs hours") {
  Trial trial;
  set_trait(trial.scenario, &Traits::claim_error, always(0.2));
  levers(trial.scenario).claim_checking = 0;
  levers(trial.scenario).recovery = 0;
  const auto check = lever(&Levers::claim_checking, 1);
  CHECK(trial.effect("credits", check).falls());
  CHECK(trial.effect("hours_conversation", check).rises());
  CHECK(trial.effect("entitlement", check).falls());
  set_trait(trial.scenario, &Traits::claim_error, always(0));
  CHECK(trial.effect("credits", check).vanishes());
  CHECK(trial.effect("hours_conversation", check).vanishes());
}

TEST_CASE("unfair deadlines, too many requests, emotional swings and changing minds each make work") {
  Trial trial;
  const auto make = [](Column Traits::*trait, double value) {
    return [=](Scenario& s) { set_trait(s, trait, always(value)); };
  };
  for (const auto trait : {&Traits::urgency, &Traits::change_of_mind, &Traits::volatility}) {
    set_trait(trial.scenario, trait, always(0));
    CHECK(trial.effect("hours_work", make(trait, 0)).vanishes());
  }
  CHECK(trial.effect("hours_work", make(&Traits::urgency, 0.6)).rises());
  CHECK(trial.effect("rework_share", make(&Traits::change_of_mind, 0.4)).rises());
  CHECK(trial.effect("requests_per_week", make(&Traits::request_rate, 3)).rises());
  // Swings leave the mean rate alone and wear on the staff by uneven weeks.
  const Effect mean = trial.effect("requests_per_week", make(&Traits::volatility, 0.8));
  CHECK(std::abs(mean.mean) < 4 * mean.standard_error);
  CHECK(trial.effect("timeliness", make(&Traits::volatility, 1.5)).falls());
}

TEST_CASE("where requests are simple and right, contradicting only costs: always right works") {
  Trial trial;
  set_trait(trial.scenario, &Traits::knowledge, always(1));
  levers(trial.scenario).contradict = 0;
  CHECK(trial.effect("satisfaction", lever(&Levers::contradict, 1)).falls());
  CHECK(trial.effect("hours_conversation", lever(&Levers::contradict, 1)).rises());
  trial.scenario.model.judgement_novice = trial.scenario.model.judgement_expert = 1;
  CHECK(trial.effect("satisfaction", lever(&Levers::contradict, 1)).vanishes());
}

}  // namespace
}  // namespace clientele::scenario
