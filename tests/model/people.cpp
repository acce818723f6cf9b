// People are themselves, whoever else exists and whatever businesses decide: replications of two policies
// are matched.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// Nobody new becomes a client, so that a market with one more person can be compared account by account.
Scenario closed_world(double population) {
  Scenario scenario = lively_world();
  scenario.markets[0].terms.population = population;
  terms(scenario).lead_rate = terms(scenario).word_of_mouth = 0;
  return scenario;
}

TEST_CASE("one more person leaves everybody else's traits untouched") {
  Scenario scenario = varied_world();
  const LoneMarket fewer(scenario);
  scenario.markets[0].terms.population += 1;
  auto traits = traits_by_name(LoneMarket(scenario).market);
  CHECK(traits.erase({120, 0}) == 1);
  CHECK(traits == traits_by_name(fewer.market));
}

TEST_CASE("one more person who is nobody's client leaves everybody else's history untouched, to the bit") {
  LoneMarket fewer(closed_world(300)), more(closed_world(301));
  fewer.run_weeks(60);
  more.run_weeks(60);
  auto values = values_by_name(more.market);
  REQUIRE(values.at({300, 0}).back() == nobody);
  values.erase({300, 0});
  CHECK(values == values_by_name(fewer.market));
  CHECK(identical(fewer.tally(), more.tally()));
}

TEST_CASE("a business's staff are the same people, whatever the size of its rivals") {
  Scenario scenario = varied_world();
  const LoneMarket small(scenario);
  scenario.businesses[0].terms.staff += 7;
  const LoneMarket large(scenario);
  for (int person = 0; person < 3; ++person)
    for (const std::size_t b : {1u, 2u})
      CHECK(values_of(small.market.staff, small.market.offices[BusinessId{b}].first_seat + person) ==
            values_of(large.market.staff, large.market.offices[BusinessId{b}].first_seat + person));
}

TEST_CASE("one more colleague leaves the other colleagues the same people") {
  Scenario scenario = plain_world();
  const LoneMarket fewer(scenario);
  terms(scenario).staff += 1;
  const LoneMarket more(scenario);
  for (Seat seat{0}; seat < Seat{14}; ++seat)
    CHECK(values_of(fewer.market.staff, seat) == values_of(more.market.staff, seat));
}

/// The varied world with every business under the policy of that position.
LoneMarket under(std::size_t policy) {
  Scenario scenario = varied_world();
  for (Business& business : scenario.businesses) business.policy = policy;
  return LoneMarket(scenario);
}

TEST_CASE("policies begin with the same people: clients, their tenure, who serves them, and staff") {
  const LoneMarket pleasing = under(0), partner = under(2);
  CHECK(traits_by_name(pleasing.market) == traits_by_name(partner.market));
  const auto &a = pleasing.market.customers, &b = partner.market.customers;
  REQUIRE(a.served == b.served);
  CHECK((a.slot == b.slot).all());
  CHECK((a.account.business.head(a.served) == b.account.business.head(b.served)).all());
  CHECK((a.account.seat.head(a.served) == b.account.seat.head(b.served)).all());
  CHECK((a.account.tenure.head(a.served) == b.account.tenure.head(b.served)).all());
  for (const Seat seat : pleasing.market.staff.everybody())
    CHECK(values_of(pleasing.market.staff, seat) == values_of(partner.market.staff, seat));
}

TEST_CASE("whoever there is in the worlds of two policies is the same person in both, newcomers too") {
  LoneMarket pleasing = under(0), partner = under(2);
  pleasing.run_weeks(150);
  partner.run_weeks(150);
  REQUIRE(fingerprint(pleasing) != fingerprint(partner));
  const auto there = traits_by_name(partner.market);
  int shared = 0, newcomers = 0;
  for (const auto& [name, traits] : traits_by_name(pleasing.market)) {
    const auto match = there.find(name);
    if (match == there.end()) continue;
    CHECK(traits == match->second);
    ++shared;
    newcomers += name.second > 0;
  }
  CHECK(shared > 60);
  CHECK(newcomers > 0);
}

std::vector<Tally> tallies_of(const Scenario& scenario, std::vector<std::size_t> policy_of, int weeks) {
  World world(scenario, std::move(policy_of), scenario.seed, 0);
  for (int i = 0; i < weeks; ++i) world.step();
  return {world.all_weeks().begin(), world.all_weeks().end()};
}

TEST_CASE("policies with equal levers give identical tallies, whatever their place and name") {
  Scenario scenario = varied_world();
  tabulate(scenario);
  scenario.policies.push_back(scenario.policies[1]);
  scenario.policies.back().name = "the same by another name";
  const auto one = tallies_of(scenario, {0, 1, 3}, 52), other = tallies_of(scenario, {0, 4, 3}, 52);
  const auto different = tallies_of(scenario, {0, 2, 3}, 52);
  for (std::size_t b = 0; b < 3; ++b) {
    CHECK(identical(one[b], other[b]));
    CHECK_FALSE(identical(one[b], different[b]));
  }
}

TEST_CASE("names change nothing") {
  Scenario scenario = varied_world();
  tabulate(scenario);
  const auto before = simulated(scenario, 26).fingerprint();
  for (auto& x : scenario.segments) x.name += " renamed";
  for (auto& x : scenario.markets) x.name = "somewhere else";
  for (auto& x : scenario.businesses) x.name = "customer_always_right";
  for (auto& x : scenario.policies) x.name = "partnership";
  scenario.name = scenario.description = "another story";
  CHECK(simulated(scenario, 26).fingerprint() == before);
}

TEST_CASE("seeds and replications make different worlds, and the same ones again") {
  Scenario scenario = varied_world();
  tabulate(scenario);
  const auto world = [&](std::uint32_t seed, std::uint32_t replication) {
    World made(scenario, policy_assignment_of(scenario), seed, replication);
    made.step();
    return made.fingerprint();
  };
  CHECK(world(1, 1) == world(1, 1));
  CHECK(world(1, 1) != world(1, 2));
  CHECK(world(1, 1) != world(2, 1));
}

}  // namespace
}  // namespace clientele::scenario
