#include "tests/model/worlds.hpp"

#include <doctest/doctest.h>

namespace clientele::scenario {

std::size_t position_of(Column Traits::*trait) {
  std::size_t j = 0;
  while (trait_parameters[j].member != trait) ++j;
  return j;
}

void set_trait(Segment& segment, Column Traits::*trait, Distribution distribution) {
  segment.traits[position_of(trait)] = distribution;
}

void set_trait(Scenario& scenario, Column Traits::*trait, Distribution distribution) {
  for (Segment& segment : scenario.segments) set_trait(segment, trait, distribution);
}

Segment standard_segment(std::string_view name, double share) {
  Segment segment;
  segment.name = name;
  segment.share = share;
  for (std::size_t j = 0; j < trait_parameters.size(); ++j)
    segment.traits[j] = always(trait_parameters[j].info.standard);
  return segment;
}

Scenario bare(Scenario scenario) {
  auto& p = scenario.model;
  p.error_generation = p.expectation_anchor = p.value_for_money = 0;
  p.professional_norm = p.management_response = p.norm_strain = 0;
  p.training_weeks = p.training_hours = p.survey_weeks = 0;
  p.load_weeks = 1;
  p.inflation = 0;
  p.exhaustion_error = p.exhaustion_occasion = p.cynicism_error = p.cynicism_occasion = 0;
  p.skill_spread = p.shift_spread = p.sickness_spells = p.match_strength = p.life_spread = 0;
  for (Policy& policy : scenario.policies) policy.levers.plan_on_need = policy.levers.quality_control = 0;
  for (Business& business : scenario.businesses) {
    auto& t = business.terms;
    t.on_costs = 1;
    t.absence = 0.05;
    t.leave = t.meetings = t.administration = t.prospecting = t.learning = 0;
    t.dismissal_rate = t.interest = t.payout = t.training_fee = t.retirement = t.moves = 0;
    t.insolvency = static_cast<double>(Insolvency::never);
  }
  scenario.past_weeks = 0;
  return scenario;
}

Scenario plain_world() {
  Scenario scenario;
  scenario.segments = {standard_segment("everybody")};
  scenario.markets.resize(1);
  scenario.markets[0].terms.population = 300;
  scenario.markets[0].shares = {1};
  scenario.policies.resize(1);
  scenario.businesses.resize(1);
  terms(scenario).staff = 14;
  terms(scenario).initial_accounts = 80;
  return bare(scenario);
}

Scenario lively_world() {
  Scenario scenario = plain_world();
  Segment& people = scenario.segments[0];
  set_trait(people, &Traits::fit, beta(0.7, 0.15));
  set_trait(people, &Traits::knowledge, beta(0.7, 0.15));
  for (const auto trait :
       {&Traits::openness, &Traits::respect, &Traits::candor, &Traits::referral, &Traits::urgency}) {
    const double mean = trait_parameters[position_of(trait)].info.standard;
    set_trait(people, trait, between(mean - 0.1, mean + 0.1));
  }
  set_trait(people, &Traits::request_rate, gamma(1.5, 0.8));
  set_trait(people, &Traits::hours_per_request, gamma(3, 1));
  set_trait(people, &Traits::budget, {Family::lognormal, 500, 120});
  set_trait(people, &Traits::base_churn, between(0.05, 0.15));
  people.contract_weeks = 26;
  return scenario;
}

namespace {

/// Four kinds of customers, who differ from each other as well as among themselves.
std::vector<Segment> varied_segments() {
  std::vector<Segment> segments(4, lively_world().segments[0]);
  segments[0].name = "ideal";
  set_trait(segments[0], &Traits::knowledge, between(0.7, 1));
  set_trait(segments[0], &Traits::default_risk, always(0.3));
  segments[1].name = "draining";
  segments[1].contract_weeks = 1;
  set_trait(segments[1], &Traits::respect, between(0, 0.4));
  set_trait(segments[1], &Traits::volatility, always(0.6));
  set_trait(segments[1], &Traits::claim_error, always(0.2));
  set_trait(segments[1], &Traits::base_churn, always(0.01));
  segments[2].name = "buyers";
  segments[2].relationship = Relationship::transactional;
  segments[2].contract_weeks = 1;
  set_trait(segments[2], &Traits::base_churn, between(0.01, 0.03));
  segments[3].name = "correlated";
  constexpr auto n = trait_parameters.size();
  segments[3].cholesky.assign(n * n, 0);
  for (std::size_t j = 0; j < n; ++j) segments[3].cholesky[j * n + j] = 1;
  segments[3].cholesky[n] = 0.6, segments[3].cholesky[n + 1] = 0.8;  // knowledge goes with fit
  for (const std::size_t s : {0u, 1u, 2u, 3u}) segments[s].share = 0.25;
  return segments;
}

std::vector<MarketGroup> varied_markets() {
  std::vector<MarketGroup> markets(3);
  const double populations[] = {120, 200, 61}, noises[] = {0.1, 0.0, 0.05};
  const int counts[] = {3, 2, 1};
  const std::vector<double> shares[] = {{0.25, 0.25, 0.25, 0.25}, {0.4, 0.1, 0.5, 0}, {0.1, 0.6, 0.1, 0.2}};
  for (std::size_t g = 0; g < 3; ++g) {
    markets[g].count = counts[g];
    markets[g].terms.population = populations[g];
    markets[g].terms.demand_noise = noises[g];
    markets[g].shares = shares[g];
  }
  markets[1].terms.homophily = 1;
  return markets;
}

std::vector<Policy> varied_policies() {
  std::vector<Policy> policies(4);
  Levers& pleasing = policies[0].levers;
  pleasing.contradict = 0;
  pleasing.recovery = 1;
  pleasing.prioritisation = static_cast<float>(Prioritisation::squeaky);
  pleasing.price_response = static_cast<float>(PriceResponse::match);
  Levers& choosy = policies[1].levers;
  choosy.selectivity = 0.6f;
  choosy.review_weeks = 13;
  choosy.margin_floor = 0.1f;
  choosy.abuse_tolerance = 0.2f;
  choosy.prioritisation = static_cast<float>(Prioritisation::value);
  choosy.price_response = static_cast<float>(PriceResponse::cost_plus);
  Levers& partner = policies[2].levers;
  partner.contradict = 1;
  partner.educate = 0.8f;
  partner.pilot = 0.5f;
  policies[3].levers = partner;
  policies[3].rules = {{&Levers::selectivity, 0.7f, Indicator::exhaustion, true, 0.3},
                       {&Levers::contradict, 0.2f, Indicator::trust, false, 0.5}};
  return policies;
}

}  // namespace

Scenario varied_world() {
  Scenario scenario;
  scenario.segments = varied_segments();
  scenario.markets = varied_markets();
  scenario.policies = varied_policies();
  scenario.businesses.resize(3);
  for (std::size_t b = 0; b < 3; ++b) {
    auto& terms = scenario.businesses[b].terms;
    scenario.businesses[b].policy = b == 2 ? 3 : b;
    terms.initial_accounts = 12 + 3 * static_cast<double>(b);
    terms.staff = 3;
    terms.staff_tenure = 200;
    terms.price = 480 + 20 * static_cast<double>(b);
    terms.lead_rate = 0.01;
    terms.word_of_mouth = 0.02;
    terms.marketing_budget = 100;
    terms.overhead = 400;
    terms.absence_noise = 0.03;
    terms.cash = 1000;
  }
  scenario.businesses[1].terms.billing = static_cast<double>(Billing::per_request);
  scenario.businesses[1].terms.pooling = 1;
  scenario.businesses[1].terms.cash = 400'000;
  scenario.businesses[2].terms.pooling = 0;
  scenario.businesses[2].terms.credit_weeks = 2;  // it closes while it still has clients
  scenario.model.inflation = 0.03f;
  scenario.past_weeks = 65;  // as many as it takes to tell whether it has settled
  scenario.today = 2;
  for (std::size_t b : {0u, 1u})
    scenario.businesses[b].terms.insolvency = static_cast<double>(Insolvency::never);
  return scenario;
}

std::vector<std::size_t> policy_assignment_of(const Scenario& scenario) {
  std::vector<std::size_t> policy_of;
  for (const Business& business : scenario.businesses) policy_of.push_back(business.policy);
  return policy_of;
}

World simulated(const Scenario& scenario, int weeks, std::uint32_t replication) {
  World world(scenario, policy_assignment_of(scenario), scenario.seed, replication);
  for (int i = 0; i < weeks; ++i) world.step();
  return world;
}

World past_of(const Scenario& scenario, std::uint32_t replication, const ForEach& for_each_market) {
  auto before = policy_assignment_of(scenario);
  before.front() = scenario.today;
  return {scenario, before, scenario.seed, replication, for_each_market, -scenario.past_weeks};
}

namespace {

Scenario tabulated(Scenario scenario) {
  if (scenario.segments.front().quantiles.empty()) tabulate(scenario);
  return scenario;
}

}  // namespace

LoneMarket::LoneMarket(Scenario made, std::uint32_t replication)
    : scenario(tabulated(std::move(made))),
      policy_of(policy_assignment_of(scenario)),
      draw(scenario.seed, replication),
      market(make_market(scenario, policy_of, draw, 0, 0)),
      scratch(scenario, market.customers.size(), market.staff.size()) {
  for (const Business& business : scenario.businesses) {
    brands.push_back(
        {business.terms.price, business.terms.initial_reputation, scenario.model.initial_expectation});
    firms.push_back({.cash = business.terms.cash});
  }
  scratch.begin();
}

void LoneMarket::run(std::string_view name) {
  for (const Stage& stage : model::week)
    if (stage.name == name) return run(stage);
  FAIL("no such stage: " << name);
}

void LoneMarket::run_week(const Observer& before, const Observer& after) {
  scratch.begin();
  for (const Stage& stage : model::week) {
    if (before) before(stage);
    run(stage);
    if (after) after(stage);
  }
  close_week(scenario, policy_of, week, scratch.tallies, firms, brands);
  ++week;
}

void LoneMarket::run_up_to(std::string_view name) {
  scratch.begin();
  for (const Stage& stage : model::week) {
    if (stage.name == name) return;
    run(stage);
  }
  FAIL("no such stage: " << name);
}

}  // namespace clientele::scenario
