// How a world is run changes nothing: by hand or by World, in any order, on any number of threads.
#include <doctest/doctest.h>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

Scenario tabulated(Scenario scenario) {
  tabulate(scenario);
  return scenario;
}

TEST_CASE("stepping by hand through the table of stages equals World::step") {
  Scenario scenario = varied_world();
  scenario.markets.resize(1);
  scenario.markets[0].count = 1;
  LoneMarket town(scenario);
  World world(town.scenario, town.policy_of, scenario.seed, 0);
  CHECK(world.fingerprint() == fingerprint(town));
  for (int week = 0; week < 60; ++week) {
    town.run_week();
    world.step();
    REQUIRE(world.fingerprint() == fingerprint(town));
    for (std::size_t b = 0; b < 3; ++b) REQUIRE(identical(world.this_week()[b], town.tally(b)));
  }
}

TEST_CASE("a week is eleven stages, in the order of the specification") {
  constexpr std::array names = {"attract", "qualify", "request",  "converse", "serve", "experience",
                                "strain",  "leave",   "staffing", "settle",   "record"};
  REQUIRE(week.size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i) CHECK(week[i].name == names[i]);
}

TEST_CASE("the order in which markets are simulated changes nothing") {
  const Scenario scenario = tabulated(varied_world());
  World forwards(scenario, policy_assignment_of(scenario), 1, 0);
  World backwards(scenario, policy_assignment_of(scenario), 1, 0, in_reverse);
  for (int week = 0; week < 30; ++week) {
    forwards.step();
    backwards.step(in_reverse);
    REQUIRE(forwards.fingerprint() == backwards.fingerprint());
    for (std::size_t b = 0; b < 3; ++b) REQUIRE(identical(forwards.this_week()[b], backwards.this_week()[b]));
  }
}

TEST_CASE("the number of threads changes nothing") {
  const Scenario scenario = tabulated(varied_world());
  World alone(scenario, policy_assignment_of(scenario), 1, 0);
  for (int week = 0; week < 12; ++week) alone.step();
  for (const std::size_t threads : {2u, 3u, 8u}) {
    CAPTURE(threads);
    World shared(scenario, policy_assignment_of(scenario), 1, 0, on_threads(threads));
    for (int week = 0; week < 12; ++week) shared.step(on_threads(threads));
    CHECK(shared.fingerprint() == alone.fingerprint());
    for (std::size_t b = 0; b < 3; ++b) CHECK(identical(shared.all_weeks()[b], alone.all_weeks()[b]));
  }
}

TEST_CASE("worlds do not disturb each other: two simulated in turns are two simulated alone") {
  const Scenario scenario = tabulated(varied_world());
  World one(scenario, policy_assignment_of(scenario), 1, 0),
      other(scenario, policy_assignment_of(scenario), 1, 1);
  for (int week = 0; week < 10; ++week) {
    one.step();
    other.step();
  }
  CHECK(one.fingerprint() == simulated(scenario, 10, 0).fingerprint());
  CHECK(other.fingerprint() == simulated(scenario, 10, 1).fingerprint());
}

TEST_CASE("the tally of all weeks is the sum of the weeks") {
  const Scenario scenario = tabulated(varied_world());
  World world(scenario, policy_assignment_of(scenario), 1, 0);
  std::vector<Tally> sums(3);
  for (int week = 0; week < 20; ++week) {
    world.step();
    for (std::size_t b = 0; b < 3; ++b) sums[b] += world.this_week()[b];
  }
  CHECK(world.week() == 20);
  for (std::size_t b = 0; b < 3; ++b) CHECK(identical(world.all_weeks()[b], sums[b]));
}

}  // namespace
}  // namespace clientele::scenario
