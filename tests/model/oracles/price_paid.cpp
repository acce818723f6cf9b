// What clients pay, and how much more than others ask that is: by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "sim/model/stages/clients/churn.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// A client of one year, half entitled, at a price of 500 where others ask so much.
struct Offer {
  double rival = 500;
  float discount = 0, reward = 0, tenure = 20, entitlement = 0.5f;
  bool rival_failed = false;
};

float tilt_of(const Offer& offer) {
  Scenario scenario = plain_world();
  scenario.model.churn_satisfaction = scenario.model.churn_trust = 0;
  scenario.model.churn_price = 2;
  scenario.businesses.resize(2, scenario.businesses[0]);
  scenario.businesses[1].terms.initial_accounts = 0;
  LoneMarket town(scenario);
  town.brands[BusinessId{1}].price = offer.rival;
  town.brands[BusinessId{1}].failed = offer.rival_failed;
  town.office().levers.discount = offer.discount;
  town.office().levers.loyalty_reward = offer.reward;
  town.accounts().tenure[Row{0}] = offer.tenure;
  town.accounts().entitlement[Row{0}] = offer.entitlement;
  const Tariff tariff = tariff_of(town.context(), town.market, BusinessId{0});
  return churn_tilt(town.scenario.model, tariff, town.market.customers, Row{0});
}

TEST_CASE("leaving looks at the price that is paid, less discount and reward: by hand") {
  // Price sensitivity is 1. At the going rate and without a discount nothing tilts.
  CHECK(tilt_of({}) == doctest::Approx(0));
  // A discount of 0.2 for a client who demands half of it: 0.9 of the price, 2 x -0.1.
  CHECK(tilt_of({.discount = 0.2f}) == doctest::Approx(-0.2));
  CHECK(tilt_of({.discount = 0.2f, .entitlement = 0}) == doctest::Approx(0));
  // A reward of 0.1 on top, after a year: 0.9 x 0.9 = 0.81.
  CHECK(tilt_of({.discount = 0.2f, .reward = 0.1f, .tenure = 53}) == doctest::Approx(-0.38));
  CHECK(tilt_of({.discount = 0.2f, .reward = 0.1f, .tenure = 52}) == doctest::Approx(-0.2));
  // A rival asks 400: 450 is paid, an eighth more.
  CHECK(tilt_of({.rival = 400, .discount = 0.2f}) == doctest::Approx(0.25));
  CHECK(tilt_of({.rival = 400}) == doctest::Approx(0.5));
  // Unless it is no longer there.
  CHECK(tilt_of({.rival = 400, .rival_failed = true}) == doctest::Approx(0));
  // Of one in ten, exp(-0.2) of the hazard leaves 1 - exp(-0.105361 x 0.818731) = 0.082647.
  CHECK(churn_chance(0.1f, tilt_of({.discount = 0.2f})) == doctest::Approx(0.082647).epsilon(1e-5));
}

}  // namespace
}  // namespace clientele::scenario
