// Limiting cases, whose answers are known without a model.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

TEST_CASE("no week: nothing has happened") {
  const Scenario scenario = varied_world();
  Scenario ready = scenario;
  tabulate(ready);
  const World world = simulated(ready, 0);
  CHECK(world.week() == 0);
  for (std::size_t b = 0; b < 3; ++b) CHECK(identical(world.all_weeks()[b], Tally{}));
}

TEST_CASE("one week: the tally of all weeks is the week's") {
  Scenario scenario = varied_world();
  tabulate(scenario);
  const World world = simulated(scenario, 1);
  CHECK(world.all_weeks()[0][Item::weeks] == 1);
  for (std::size_t b = 0; b < 3; ++b) CHECK(identical(world.all_weeks()[b], world.this_week()[b]));
}

TEST_CASE("no demand: nothing is asked, nobody is moved, and those who leave do so at their base chance") {
  Scenario scenario = lively_world();
  set_trait(scenario, &Traits::request_rate, always(0));
  terms(scenario).onboarding_hours = terms(scenario).qualification_hours = 0;
  terms(scenario).staff_tenure = 1e9;  // a new face would cost trust
  terms(scenario).staffing_flexibility = 0;
  LoneMarket town(scenario);
  double hours = 0;
  for (int week = 0; week < 30; ++week) {
    town.run_week();
    const Tally& t = town.tally();
    hours += t[Item::hours_required] + t[Item::requests] + t[Item::problems] + t[Item::incivility] +
             t[Item::claims];
    REQUIRE((town.accounts().satisfaction.head(town.served()) == 0.6f).all());
    REQUIRE((town.accounts().trust.head(town.served()) == 0.5f).all());
  }
  CHECK(hours == 0);
}

TEST_CASE("no customers: a business that pays its people for nothing") {
  Scenario scenario = plain_world();
  terms(scenario).initial_accounts = terms(scenario).lead_rate = 0;
  terms(scenario).staffing_flexibility = 0;
  LoneMarket town(scenario);
  for (int week = 0; week < 30; ++week) {
    town.run_week();
    REQUIRE(town.tally()[Item::accounts] == 0);
    REQUIRE(town.tally()[Item::revenue] == 0);
    REQUIRE(profit(town.tally()) < 0);
    REQUIRE(town.office().standard >= 1);
  }
}

TEST_CASE("infinitely many staff: everything is done at once, without pressure, overtime or backlog") {
  Scenario scenario = lively_world();
  terms(scenario).staff = 600;
  LoneMarket town(scenario);
  for (int week = 0; week < 20; ++week) {
    town.run_week();
    REQUIRE((town.scratch.account.timeliness.head(town.served()) == 1).all());
    REQUIRE(town.tally()[Item::hours_backlog] == 0);
    REQUIRE(town.tally()[Item::hours_overtime] == 0);
    REQUIRE(town.tally()[Item::hours_done] == doctest::Approx(town.tally()[Item::hours_required]));
  }
}

TEST_CASE("one customer and one colleague have weeks like everybody's") {
  Scenario scenario = lively_world();
  scenario.markets[0].terms.population = 1;
  terms(scenario).initial_accounts = terms(scenario).staff = 1;
  LoneMarket town(scenario);
  for (int week = 0; week < 300; ++week) {
    town.run_week();
    REQUIRE(town.tally()[Item::accounts] <= 1);
    REQUIRE(std::isfinite(profit(town.tally())));
  }
}

TEST_CASE("no noise asked for, none made") {
  LoneMarket town(plain_world());
  for (int week = 0; week < 10; ++week) {
    town.run_week();
    CHECK(town.market.demand_noise == 0);
    CHECK(town.office().absence_noise == 0);
  }
}

