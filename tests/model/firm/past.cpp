// A past that all policies share: going on from it is never having stopped, and nobody fails in it.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

Scenario with_a_past() {
  Scenario scenario = varied_world();
  tabulate(scenario);
  return scenario;
}

/// The policies under which the past was lived through.
std::vector<std::size_t> policies_before(const Scenario& scenario) {
  auto policy_of = policy_assignment_of(scenario);
  policy_of.front() = scenario.today;
  return policy_of;
}

World past_lived(const Scenario& scenario, std::uint32_t replication = 0) {
  World past = past_of(scenario, replication);
  while (past.week() < 0) past.step();
  return past;
}

TEST_CASE("to go on under the policies of today is never to have stopped, to the bit, rules and all") {
  Scenario scenario = with_a_past();
  for (const std::size_t today : {2u, 3u}) {  // a steady policy, and one of rules
    scenario.today = today;
    World unbroken = past_lived(scenario);
    World continued = past_lived(scenario).continued(scenario, policies_before(scenario));
    CHECK(continued.week() == 0);
    CHECK(continued.fingerprint() == unbroken.fingerprint());
    for (int week = 0; week < 60; ++week) {
      unbroken.step();
      continued.step();
      REQUIRE(continued.fingerprint() == unbroken.fingerprint());
      for (std::size_t b = 0; b < 3; ++b)
        REQUIRE(identical(continued.this_week()[b], unbroken.this_week()[b]));
    }
  }
}

TEST_CASE("the weeks of the past are counted up to 0, and its sums are not those of the horizon") {
  const Scenario scenario = with_a_past();
  World past = past_of(scenario, 0);
  CHECK(past.week() == -65);
  past.step();
  CHECK(past.week() == -64);
  const World today = past_lived(scenario).continued(scenario, policy_assignment_of(scenario));
  for (std::size_t b = 0; b < 3; ++b) {
    CHECK(today.all_weeks()[b][Item::weeks] == 0);
    CHECK(today.all_weeks()[b][Item::account_weeks] == 0);
    CHECK(today.all_weeks()[b][Item::pasts] == 1);  // it is told how far that had settled
    CHECK(identical(today.this_week()[b], Tally{}));
  }
}

TEST_CASE("the world of today is the past, gone on from") {
  const Scenario scenario = with_a_past();
  const auto policy_of = policy_assignment_of(scenario);
  World today = world_of_today(scenario, policy_of, scenario.seed, 3);
  World by_hand = past_lived(scenario, 3).continued(scenario, policy_of);
  for (int week = 0; week < 5; ++week) {
    REQUIRE(today.week() == week);
    REQUIRE(today.fingerprint() == by_hand.fingerprint());
    today.step();
    by_hand.step();
  }
  // Without a past it is the world as it begins.
  Scenario young = scenario;
  young.past_weeks = 0;
  CHECK(world_of_today(young, policy_of, 1, 3).fingerprint() == World(young, policy_of, 1, 3).fingerprint());
}

/// All that is known of everybody in a world, but for what its offices decide.
std::vector<std::vector<float>> everybody(const World& world) {
  std::vector<std::vector<float>> all;
  for (const Market& market : world.markets()) {
    for (const auto& [name, values] : values_by_name(market)) all.push_back(values);
    for (const Seat seat : market.staff.everybody()) all.push_back(values_of(market.staff, seat));
    for (const Office& office : market.offices) {
      std::vector<float> values(office.advocacy.begin(), office.advocacy.end());
      for_each_variable<OfficeState>(
          [&](const StateInfo&, auto member) { values.push_back(static_cast<float>(office.*member)); });
      all.push_back(values);
    }
  }
  return all;
}

