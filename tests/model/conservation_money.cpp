// Money adds up: what is invoiced is received, owed, credited or lost; what is earned is kept or taken out.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

// Receivables and payments are kept in single precision and are summed in double.
constexpr double rounding = 1e-6;

/// What clients owe a business.
double receivable(const LoneMarket& town, std::size_t business) {
  const auto& customers = town.market.customers;
  double owed = 0;
  for (const Row i : customers.with_account())
    if (customers.account.business[i] == business) owed += customers.account.receivable[i];
  return owed;
}

/// What inflation takes in a week from each unit of money that is held or owed.
double eaten(const LoneMarket& town) {
  return 1 - std::pow(1 + static_cast<double>(town.scenario.model.inflation), -1 / 52.0);
}

TEST_CASE("invoices less credits are received, owed, written off, or eaten by inflation") {
  LoneMarket town(varied_world());
  double written_off = 0, credited = 0;
  for (int week = 0; week < 120; ++week) {
    const std::vector<double> before{receivable(town, 0), receivable(town, 1), receivable(town, 2)};
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const double earned = t[Item::revenue] - t[Item::credits];
      const double change = receivable(town, b) - before[b];
      const double lost = eaten(town) * before[b];
      const double where = t[Item::cash_received] + change + t[Item::bad_debt] + lost;
      REQUIRE(std::abs(earned - where) <= rounding * (t[Item::revenue] + before[b] + 1));
      REQUIRE(t[Item::receivable] == doctest::Approx(receivable(town, b)).epsilon(rounding));
      written_off += t[Item::bad_debt];
      credited += t[Item::credits];
    }
  }
  CHECK(written_off > 0);
  CHECK(credited > 0);
}

TEST_CASE("profit is revenue less all that people, clients and the office cost, closing included") {
  LoneMarket town(varied_world());
  for (int week = 0; week < 60; ++week) {
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const double kept = t[Item::revenue] - t[Item::wages] - t[Item::overtime_pay] - t[Item::hiring_cost] -
                          t[Item::support_cost] - t[Item::marketing_cost] - t[Item::overhead] -
                          t[Item::credits] - t[Item::bad_debt] - t[Item::severance] - t[Item::training_cost] -
                          t[Item::closing_cost];
      REQUIRE(profit(t) == doctest::Approx(kept).epsilon(1e-12));
    }
  }
}

TEST_CASE(
    "cash changes by the profit, less what clients came to owe, the bank and the owners took, and inflation "
    "ate") {
  LoneMarket town(varied_world());
  town.week = -26;  // owners pay in until week 0
  double lent = 0, taken = 0, paid_in = 0, closed = 0;
  for (int week = 0; week < 120; ++week) {
    std::vector<double> cash, owed;
    for (std::size_t b = 0; b < 3; ++b) {
      cash.push_back(town.firms[BusinessId{b}].cash);
      owed.push_back(receivable(town, b));
    }
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const double expected = cash[b] + profit(t) - (receivable(town, b) - owed[b]) - t[Item::interest] -
                              t[Item::payouts] + t[Item::paid_in] - t[Item::inflation_loss];
      REQUIRE(std::abs(town.firms[BusinessId{b}].cash - expected) <=
              rounding * (t[Item::revenue] + owed[b] + 1));
      REQUIRE(t[Item::cash] == town.firms[BusinessId{b}].cash);
      REQUIRE(t[Item::inflation_loss] == doctest::Approx(eaten(town) * (cash[b] + owed[b])).epsilon(2e-4));
      lent += t[Item::interest];
      taken += t[Item::payouts];
      paid_in += t[Item::paid_in];
      closed += t[Item::closing_cost];
    }
  }
  for (const double amount : {lent, taken, paid_in, closed}) CHECK(amount > 0);
}

TEST_CASE("costs are what the terms say: people, support, marketing and overhead") {
  Scenario scenario = varied_world();
  auto& asked = scenario.policies[scenario.businesses[0].policy].levers;
  asked.supervision = 0.6f;
  asked.training = 0.8f;
  asked.further_candidates = 3;
  LoneMarket town(scenario);
  const auto levers = town.office(0).levers;
  do town.run_week();
  while (town.week < 20 || town.tally(0)[Item::hires] == 0);
  const auto& terms = town.scenario.businesses[0].terms;
  const Tally& t = town.tally(0);
  const double pay = 1.25 * terms.wage;  // with contributions and benefits
  const double hour = pay / terms.hours_per_week;
  double pays = 0;  // half of what somebody gets done beyond others
  for (const Seat s : town.office(0).seats())
    if (town.market.staff.present[s])
      pays += 0.5 + 0.5 * town.market.staff.skill[s] * (1 + 0.1 * town.office(0).trained);
  CHECK(town.office(0).trained > 0.3);
  CHECK(t[Item::wages] == doctest::Approx(pays * pay));
  CHECK(t[Item::support_cost] ==
        doctest::Approx(t[Item::staff] * (levers.staff_support * terms.support_cost +
                                          levers.crm * terms.crm_cost + 0.6 * 0.75 * hour)));
  CHECK(t[Item::hours_overtime] > 0);
  CHECK(t[Item::overtime_pay] ==
        doctest::Approx(t[Item::hours_overtime] * hour * pays / t[Item::staff] * terms.overtime_premium));
  CHECK(t[Item::hiring_cost] ==
        doctest::Approx(t[Item::hires] * (terms.hiring_cost * 52 * terms.wage + 3 * 6 * hour)));
  CHECK(t[Item::marketing_cost] ==
        doctest::Approx(levers.marketing_spend * terms.marketing_budget *
                        (1 + town.scenario.model.targeting_premium * levers.targeting)));
  CHECK(t[Item::overhead] == terms.overhead);
}

TEST_CASE("an account's lifetime value is the sum of its weeks' contributions") {
  LoneMarket town(lively_world());
  for (int week = 0; week < 40; ++week) {
    double before = 0, after = 0;
    for (const Row i : town.with_account()) before += town.accounts().lifetime[i];
    town.run_week();
    for (const Row i : town.with_account()) after += town.accounts().lifetime[i];
    const Tally& t = town.tally();
    const double expected = before + t[Item::contribution] - t[Item::lifetime_of_departed];
    REQUIRE(std::abs(after - expected) <= rounding * (std::abs(before) + t[Item::revenue]));
  }
}

}  // namespace
}  // namespace clientele::scenario