TEST_CASE(
    "an office's absence noise has the standard deviation and the correlation time that were asked for") {
  Scenario scenario = plain_world();
  scenario.markets[0].terms.population = 1;
  terms(scenario).initial_accounts = terms(scenario).lead_rate = 0;
  terms(scenario).staff = 1;
  terms(scenario).absence_noise = 0.03;
  terms(scenario).absence_noise_weeks = 2;
  LoneMarket town(scenario);
  double squares = 0, products = 0, last = 0;
  constexpr int n = 8000;
  for (int week = 0; week < n; ++week) {
    town.run_week();
    squares += town.office().absence_noise * town.office().absence_noise;
    products += town.office().absence_noise * last;
    last = town.office().absence_noise;
  }
  // About n / 2 independent observations: the standard deviation is known to 1.6 %.
  CHECK(std::sqrt(squares / n) == doctest::Approx(0.03).epsilon(0.06));
  CHECK(products / squares == doctest::Approx(std::exp(-0.5)).epsilon(0.04));
}

/// One common queue that is asked for a third more than it can do, and whose standards do not erode: corners
/// are cut until as much goes out as comes in.
Scenario steady_queue() {
  Scenario scenario = plain_world();
  scenario.model.standard_down_weeks = 1e7f;
  scenario.model.exhaustion_intensity = scenario.model.absence_exhaustion = scenario.model.fatigue_cost = 0;
  scenario.model.recovery_hours = 0;
  set_trait(scenario, &Traits::base_churn, always(0));
  auto& t = terms(scenario);
  t.pooling = 1;
  t.staff = 10;
  t.staff_tenure = 1e6;
  t.staffing_flexibility = t.lead_rate = t.word_of_mouth = t.onboarding_hours = 0;
  t.initial_experience = 1;
  t.initial_accounts = 130;
  levers(scenario).overtime_cap = 1;
  levers(scenario).contradict = levers(scenario).claim_checking = 0;
  return scenario;
}

// The wait is measured independently of the queue's length: of the hours that come in each week, the part
// that is not done is followed from week to week until it is.
TEST_CASE("Little's law: in a steady backlog, hours waiting = hours coming in a week x weeks an hour waits") {
  LoneMarket town(steady_queue());
  town.run_weeks(100);
  std::vector<double> cohorts;
  double waiting = 0, came = 0, waited = 0;
  constexpr int weeks = 1000;
  for (int week = 0; week < weeks; ++week) {
    town.run_week();
    const Index desks = town.office().end_seat.value;
    const double inflow = town.scratch.staff.inflow.head(desks).sum(),
                 left = 1 - town.scratch.staff.done[Seat{0}];
    cohorts.push_back(inflow);
    came += inflow;
    for (double& hours : cohorts) waited += hours *= left;
    while (!cohorts.empty() && cohorts.front() < 1e-9) cohorts.erase(cohorts.begin());
    waiting += town.tally()[Item::hours_backlog];
  }
  const double length = waiting / weeks, rate = came / weeks, wait = waited / came;
  CHECK(wait > 0.1);
  CHECK(length == doctest::Approx(rate * wait).epsilon(0.01));
  // And it is steady: what goes out is what comes in.
  CHECK(town.tally()[Item::hours_backlog] < 3 * length);
}

TEST_CASE("renewals come every so many weeks: nobody leaves in between without an early exit") {
  Scenario scenario = lively_world();
  scenario.model.early_exit = 0;
  terms(scenario).initial_tenure = 0;
  terms(scenario).lead_rate = terms(scenario).word_of_mouth = 0;
  set_trait(scenario, &Traits::base_churn, always(0.3));
  LoneMarket town(scenario);
  for (int week = 1; week <= 78; ++week) {
    town.run_week();
    if (week % 26 == 0)
      CHECK(town.tally()[Item::left] > 0);
    else
      REQUIRE(town.tally()[Item::left] == 0);
  }
}

TEST_CASE("those who leave for good are replaced by somebody new, others may come back") {
  Scenario scenario = lively_world();
  set_trait(scenario, &Traits::base_churn, always(0.5));
  scenario.markets[0].terms.leave_for_good = 1;
  LoneMarket town(scenario);
  double left = 0;
  for (int week = 0; week < 52; ++week) {
    town.run_week();
    left += town.tally()[Item::left];
  }
  CHECK(town.market.customers.generation.cast<double>().sum() == left);
  scenario.markets[0].terms.leave_for_good = 0;
  LoneMarket loyal(scenario);
  loyal.run_weeks(52);
  CHECK((loyal.market.customers.generation == 0).all());
}

}  // namespace
}  // namespace clientele::scenario
