// What practitioners claim about businesses and their people: each mechanism acts, and vanishes when it is
// off.
#include <doctest/doctest.h>

#include "tests/claims/effect.hpp"

namespace clientele::scenario {
namespace {

/// All requests that seem wrong are questioned, and no rung of the ladder is used but the last.
Trial bare_ladder() {
  Trial trial;
  set_trait(trial.scenario, &Traits::knowledge, always(0.5));
  Levers& l = levers(trial.scenario);
  l.contradict = 1;
  l.calm = l.listen = l.educate = l.persuade = l.pilot = 0;
  return trial;
}

TEST_CASE("first rung: remain calm - fewer clashes, at a cost in hours") {
  Trial trial = bare_ladder();
  CHECK(trial.effect("clashes_per_account", lever(&Levers::calm, 1)).falls());
  trial.scenario.model.calm_effect = 0;
  trial.scenario.model.calm_hours = 0;
  CHECK(trial.effect("clashes_per_account", lever(&Levers::calm, 1)).vanishes());
}

TEST_CASE("second rung: listen and acknowledge - clients feel heard and stay content, at a cost in hours") {
  Trial trial = bare_ladder();
  CHECK(trial.effect("satisfaction", lever(&Levers::listen, 1)).rises());
  CHECK(trial.effect("hours_conversation", lever(&Levers::listen, 1)).rises());
  levers(trial.scenario).contradict = 0;
  CHECK(trial.effect("satisfaction", lever(&Levers::listen, 1)).vanishes());
}

TEST_CASE("third rung: educate - advice is taken and knowledge grows, at a cost in hours") {
  Trial trial = bare_ladder();
  CHECK(trial.effect("advised_share", lever(&Levers::educate, 1)).rises());
  CHECK(trial.effect("knowledge", lever(&Levers::educate, 1)).rises());
  trial.scenario.model.educate_base = -20;
  trial.scenario.model.educate_hours = 0;
  CHECK(trial.effect("knowledge", lever(&Levers::educate, 1)).vanishes());
}

TEST_CASE("fourth rung: persuade - advice is taken, but less is learned than by explaining") {
  Trial trial = bare_ladder();
  CHECK(trial.effect("advised_share", lever(&Levers::persuade, 1)).rises());
  const double taught = trial.effect("knowledge", lever(&Levers::educate, 1)).mean;
  const double persuaded = trial.effect("knowledge", lever(&Levers::persuade, 1)).mean;
  CHECK(persuaded > 0);
  CHECK(persuaded < taught);
  trial.scenario.model.persuade_base = -20;
  trial.scenario.model.persuade_hours = 0;
  CHECK(trial.effect("advised_share", lever(&Levers::persuade, 1)).vanishes());
}

TEST_CASE("fifth rung: pilots show who was right - fewer wrong things done, at a cost in hours") {
  Trial trial = bare_ladder();
  CHECK(trial.effect("wrong_done_share", lever(&Levers::pilot, 1)).falls());
  CHECK(trial.effect("hours_conversation", lever(&Levers::pilot, 1)).rises());
  levers(trial.scenario).contradict = 0;
  CHECK(trial.effect("wrong_done_share", lever(&Levers::pilot, 1)).vanishes());
}

TEST_CASE("know when to accept defeat: conceding spares refusals and keeps clients content") {
  Trial trial = bare_ladder();
  levers(trial.scenario).concede = 0;
  CHECK(trial.effect("refused_share", lever(&Levers::concede, 1)).falls());
  CHECK(trial.effect("satisfaction", lever(&Levers::concede, 1)).rises());
  levers(trial.scenario).contradict = 0;
  CHECK(trial.effect("refused_share", lever(&Levers::concede, 1)).vanishes());
}

TEST_CASE("trust follows who turned out to be right: experts earn it, bunglers lose it") {
  Trial trial = bare_ladder();
  levers(trial.scenario).educate = 1;
  const auto experts = [](Scenario& s) { s.model.judgement_novice = s.model.judgement_expert = 1; };
  const auto bunglers = [](Scenario& s) { s.model.judgement_novice = s.model.judgement_expert = 0.5f; };
  CHECK(trial.effect("trust", experts).rises());
  CHECK(trial.effect("trust", bunglers).falls());
}

TEST_CASE("attract and choose the right client: targeting and selectivity raise the match of those served") {
  Trial trial;
  levers(trial.scenario).targeting = levers(trial.scenario).selectivity = 0;
  terms(trial.scenario).initial_accounts = 0;
  terms(trial.scenario).lead_rate = 0.02;
  set_trait(trial.scenario, &Traits::respect, between(0, 1));
  set_trait(trial.scenario, &Traits::fit, between(0, 1));
  const Change be_choosy = [](Scenario& s) {
    levers(s).selectivity = 0.7f;
    levers(s).qualification = 1;
  };
  CHECK(trial.effect("declined_unfit_per_week", be_choosy).rises());
  CHECK(trial.effect("incivility_per_person", lever(&Levers::targeting, 1)).falls());
  // Choosing costs: with few leads, places stay empty.
  CHECK(trial.effect("accounts", be_choosy).falls());
  // Off: where all are alike and nobody errs, there is nothing to choose.
  set_trait(trial.scenario, &Traits::respect, always(1));
  set_trait(trial.scenario, &Traits::fit, always(1));
  trial.scenario.model.qualification_noise = 0;
  terms(trial.scenario).qualification_hours = 0;
  CHECK(trial.effect("accounts", be_choosy).vanishes());
  CHECK(trial.effect("accounts", lever(&Levers::targeting, 1)).vanishes());
}

/// Twenty respectful and twenty disrespectful clients of an overloaded office; mean timeliness of each kind.
struct Waiting {
  double respectful = 0, loud = 0;
};

Waiting waiting(Prioritisation who_first, double disrespect, std::uint32_t replication) {
  Scenario s = lively_world();
  s.segments.push_back(s.segments[0]);
  for (auto& segment : s.segments) segment.share = 0.5;
  s.markets[0].shares = {0.5, 0.5};
  set_trait(s.segments[0], &Traits::respect, always(1));
  set_trait(s.segments[1], &Traits::respect, always(1 - disrespect));
  terms(s).staff = 8;
  levers(s).prioritisation = static_cast<float>(who_first);
  s.model.initial_entitlement = s.model.entitlement_pace = 0;
  tabulate(s);
  LoneMarket lone(s, replication);
  double sums[2] = {}, counts[2] = {};
  for (int w = 0; w < 30; ++w) {
    lone.run_up_to("experience");
    for (const Row i : lone.with_account()) {
      if (lone.scratch.account.work[i] == 0) continue;
      const auto kind = lone.market.customers.segment[i];
      sums[kind] += lone.scratch.account.timeliness[i];
      counts[kind] += 1;
    }
    lone.run_week();
  }
  return {sums[0] / counts[0], sums[1] / counts[1]};
}

// Paired differences over 16 replications; no interval of four standard errors holds zero.
TEST_CASE("the squeaky wheel crowds out the ideal client") {
  std::vector<double> respectful, loud;
  for (std::uint32_t r = 1; r <= 16; ++r) {
    const Waiting fair = waiting(Prioritisation::fair, 0.8, r);
    const Waiting squeaky = waiting(Prioritisation::squeaky, 0.8, r);
    respectful.push_back(squeaky.respectful - fair.respectful);
    loud.push_back(squeaky.loud - fair.loud);
  }
  CHECK(effect_of(respectful).falls());
  CHECK(effect_of(loud).rises());
  // Off: where all are equally respectful, nobody is louder.
  const Waiting alike = waiting(Prioritisation::squeaky, 0, 1), in_turn = waiting(Prioritisation::fair, 0, 1);
  CHECK(alike.respectful == doctest::Approx(in_turn.respectful).epsilon(1e-6));
}

TEST_CASE("clients who hurt the team are warned, then let go - which spares the team") {
  Trial trial;
  trial.weeks = 156;
  set_trait(trial.scenario, &Traits::respect, between(0, 1));
  trial.scenario.model.rudeness = 0.3f;
  levers(trial.scenario).abuse_tolerance = 0.8f;
  levers(trial.scenario).review_weeks = 0;
  const auto review = lever(&Levers::review_weeks, 13);
  CHECK(trial.effect("ended_rate", review).rises());
  CHECK(trial.effect("incivility_per_person", review).falls());
  CHECK(trial.effect("exhaustion", review).falls());
  levers(trial.scenario).abuse_tolerance = 1000;
  levers(trial.scenario).margin_floor = -10;
  CHECK(trial.effect("ended_rate", review).vanishes());
  CHECK(trial.effect("exhaustion", review).vanishes());
}

TEST_CASE("staff complaining spreads cynicism") {
  Trial trial;
  trial.scenario.model.contagion = 0;
  const Change complain = [](Scenario& s) { s.model.contagion = 0.06f; };
  CHECK(trial.effect("cynicism", complain).rises());
  // Off: a person alone in the office has nobody to catch it from.
  terms(trial.scenario).staff = 1;
  terms(trial.scenario).staffing_flexibility = 0;
  terms(trial.scenario).initial_accounts = 4;
  terms(trial.scenario).staff_tenure = 1e6;
  terms(trial.scenario).lead_rate = 0;
  CHECK(trial.effect("cynicism", complain).vanishes());
}

/// Two firms in one market; leavers have nowhere else to go, or nowhere at all.
Scenario two_businesses(double outside_option) {
  Scenario s = lively_world();
  s.businesses.push_back(s.businesses[0]);
  for (auto& business : s.businesses) business.terms.lead_rate = business.terms.word_of_mouth = 0;
  s.businesses[1].terms.initial_accounts = 20;
  s.markets[0].terms.outside_option = outside_option;
  levers(s).utilisation_cap = 100;
  return s;
}

TEST_CASE("clients can take their business elsewhere") {
  Scenario only_rivals = two_businesses(-20), only_nobody = two_businesses(20);
  tabulate(only_rivals);
  tabulate(only_nobody);
  CHECK(simulated(only_rivals, 78).all_weeks()[1][Item::signed_accounts] > 0);
  CHECK(simulated(only_nobody, 78).all_weeks()[1][Item::signed_accounts] == 0);
}

TEST_CASE(
    "without partnership, a race to the bottom on price: those who match undercut each other down to the "
    "floor") {
  Scenario s = two_businesses(0);
  levers(s).price_response = static_cast<float>(PriceResponse::match);
  tabulate(s);
  const double floor = terms(s).price_floor * terms(s).price;
  CHECK(simulated(s, 260).this_week()[0][Item::price] == doctest::Approx(floor));
  levers(s).price_response = static_cast<float>(PriceResponse::hold);
  CHECK(simulated(s, 260).this_week()[0][Item::price] == doctest::Approx(terms(s).price));
}

TEST_CASE("word of departures harms reputation") {
  Trial trial;
  trial.scenario.model.reputation_departures = 0;
  const Change gossip = [](Scenario& s) { s.model.reputation_departures = 20; };
  CHECK(trial.effect("reputation", gossip).falls());
  set_trait(trial.scenario, &Traits::base_churn, always(0));
  CHECK(trial.effect("reputation", gossip).vanishes());
}

}  // namespace
}  // namespace clientele::scenario
