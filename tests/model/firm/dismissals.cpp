// Who is dismissed, when, and for how much.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// Forty people with work for a few of them, of whom nobody quits.
Scenario overstaffed(double dismissal_rate) {
  Scenario scenario = lively_world();
  auto& t = terms(scenario);
  t.staff = 40;
  t.staff_tenure = 1e6;
  t.staffing_flexibility = 1;
  t.initial_accounts = 60;
  t.lead_rate = t.word_of_mouth = 0;
  t.dismissal_rate = dismissal_rate;
  scenario.model.quit_exhaustion = scenario.model.quit_cynicism = 0;
  return scenario;
}

/// Places and years of service of those who are there, in weeks.
struct Colleague {
  float tenure;
  Index seat;
};

std::vector<Colleague> colleagues(const LoneMarket& town) {
  std::vector<Colleague> all;
  for (const Seat s : town.market.offices[BusinessId{0}].seats())
    if (town.market.staff.present[s]) all.push_back({town.market.staff.tenure[s], s.value});
  // Last in, first out; of equals in service the one in the last seat.
  std::ranges::sort(all, [](const Colleague& a, const Colleague& b) {
    return a.tenure != b.tenure ? a.tenure < b.tenure : a.seat > b.seat;
  });
  return all;
}

double backlog(const LoneMarket& town) { return town.market.staff.backlog.cast<double>().sum(); }

/// Checks a week of staffing in which so many should go, and returns what they are due.
double check_who_goes(const LoneMarket& before, LoneMarket& after, double people) {
  const auto expected = colleagues(before);
  double due = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const bool goes = static_cast<double>(i) < people;
    REQUIRE(bool(after.market.staff.present[Seat{static_cast<int>(expected[i].seat)}]) == !goes);
    // This week counts to their service.
    if (goes) due += 1400 * (4 + 1.6 * (expected[i].tenure + 1) / 52);
  }
  for (const Row i : after.with_account())
    REQUIRE(after.market.staff.present[seat_of(after.accounts(), i)] == 1);
  REQUIRE(backlog(after) == doctest::Approx(backlog(before)).epsilon(1e-5));
  return due;
}

TEST_CASE("those who are not needed go little by little, last in first out, and get notice and severance") {
  LoneMarket town(overstaffed(0.1));
  double gone = 0;
  for (int week = 0; week < 60; ++week) {
    town.run_up_to("staffing");
    const LoneMarket before = town;
    town.run("staffing");
    const Tally& t = town.tally();
    REQUIRE(t[Item::quits] == 0);
    const Office &was = before.market.offices[BusinessId{0}], &is = town.office();
    const double desired = is.smoothed_work / (is.hours_per_person * 0.95);
    // Beyond a tenth of spare capacity, a tenth of them a week; fractions of a person wait.
    const double idle = was.headcount - 1.1 * desired;
    const double due = idle > 0 ? was.dismissals_due + 0.1 * idle : 0;
    REQUIRE(t[Item::dismissals] == std::floor(due));
    REQUIRE(is.dismissals_due == doctest::Approx(due - std::floor(due)));
    if (t[Item::hires] == 0)
      REQUIRE(t[Item::severance] ==
              doctest::Approx(check_who_goes(before, town, t[Item::dismissals])).epsilon(1e-5));
    gone += t[Item::dismissals];
    town.run("settle");
    town.run("record");
    ++town.week;
  }
  CHECK(gone > 10);
  CHECK(town.office().headcount > 3);
}

TEST_CASE("the newest gets 4 + 0.8 weeks of pay, and of equals the one in the last seat follows: by hand") {
  Scenario scenario = overstaffed(1);
  terms(scenario).spare_capacity = 0;
  LoneMarket town(scenario);
  town.run_up_to("staffing");
  auto& staff = town.market.staff;
  staff.tenure.setConstant(51);
  staff.tenure[Seat{7}] = 25;
  town.office().smoothed_work = town.office().required_hours =
      37.5 * town.office().hours_per_person * 0.95;  // work for 37.5 of 40
  town.run("staffing");
  REQUIRE(town.tally()[Item::dismissals] == 2);
  CHECK(staff.present[Seat{7}] == 0);
  CHECK(staff.present[Seat{39}] == 0);
  CHECK(town.tally()[Item::severance] == doctest::Approx(1400 * (4 + 1.6 * 0.5) + 1400 * (4 + 1.6)));
}

TEST_CASE("the last one stays, however little there is to do") {
  Scenario scenario = overstaffed(1);
  terms(scenario).initial_accounts = 1;
  LoneMarket town(scenario);
  town.run_weeks(200);
  CHECK(town.office().headcount == 1);
}

TEST_CASE("nobody is dismissed where nobody is to be, or all are to be kept") {
  LoneMarket kept(overstaffed(0));
  kept.run_weeks(60);
  CHECK(kept.office().headcount >= 40);
  Scenario spare = overstaffed(0.1);
  terms(spare).spare_capacity = 10;
  LoneMarket roomy(spare);
  roomy.run_weeks(60);
  CHECK(roomy.office().headcount >= 40);
}

}  // namespace
}  // namespace clientele::scenario
