// Cash, the bank, owners and inflation: by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// A business that earns 1,000 a week, pays all of it, and begins a week with so much in hand.
struct Books {
  Scenario scenario = plain_world();
  PerBusiness<Tally> tallies{{}};
  PerBusiness<Firm> firms{{.revenue = 1000, .cost = 1000}};
  PerBusiness<Brand> brands{{500, 0.5, 0.6}};

  explicit Books(double cash) { firm().cash = cash; }
  Firm& firm() { return firms[BusinessId{0}]; }
  Tally& tally() { return tallies[BusinessId{0}]; }

  /// Closes a week in which so much was received for 1,000 of invoices.
  Books& close(int week = 0, double received = 1000) {
    const std::vector<std::size_t> policy_of{0};
    tallies.fill({});
    tally()[Item::revenue] = tally()[Item::wages] = 1000;
    tally()[Item::cash_received] = received;
    close_week(scenario, policy_of, week, tallies, firms, brands);
    return *this;
  }
};

Books closing(double cash) {
  Books books(cash);
  terms(books.scenario).insolvency = static_cast<double>(Insolvency::at_credit_line);
  terms(books.scenario).credit_weeks = 5;
  return books;
}

TEST_CASE("the bank asks for a fifty-second of its interest, of what is owed at the beginning of the week") {
  Books books(-5200);
  terms(books.scenario).interest = 0.08;
  books.close(0, 400);
  CHECK(books.tally()[Item::interest] == doctest::Approx(8));
  CHECK(books.firm().cash == doctest::Approx(-5200 + 400 - 1000 - 8));
  CHECK(profit(books.tally()) == 0);  // beside operating costs
  Books rich(5200);
  terms(rich.scenario).interest = 0.08;
  CHECK(rich.close().tally()[Item::interest] == 0);
  Books closed(-5200);
  terms(closed.scenario).interest = 0.08;
  closed.firm().failed = true;
  CHECK(closed.close().tally()[Item::interest] == 0);
}

TEST_CASE("owners take a part of what is beyond the reserve, and leave the rest") {
  // 10,000 of which 5 weeks of 1,000 that are usually paid are the reserve: a tenth of 5,000.
  Books books(10000);
  books.firm().revenue = 3000;  // whatever is earned
  terms(books.scenario).payout = 0.1;
  terms(books.scenario).reserve_weeks = 5;
  books.close();
  CHECK(books.tally()[Item::payouts] == doctest::Approx(500));
  CHECK(books.firm().cash == doctest::Approx(9500));
  books.close();
  CHECK(books.tally()[Item::payouts] == doctest::Approx(450));
  Books poor(4999);
  poor.scenario = books.scenario;
  CHECK(poor.close().tally()[Item::payouts] == 0);
  CHECK(poor.firm().cash == 4999);
  // Costs of a business that nobody knows yet are those of its first week.
  Books young(10000);
  young.scenario = books.scenario;
  terms(young.scenario).cash = 10000;
  young.firm().cost = young.firm().revenue = 0;
  CHECK(young.close().tally()[Item::payouts] == doctest::Approx(500));
  CHECK(young.tally()[Item::paid_in] == 0);
}

TEST_CASE("without a past and without cash, owners pay the reserve in, once") {
  Books young(0);
  terms(young.scenario).payout = 0;
  terms(young.scenario).reserve_weeks = 5;
  young.firm().cost = young.firm().revenue = 0;
  CHECK(young.close().firm().cash == doctest::Approx(5000));  // of costs of 1,000, which revenue pays
  CHECK(young.tally()[Item::paid_in] == doctest::Approx(5000));
  CHECK(young.close().tally()[Item::paid_in] == 0);
  Books old(0);
  old.scenario = young.scenario;
  CHECK(old.close().tally()[Item::paid_in] == 0);
}

TEST_CASE("usual revenue and costs begin with the first week and follow over a quarter") {
  Books books(0);
  books.firm().revenue = books.firm().cost = 0;
  CHECK(books.close().firm().revenue == 1000);
  CHECK(books.firm().cost == 1000);
  books.firm().revenue = 870;
  CHECK(books.close().firm().revenue == doctest::Approx(880));
}