TEST_CASE("all policies have the same past, to the bit, and part from week 0 on") {
  const Scenario scenario = with_a_past();
  World reference = world_of_today(scenario, {0, 1, 3}, scenario.seed, 0);
  const auto before = everybody(reference);
  reference.step();
  for (const std::size_t policy : {1u, 2u, 3u}) {
    CAPTURE(policy);
    World other = world_of_today(scenario, {policy, 1, 3}, scenario.seed, 0);
    CHECK(everybody(other) == before);
    CHECK(other.markets()[0].offices.front().levers.educate == scenario.policies[policy].levers.educate);
    other.step();
    CHECK(everybody(other) != everybody(reference));
  }
}

TEST_CASE("what a rule of the new policy asks for is asked of the past's last week") {
  Scenario scenario = with_a_past();
  const double never = -1, always = 1e9;
  scenario.policies[0].rules = {{&Levers::crm, 0.9f, Indicator::accounts, true, never},
                                {&Levers::pilot, 0.9f, Indicator::accounts, true, always},
                                {&Levers::listen, 0.9f, Indicator::week, false, 2}};
  const World today = world_of_today(scenario, {0, 1, 3}, scenario.seed, 0);
  for (const Market& market : today.markets()) {
    const Levers& levers = market.offices.front().levers;
    CHECK(levers.crm == 0.9f);
    CHECK(levers.pilot == scenario.policies[0].levers.pilot);
    CHECK(levers.listen == 0.9f);  // week 0 of the horizon is its first
  }
}

TEST_CASE("a price that is decided anew changes today's in proportion, and one that is not stays") {
  Scenario scenario = with_a_past();
  scenario.policies[1].levers.price_response = static_cast<float>(PriceResponse::cost_plus);
  const World past = past_lived(scenario);
  const double moved = past.this_week()[1][Item::price];
  REQUIRE(moved != terms_of(scenario, BusinessId{1}).price);
  // From now on the second business holds its price, so that it can be seen.
  Scenario dearer = scenario;
  dearer.businesses[0].terms.price *= 1.1;
  dearer.businesses[1].terms.price *= 1.1;
  World now = past.continued(dearer, {2, 2, 3}), as_it_was = past.continued(scenario, {2, 2, 3});
  now.step();
  as_it_was.step();
  CHECK(now.this_week()[0][Item::price] == doctest::Approx(1.1 * 480));
  CHECK(now.this_week()[1][Item::price] == doctest::Approx(1.1 * moved));
  CHECK(now.this_week()[2][Item::price] == past.this_week()[2][Item::price]);
  CHECK(as_it_was.this_week()[0][Item::price] == 480);
  CHECK(as_it_was.this_week()[1][Item::price] == moved);
  // What costs nothing before is what it is decided to be.
  Scenario free = scenario;
  free.businesses[0].terms.price = 0;
  World charging = past_lived(free).continued(scenario, {2, 2, 3});
  charging.step();
  CHECK(charging.this_week()[0][Item::price] == 480);
}

TEST_CASE("nobody fails in the past, which ends at the reserve - and from week 0 on as always") {
  Scenario scenario = with_a_past();
  for (Business& business : scenario.businesses) {
    business.terms.insolvency = static_cast<double>(Insolvency::at_credit_line);
    business.terms.cash = 0;
    business.terms.overhead = 20000;
    business.terms.credit_weeks = 1;
  }
  World past = past_of(scenario, 0);
  while (past.week() < 0) {
    past.step();
    for (const Tally& tally : past.this_week()) {
      REQUIRE(tally[Item::failures] == 0);
      REQUIRE(tally[Item::stranded] == 0);
      REQUIRE(tally[Item::cash] > 0);
    }
  }
  for (const Tally& tally : past.all_weeks()) CHECK(tally[Item::paid_in] > 20000);
  World today = past.continued(scenario, policy_assignment_of(scenario));
  for (int week = 0; week < 26; ++week) today.step();
  for (const Tally& tally : today.all_weeks()) {
    CHECK(tally[Item::failures] == 1);
    CHECK(tally[Item::paid_in] == 0);
    CHECK(tally[Item::accounts] < 26 * 60);
  }
}

}  // namespace
}  // namespace clientele::scenario
