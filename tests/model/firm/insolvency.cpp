// What happens when a business fails: the week of it, the week in which its offices close, and what is left.
#include <doctest/doctest.h>

#include "sim/model/conservation.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// Two rivals, of which the first will owe more than its credit line at the end of its fourth week.
LoneMarket about_to_fail() {
  Scenario scenario = lively_world();
  scenario.businesses.push_back(scenario.businesses[0]);
  auto& t = terms(scenario);
  t.insolvency = static_cast<double>(Insolvency::at_credit_line);
  t.overhead = 2000;
  t.interest = 0.08;
  scenario.businesses[1].terms.cash = 1e6;
  for (Business& business : scenario.businesses) business.terms.lead_rate = 0.02;
  scenario.markets[0].terms.outside_option = 0;
  LoneMarket town(scenario);
  town.run_weeks(3);
  town.firms[BusinessId{0}].cash = -1e6;
  return town;
}

/// What everybody of the first business is due: four weeks of pay, and 1.6 for each year of service.
double due_to_staff(const LoneMarket& town) {
  double due = 0;
  for (const Seat s : town.market.offices[BusinessId{0}].seats())
    if (town.market.staff.present[s]) due += 1400 * (4 + 1.6 * town.market.staff.tenure[s] / 52);
  return due;
}

TEST_CASE("in the week in which it fails a business works as ever, and takes leads on") {
  LoneMarket town = about_to_fail();
  const int people = town.office().headcount;
  town.run_week();
  const Tally& t = town.tally();
  CHECK(t[Item::failures] == 1);
  CHECK(t[Item::stranded] == 0);
  CHECK(t[Item::dismissals] == 0);
  CHECK(t[Item::closing_cost] == 0);
  CHECK(t[Item::wages] > 0);
  CHECK(town.office().is_open());
  CHECK(town.office().headcount >= people - t[Item::quits]);
  CHECK(town.brands[BusinessId{0}].failed);
  CHECK_FALSE(town.brands[BusinessId{1}].failed);
}

TEST_CASE("in the week after it closes: everybody is paid off, every client is free, and no lead is served") {
  LoneMarket town = about_to_fail();
  town.run_week();
  const Seat empty = town.office().end_seat + -1;  // where work waits for a successor
  REQUIRE(town.market.staff.present[empty] == 0);
  town.market.staff.backlog[empty] = 500;
  const double due = due_to_staff(town), people = town.office().headcount;
  const auto accounts = static_cast<double>(town.office().accounts.size());
  REQUIRE(accounts > 50);
  // Some leavers of the week before still come for it.
  const Row somebody = town.market.customers.without_account().first;
  town.market.customers.seeking[somebody] = 0;
  town.run_week();
  const Tally& t = town.tally();
  CHECK(t[Item::leads] >= 1);
  CHECK(t[Item::signed_accounts] == 0);
  CHECK(t[Item::lost_leads] == 0);
  CHECK(t[Item::declined_full] + t[Item::declined_unfit] == t[Item::leads]);
  CHECK(t[Item::stranded] == accounts);
  CHECK(t[Item::left] + t[Item::dropped_out] + t[Item::ended] == 0);
  CHECK(t[Item::dismissals] == people);
  CHECK(t[Item::severance] == doctest::Approx(due));
  CHECK(t[Item::closing_cost] == 13 * 2000);
  // They served until then, and are paid for it.
  CHECK(t[Item::wages] == people * 1400);
  CHECK(t[Item::overhead] == 2000);
  CHECK(t[Item::hires] + t[Item::quits] == 0);
  CHECK(costs(t) == doctest::Approx(due + 26000 + people * 1400 + 2000 + t[Item::overtime_pay] +
                                    t[Item::support_cost] + t[Item::credits] + t[Item::bad_debt]));
  CHECK(t[Item::failures] == 0);
  CHECK(t[Item::interest] == 0);
  CHECK(town.office().accounts.size() == 0);
  CHECK(town.office().headcount == 0);
  CHECK_FALSE(town.office().is_open());
  CHECK(t[Item::receivable] == 0);  // last invoices are paid
  for (const Seat seat : town.office().seats()) CHECK(town.market.staff.backlog[seat] == 0);
  CHECK(broken_law(town.market) == "");
  // Some of the clients look for the rival, the others do without.
  const auto& seeking = town.market.customers.seeking;
  int to_the_rival = 0;
  for (const Row i : town.market.customers.without_account()) {
    CHECK(seeking[i] != 0);
    to_the_rival += seeking[i] == 1;
  }
  CHECK(to_the_rival > 10);
  CHECK(to_the_rival < accounts);
  town.run_week();
  CHECK(town.tally(1)[Item::leads] >= to_the_rival);
}

TEST_CASE("of a business that has closed nothing more is counted but the weeks and what is known of it") {
  LoneMarket town = about_to_fail();
  town.run_weeks(2);
  const double cash = town.firms[BusinessId{0}].cash;
  REQUIRE(cash < 0);
  for (int week = 0; week < 30; ++week) {
    town.run_week();
    const Tally& t = town.tally();
    CHECK(t[Item::weeks] == 1);
    CHECK(t[Item::cash] == cash);
    for (std::size_t i = 0; i < t.sums().size(); ++i) {
      const auto item = static_cast<Item>(i);
      CAPTURE(i);
      if (item != Item::weeks && item != Item::market_accounts && item != Item::cash && item != Item::price &&
          item != Item::reputation)
        REQUIRE(t.sums()[i] == 0);
    }
    REQUIRE(broken_law(town.market) == "");
  }
  for (const Row i : town.with_account()) CHECK(town.accounts().business[i] == 1);
}

TEST_CASE("the profit of a horizon counts what closing cost, and a failure once") {
  Scenario scenario = lively_world();
  auto& t = terms(scenario);
  t.insolvency = static_cast<double>(Insolvency::at_credit_line);
  t.credit_weeks = 2;
  t.overhead = 30000;
  tabulate(scenario);
  World world(scenario, {0}, 1, 0);
  double sum = 0, closed = 0, closing = 0;
  for (int week = 0; week < 26; ++week) {
    world.step();
    const Tally& now = world.this_week()[0];
    sum += profit(now);
    closing += now[Item::closing_cost];
    closed += now[Item::closing_cost] > 0;
  }
  const Tally& all = world.all_weeks()[0];
  CHECK(closed == 1);
  CHECK(closing == 13 * 30000);
  CHECK(all[Item::failures] == 1);
  CHECK(all[Item::dismissals] > 10);
  CHECK(profit(all) == doctest::Approx(sum));
  const auto value = [&](std::string_view name) {
    return measures()[static_cast<std::size_t>(find_measure(name))].value(all);
  };
  CHECK(value("failed") == 1);
  CHECK(value("operating_margin") == doctest::Approx(sum / all[Item::revenue]));
  CHECK(value("profit_per_week") == doctest::Approx(sum / 26));
  CHECK(value("churn_rate") ==
        doctest::Approx(52 * (all[Item::left] + all[Item::dropped_out] + all[Item::stranded]) /
                        all[Item::account_weeks]));
}

TEST_CASE("where owners always pay, the same business lives on") {
  LoneMarket town = about_to_fail();
  terms(town.scenario).insolvency = static_cast<double>(Insolvency::never);
  town.run_weeks(10);
  CHECK(town.office().is_open());
  CHECK(town.office().headcount > 5);
  CHECK(town.tally()[Item::failures] == 0);
  CHECK(town.tally()[Item::interest] > 1000);
}

}  // namespace
}  // namespace clientele::scenario
