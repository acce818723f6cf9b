// The lever loyalty_reward: a price reduction for clients of more than a year. The worked example of
// sim/model/README.md.
#include <doctest/doctest.h>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// Forty accounts of a firm, half of them older than a year, that all pay the going rate; nobody comes or
/// leaves.
Scenario steady_firm(float reward) {
  Scenario scenario = plain_world();
  levers(scenario).loyalty_reward = reward;
  levers(scenario).discount = 0;
  terms(scenario).initial_accounts = 40;
  terms(scenario).initial_tenure = 52;
  terms(scenario).lead_rate = terms(scenario).word_of_mouth = 0;
  set_trait(scenario, &Traits::base_churn, always(0));
  tabulate(scenario);
  return scenario;
}

Tally first_week(float reward) {
  const Scenario scenario = steady_firm(reward);
  return simulated(scenario, 1).this_week()[0];
}

TEST_CASE("a loyalty reward lowers the invoices of clients of more than a year by just that share") {
  const Scenario scenario = steady_firm(0.1f);
  const LoneMarket before(scenario);
  double loyal = 0, all = 0;
  for (const Row i : before.market.customers.with_account()) {
    const double fee = before.market.customers.traits.budget[i] * terms(scenario).price /
                       scenario.markets[0].terms.going_rate;
    all += fee;
    if (before.market.customers.account.tenure[i] > 52) loyal += fee;
  }
  REQUIRE(loyal > 0.2 * all);
  REQUIRE(loyal < 0.8 * all);
  CHECK(first_week(0.1f)[Item::revenue] == doctest::Approx(all - 0.1 * loyal).epsilon(1e-5));
  CHECK(first_week(0)[Item::revenue] == doctest::Approx(all).epsilon(1e-5));
}

TEST_CASE(
    "a loyalty reward makes those who get it more satisfied, and is nothing to a firm without old clients") {
  const auto satisfaction = [](float reward, double tenure) {
    Scenario scenario = steady_firm(reward);
    terms(scenario).initial_tenure = tenure;
    const World world = simulated(scenario, 40);
    return world.this_week()[0][observed("satisfaction")];
  };
  CHECK(satisfaction(0.2f, 520) > satisfaction(0, 520));
  CHECK(satisfaction(0.2f, 0) == satisfaction(0, 0));
}

}  // namespace
}  // namespace clientele::scenario
