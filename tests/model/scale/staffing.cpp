// Many quit and are hired in one week: accounts go where they would if each were dealt with by itself.
#include <doctest/doctest.h>

#include <random>

#include "sim/model/conservation.hpp"
#include "sim/model/people.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

Scenario large_office(double staff, double tenure) {
  Scenario scenario = lively_world();
  terms(scenario).staff = staff;
  terms(scenario).staff_tenure = tenure;
  terms(scenario).hiring_delay = 1;
  terms(scenario).initial_accounts = 5 * staff;
  scenario.markets[0].terms.population = 10 * staff;
  return scenario;
}

TEST_CASE(
    "whoever has the fewest accounts is found as by looking at everybody, while loads grow and people "
    "leave") {
  LoneMarket town(large_office(60, 400));
  auto& staff = town.market.staff;
  std::mt19937 random(5);
  LeastLoaded colleagues(staff, town.office().seats(), town.scratch.loads);
  for (int i = 0; i < 2000; ++i) {
    const Seat found = colleagues.find();
    REQUIRE(found == least_loaded_seat(town.market, town.office()));
    if (found < Seat{}) break;
    ++staff.accounts[found];
    const Seat any = town.office().first_seat + static_cast<Index>(random() % 60);
    if (random() % 3 == 0) staff.accounts[any] += 2;
    if (i % 25 == 24) staff.present[any] = 0;
  }
  for (const Seat s : town.office().seats()) staff.present[s] = 0;
  CHECK(colleagues.find() < Seat{});
}

/// Accounts and backlog of the office, in the order of its customers and its seats.
double backlog_of(const LoneMarket& town) {
  double sum = 0;
  for (const Seat s : town.market.offices.front().seats()) sum += town.market.staff.backlog[s];
  return sum;
}

TEST_CASE("where most of the staff leave every week, no account and no hour of backlog is lost") {
  LoneMarket town(large_office(80, 1));
  for (int week = 0; week < 12; ++week) {
    town.run_up_to("staffing");
    const double before = backlog_of(town);
    town.run("staffing");
    CHECK(town.tally()[Item::quits] > 20);
    CHECK(broken_law(town.market).empty());
    CHECK(backlog_of(town) == doctest::Approx(before).epsilon(1e-4));
    for (const Row i : town.with_account())
      CHECK(town.market.staff.present[seat_of(town.accounts(), i)] == 1);  // somebody serves everybody
    for (const std::string_view stage : {"settle", "record"}) town.run(stage);
    ++town.week;
  }
}

}  // namespace
}  // namespace clientele::scenario
