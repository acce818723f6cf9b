#include "bench/worlds.hpp"

#include "sim/model/traits.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

Segment segment(double share, double requests, double hours, double openness, double churn) {
  Segment kind;
  kind.share = share;
  for (std::size_t j = 0; j < trait_parameters.size(); ++j)
    kind.traits[j] = {Family::constant, trait_parameters[j].info.standard, 0};
  const auto set = [&](Column Traits::*trait, Distribution d) {
    for (std::size_t j = 0; j < trait_parameters.size(); ++j)
      if (trait_parameters[j].member == trait) kind.traits[j] = d;
  };
  set(&Traits::request_rate, {Family::gamma, requests, requests / 2});
  set(&Traits::hours_per_request, {Family::lognormal, hours, hours / 5});
  set(&Traits::openness, {Family::beta, openness, 0.1});
  set(&Traits::respect, {Family::beta, 0.75, 0.1});
  set(&Traits::base_churn, {Family::beta, churn, churn / 2});
  set(&Traits::budget, {Family::constant, 1, 0});
  return kind;
}

Scenario single_business(int markets, int population, double accounts, double staff) {
  Scenario scenario;
  MarketGroup group;
  group.count = markets;
  group.terms.population = population;
  group.terms.going_rate = 1;
  group.shares = {0.7, 0.3};
  scenario.markets = {group};
  Business business;
  business.terms.price = business.terms.wage = 1;
  business.terms.initial_accounts = accounts;
  business.terms.staff = staff;
  scenario.businesses = {business};
  scenario.policies = {Policy{}};
  return scenario;
}

}  // namespace

Scenario provider(int markets, int population) {
  Scenario scenario =
      single_business(markets, population, 0.6 * population, std::max(1.0, population / 1200.0));
  scenario.segments = {segment(0.7, 0.24, 0.1, 0.5, 0.015), segment(0.3, 0.35, 0.1, 0.3, 0.02)};
  for (auto& kind : scenario.segments) kind.contract_weeks = 4;
  // Calls take minutes, and as many clients come as go: a market lasts for ever.
  auto& p = scenario.model;
  p.talk_hours = p.listen_hours = 0.03f;
  p.calm_hours = 0.01f;
  p.educate_hours = p.checking_hours = p.recovery_hours = 0.08f;
  p.persuade_hours = 0.05f;
  p.pilot_hours = 0.2f;
  p.rudeness = 0.15f;
  p.slip_rate = 5e-6f;
  p.onboarding_weeks = 4;
  auto& terms = scenario.businesses[0].terms;
  terms.onboarding_hours = 0.03;
  terms.qualification_hours = 0.05;
  terms.lead_rate = 0.012;
  terms.staffing_flexibility = 1;
  scenario.policies[0].levers.utilisation_cap = 100;
  tabulate(scenario);
  return scenario;
}

Scenario small_agency() {
  Scenario scenario = single_business(1, 600, 80, 14);
  scenario.segments = {segment(0.7, 1.6, 3, 0.6, 0.18), segment(0.3, 2, 3, 0.3, 0.2)};
  tabulate(scenario);
  return scenario;
}

}  // namespace clientele::experiment