TEST_CASE("inflation eats cash, and is kind to those who owe") {
  // A tenth a year: 1 - exp(-0.0953102 / 52) = 0.00183121 a week.
  Books saver(1000), debtor(-1000);
  saver.scenario.model.inflation = debtor.scenario.model.inflation = 0.1f;
  CHECK(saver.close().tally()[Item::inflation_loss] == doctest::Approx(1.83121).epsilon(1e-4));
  CHECK(saver.firm().cash == doctest::Approx(1000 - 1.83121));
  CHECK(debtor.close().tally()[Item::inflation_loss] == doctest::Approx(-1.83121).epsilon(1e-4));
  CHECK(debtor.firm().cash == doctest::Approx(-1000 + 1.83121));
  CHECK(Books(1000).close().tally()[Item::inflation_loss] == 0);
}

TEST_CASE("what is owed loses the purchasing power that inflation takes, and in a year just that") {
  Scenario scenario = plain_world();
  scenario.model.inflation = 0.1f;
  set_trait(scenario, &Traits::payment_delay, always(104));  // a 105th of it is paid a week
  set_trait(scenario, &Traits::base_churn, always(0));
  set_trait(scenario, &Traits::default_risk, always(0));
  set_trait(scenario, &Traits::budget, always(0));  // nor owes more
  terms(scenario).lead_rate = 0;
  terms(scenario).reserve_weeks = 0;
  LoneMarket town(scenario);
  town.accounts().receivable.head(town.served()).setConstant(100);
  town.run_week();
  CHECK(town.tally()[Item::inflation_loss] == doctest::Approx(80 * 0.183121).epsilon(1e-4));
  town.run_weeks(51);
  CHECK(town.accounts().receivable[Row{0}] ==
        doctest::Approx(100 / 1.1 * std::pow(104 / 105.0, 52)).epsilon(1e-5));
}

TEST_CASE("a business that owes more than its credit line fails, and just then") {
  Books at_the_line = closing(-5000);
  CHECK_FALSE(at_the_line.close().firm().failed);
  CHECK(at_the_line.tally()[Item::failures] == 0);
  Books beyond = closing(-5000.01);
  CHECK(beyond.close().firm().failed);
  CHECK(beyond.tally()[Item::failures] == 1);
  CHECK(beyond.brands[BusinessId{0}].failed);
  CHECK(beyond.firm().cash == -5000.01);
  CHECK(beyond.close().tally()[Item::failures] == 0);  // once
  CHECK(beyond.firm().failed);
  // It is the week's end that counts: interest can tip it over.
  Books by_interest = closing(-4999);
  terms(by_interest.scenario).interest = 0.08;
  CHECK(by_interest.close().firm().failed);
}

TEST_CASE("owners who always pay keep a business, and in the past all see to its reserve") {
  Books kept = closing(-5001);
  terms(kept.scenario).insolvency = static_cast<double>(Insolvency::never);
  CHECK_FALSE(kept.close().firm().failed);
  CHECK(kept.tally()[Item::paid_in] == 0);
  CHECK(kept.firm().cash == -5001);
  Books past = closing(-5001);
  CHECK_FALSE(past.close(-1).firm().failed);
  const double reserve = terms(past.scenario).reserve_weeks * past.firm().cost;
  REQUIRE(reserve > 0);
  CHECK(past.firm().cash == reserve);
  CHECK(past.tally()[Item::paid_in] == reserve + 5001);
  CHECK(past.tally()[Item::failures] == 0);
  Books rich = closing(1e6);  // they take out, too
  CHECK(rich.close(-1).firm().cash == reserve);
  CHECK(rich.tally()[Item::paid_in] < 0);
  Books known = closing(-5001);
  terms(known.scenario).cash = 777;  // the books say so
  CHECK(known.close(-1).firm().cash == 777);
}

TEST_CASE("nobody matches the price of a business that has failed") {
  Scenario scenario = plain_world();
  levers(scenario).price_response = static_cast<float>(PriceResponse::match);
  scenario.businesses.resize(3, scenario.businesses[0]);
  const auto matched = [&](bool failed) {
    PerBusiness<Tally> tallies{{}, {}, {}};
    PerBusiness<Firm> firms{{}, {.failed = failed}, {}};
    PerBusiness<Brand> brands{{500, 0.5, 0.6}, {410, 0.5, 0.6, failed}, {480, 0.5, 0.6}};
    close_week(scenario, policy_assignment_of(scenario), 0, tallies, firms, brands);
    return brands[BusinessId{0}].price;
  };
  CHECK(matched(false) == doctest::Approx(500 + (410 * 0.98 - 500) / 8));
  CHECK(matched(true) == doctest::Approx(500 + (480 * 0.98 - 500) / 8));
}

}  // namespace
}  // namespace clientele::scenario
