// Requests against an independent account of them in plain double precision.
#include <doctest/doctest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// What a client should ask for on average this week.
struct Expected {
  double mood, rights, wrongs, reworks, claims;  ///< errors that surface are rework
};

Expected expected_of(const LoneMarket& before, Row i) {
  const auto& p = before.scenario.model;
  const auto& c = before.market.customers;
  const double z = quantile(boost::math::normal(),
                            before.draw.uniform(before.market.customer(i), before.week, Requests::mood));
  const double volatility = c.traits.volatility[i], entitlement = c.account.entitlement[i];
  const double memory = p.mood_memory;
  const double mood = memory * c.account.mood[i] + std::sqrt(1 - memory * memory) * volatility * z;
  const double rate = c.traits.request_rate[i] * std::exp(mood - volatility * volatility / 2) *
                      (1 + p.entitled_requests * entitlement);
  const double known = c.traits.knowledge[i] + (1 - c.traits.knowledge[i]) * c.learned[i];
  return {mood, rate * known, rate * (1 - known),
          c.account.rework[i] / p.return_weeks + rate * c.traits.change_of_mind[i] +
              c.account.errors[i] / p.discovery_weeks,
          rate * c.traits.claim_error[i] * (1 + p.entitled_claims * entitlement)};
}

/// A count by inversion is right when F(count - 1) <= u < F(count); single precision blurs F by 1e-5 at most.
bool is_inversion(double count, double rate, double u) {
  const boost::math::poisson exact(rate);
  return u < cdf(exact, count) + 1e-5 && (count == 0 || u > cdf(exact, count - 1) - 1e-5);
}

TEST_CASE("requests, rework and claims are Poisson counts at the rates of the specification") {
  Scenario scenario = varied_world();
  scenario.markets[0].terms.demand_noise = 0;
  for (Business& business : scenario.businesses)
    business.terms.insolvency = static_cast<double>(Insolvency::never);
  LoneMarket town(scenario);
  town.run_weeks(12);
  town.run_up_to("request");
  const LoneMarket before = town;
  town.run("request");
  const auto uniform = [&](Row i, auto decision) {
    return before.draw.uniform(before.market.customer(i), before.week, decision);
  };
  REQUIRE(town.served() > 30);
  for (const Row i : town.with_account()) {
    const Expected expected = expected_of(before, i);
    const auto& week = town.scratch.account;
    CHECK(town.accounts().mood[i] == doctest::Approx(expected.mood).epsilon(1e-5));
    CHECK(is_inversion(week.reworks[i], expected.reworks, uniform(i, Requests::rework)));
    CHECK(is_inversion(week.claims[i], expected.claims, uniform(i, Reactions::claims)));
    const auto& segment = scenario.segments[town.market.customers.segment[i]];
    if (segment.relationship == Relationship::transactional) continue;  // the last purchase ends them
    CHECK(is_inversion(week.rights[i], expected.rights, uniform(i, Requests::right_requests)));
    CHECK(is_inversion(week.wrongs[i], expected.wrongs, uniform(i, Requests::wrong_requests)));
  }
}

TEST_CASE("rework that came back waits no longer") {
  LoneMarket town(varied_world());
  town.run_weeks(25);
  town.run_up_to("request");
  const LoneMarket before = town;
  town.run("request");
  const double stays = 1 - 1 / static_cast<double>(town.scenario.model.return_weeks);
  for (const Row i : town.with_account())
    CHECK(town.accounts().rework[i] ==
          doctest::Approx(stays * before.market.customers.account.rework[i]).epsilon(1e-6));
}

TEST_CASE("mood has the standard deviation of volatility, and demand the mean it would have without moods") {
  Scenario scenario = plain_world();
  set_trait(scenario, &Traits::volatility, always(0.5));
  terms(scenario).initial_accounts = 300;
  terms(scenario).staff = 60;
  LoneMarket town(scenario);
  town.run_weeks(20);
  double sum = 0, squares = 0, demand = 0;
  int n = 0;
  for (int week = 0; week < 100; ++week) {
    town.run_week();
    for (const Row i : town.with_account()) {
      ++n;
      const double mood = town.accounts().mood[i];
      sum += mood;
      squares += mood * mood;
      demand += std::exp(mood - 0.125);
    }
  }
  // Moods of successive weeks are correlated (0.6): one in four observations counts as independent.
  const double error = 0.5 / std::sqrt(n / 4.0);
  CHECK(std::abs(sum / n) < 4 * error);
  CHECK(std::sqrt(squares / n) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(demand / n == doctest::Approx(1).epsilon(0.02));
}

TEST_CASE("a market's demand noise has the standard deviation and the correlation time that were asked for") {
  Scenario scenario = plain_world();
  scenario.markets[0].terms.population = 5;
  terms(scenario).initial_accounts = 0;
  scenario.markets[0].terms.demand_noise = 0.2;
  scenario.markets[0].terms.demand_noise_weeks = 4;
  LoneMarket town(scenario);
  double squares = 0, products = 0, last = 0;
  constexpr int n = 8000;
  for (int week = 0; week < n; ++week) {
    town.run_week();
    squares += town.market.demand_noise * town.market.demand_noise;
    products += town.market.demand_noise * last;
    last = town.market.demand_noise;
  }
  // Effective sample n / 8: standard error of the standard deviation 0.2 / sqrt(2 n / 8), 2.2 %.
  CHECK(std::sqrt(squares / n) == doctest::Approx(0.2).epsilon(0.08));
  CHECK(products / squares == doctest::Approx(std::exp(-0.25)).epsilon(0.04));
}

}  // namespace
}  // namespace clientele::scenario
