// Contribution, payment, parting, reputation and price against independent accounts of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/oracles/near.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

TEST_CASE("an account contributes what it pays less the wages of its hours, smoothed over a quarter") {
  Scenario scenario = lively_world();
  set_trait(scenario, &Traits::base_churn, always(0));  // nobody parts, so rows stay
  LoneMarket town(scenario);
  for (int week = 0; week < 20; ++week) {
    town.run_up_to("settle");
    const LoneMarket before = town;
    town.run("settle");
    const auto& a = before.market.customers.account;
    for (const Row i : town.with_account()) {
      const Seat seat = seat_of(a, i);
      const double hours = before.scratch.account.work[i] * before.market.offices[BusinessId{0}].standard *
                               before.scratch.staff.served_ratio[seat] +
                           before.scratch.account.talk[i];
      const double earned = before.scratch.account.invoice[i] - before.scratch.account.credit[i];
      const double contribution = earned - 1400.0 / 40 * hours;
      const double smoothed = a.contribution[i] + (contribution - a.contribution[i]) / 13;
      // Differences of amounts that nearly cancel are compared on the scale of the amounts.
      CHECK(std::abs(town.accounts().contribution[i] - smoothed) < 1e-3);
      CHECK(std::abs(town.accounts().lifetime[i] - (a.lifetime[i] + contribution)) < 1e-2);
      const double owed = a.receivable[i] + earned, delay = before.market.customers.traits.payment_delay[i];
      const bool written_off = town.accounts().receivable[i] == 0 && owed != 0;
      if (!written_off) CHECK(town.accounts().receivable[i] == near(owed - owed / (1 + delay)));
    }
    town.run("record");
    ++town.week;
  }
}

TEST_CASE("debts default at the yearly risk") {
  Scenario scenario = plain_world();
  terms(scenario).initial_accounts = 300;
  terms(scenario).staff = 60;
  set_trait(scenario, &Traits::default_risk, always(0.4));
  set_trait(scenario, &Traits::base_churn, always(0));
  LoneMarket town(scenario);
  double defaults = 0;
  for (int week = 0; week < 52; ++week) {
    town.run_week();
    defaults += (town.accounts().receivable.head(town.served()) == 0).cast<double>().sum();
  }
  const double weekly = 1 - std::pow(1 - 0.4, 1 / 52.0), expected = 300 * 52 * weekly;
  CHECK(std::abs(defaults - expected) < 4 * std::sqrt(expected));
}

TEST_CASE("money owed is paid after the payment delay, on average") {
  Scenario scenario = plain_world();
  set_trait(scenario, &Traits::payment_delay, always(6));
  set_trait(scenario, &Traits::default_risk, always(0));
  set_trait(scenario, &Traits::base_churn, always(0));
  LoneMarket town(scenario);
  town.run_weeks(100);
  // In balance, what is owed after payment is (invoices less credits) x delay (Little's law).
  const Tally& t = town.tally();
  CHECK(t[Item::receivable] == doctest::Approx(6 * (t[Item::revenue] - t[Item::credits])).epsilon(0.03));
}

TEST_CASE("a leaver chooses between rivals and nobody by the logit of price and reputation") {
  Scenario scenario = varied_world();
  for (auto& segment : scenario.segments) segment.relationship = Relationship::contract;
  set_trait(scenario, &Traits::base_churn, always(0.2));
  for (auto& segment : scenario.segments) segment.contract_weeks = 1;
  scenario.markets[0].terms.population = 2000;
  scenario.markets[0].terms.leave_for_good = 0;
  for (auto& business : scenario.businesses) {
    business.terms.initial_accounts = 600;
    business.terms.staff = 100;
  }
  LoneMarket town(scenario);
  town.brands = {{470, 0.8}, {500, 0.6}, {540, 0.7}};
  town.run_up_to("settle");
  const LoneMarket before = town;
  town.run("settle");
  double seeking[3] = {}, expected[3] = {}, variance[3] = {};
  for (const Row i : before.with_account()) {
    if (before.scratch.account.exit[i] == 0) continue;
    const std::size_t own = before.market.customers.account.business[i];
    double appeal[3] = {}, total = 1;  // the outside option: e^0
    for (std::size_t b = 0; b < 3; ++b)
      if (b != own)
        total += appeal[b] = std::exp(3 * (before.brands[BusinessId{b}].reputation - 0.5) -
                                      4 * (before.brands[BusinessId{b}].price / 500 - 1));
    for (std::size_t b = 0; b < 3; ++b) {
      expected[b] += appeal[b] / total;
      variance[b] += appeal[b] / total * (1 - appeal[b] / total);
    }
  }
  for (const Row i : town.market.customers.without_account())
    if (town.market.customers.seeking[i] != nobody) ++seeking[town.market.customers.seeking[i]];
  REQUIRE(expected[0] > 50);
  for (std::size_t b = 0; b < 3; ++b) CHECK(std::abs(seeking[b] - expected[b]) < 4 * std::sqrt(variance[b]));
}

/// A week of a business with so many content and discontented accounts and departures.
Tally talk_of(double accounts, double content, double discontent, double left, double ended) {
  Tally tally;
  tally[Item::accounts] = accounts;
  tally[Item::content] = content;
  tally[Item::discontent] = discontent;
  tally[Item::left] = left;
  tally[Item::ended] = ended;
  return tally;
}

double reputation_after(Tally tally, double reputation) {
  Scenario scenario = plain_world();
  PerBusiness<Tally> tallies{tally};
  PerBusiness<Firm> firms{{}};
  PerBusiness<Brand> brands{{500, reputation, 0.6}};
  const std::vector<std::size_t> policy_of{0};
  close_week(scenario, policy_of, 0, tallies, firms, brands);
  return brands.front().reputation;
}

TEST_CASE("reputation follows what clients say: discontent weighs double, departures ten times that") {
  // 60 of 100 content: + 0.01 x 0.6 x (1 - 0.5); 10 discontented: - 0.01 x 2 x 0.1 x 0.5.
  CHECK(reputation_after(talk_of(100, 60, 0, 0, 0), 0.5) == doctest::Approx(0.5 + 0.01 * 0.6 * 0.5));
  CHECK(reputation_after(talk_of(100, 0, 10, 0, 0), 0.5) == doctest::Approx(0.5 - 0.01 * 2 * 0.1 * 0.5));
  CHECK(reputation_after(talk_of(100, 0, 0, 1, 0), 0.5) == doctest::Approx(0.5 - 0.01 * 2 * 10 * 0.01 * 0.5));
  // Word of having been sent away does the same harm as word of having left [HK11].
  CHECK(reputation_after(talk_of(100, 60, 10, 3, 0), 0.7) ==
        reputation_after(talk_of(100, 60, 10, 0, 3), 0.7));
  CHECK(reputation_after(talk_of(100, 0, 0, 0, 0), 0.5) == 0.5);
}

/// Prices of three rivals after one week of repricing by the first.
double repriced(PriceResponse response, double price, std::pair<double, double> rivals, double cost_share) {
  Scenario scenario = varied_world();
  scenario.policies[0].levers.price_response = static_cast<float>(response);
  PerBusiness<Tally> tallies{{}, {}, {}};
  PerBusiness<Firm> firms{{.revenue = 1000, .cost = 1000 * cost_share}, {}, {}};
  tallies[BusinessId{0}][Item::revenue] = 1000;
  tallies[BusinessId{0}][Item::wages] = 1000 * cost_share;
  PerBusiness<Brand> brands{{price, 0.5, 0.6}, {rivals.first, 0.5, 0.6}, {rivals.second, 0.5, 0.6}};
  close_week(scenario, policy_assignment_of(scenario), 0, tallies, firms, brands);
  return brands.front().price;
}

TEST_CASE(
    "prices are held, or close an eighth of the gap to cost plus markup, or to just below the cheapest "
    "rival") {
  CHECK(repriced(PriceResponse::hold, 500, {400, 450}, 2) == 500);
  CHECK(repriced(PriceResponse::cost_plus, 500, {400, 450}, 0.8) ==
        doctest::Approx(500 + (500 * 0.8 * 1.15 - 500) / 8));
  CHECK(repriced(PriceResponse::match, 500, {460, 450}, 1) == doctest::Approx(500 + (450 * 0.98 - 500) / 8));
  // Never below 0.8 of the first week's price (480), nor above three times it.
  CHECK(repriced(PriceResponse::match, 390, {100, 450}, 1) == doctest::Approx(0.8 * 480));
  CHECK(repriced(PriceResponse::cost_plus, 1430, {400, 450}, 5) == doctest::Approx(3 * 480));
}

TEST_CASE("every office steers by its own indicators: the last rule that holds wins") {
  Scenario scenario = plain_world();
  levers(scenario).selectivity = 0.1f;
  scenario.policies[0].rules = {{&Levers::selectivity, 0.8f, Indicator::accounts, true, 50},
                                {&Levers::selectivity, 0.5f, Indicator::accounts, true, 70},
                                {&Levers::recovery, 1.0f, Indicator::accounts, false, 10}};
  LoneMarket town(scenario);
  town.run_week();
  REQUIRE(town.served() > 70);
  CHECK(town.office().levers.selectivity == 0.5f);
  CHECK(town.office().levers.recovery == levers(scenario).recovery);
  const auto keep = [&](Index accounts) {
    town.market.customers.served = accounts;
    town.office().accounts.last = Row{accounts};
  };
  keep(60);
  town.scratch.begin();
  town.run("record");
  CHECK(town.office().levers.selectivity == 0.8f);
  keep(5);
  town.scratch.begin();
  town.run("record");
  CHECK(town.office().levers.selectivity == 0.1f);
  CHECK(town.office().levers.recovery == 1.0f);
}

}  // namespace
}  // namespace clientele::scenario
