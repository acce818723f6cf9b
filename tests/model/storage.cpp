// Where a person is stored decides nothing.
#include <doctest/doctest.h>

#include <random>

#include "sim/model/people.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// Exchanges rows at random: the accounts of each business among themselves, and those without among
/// themselves.
void shuffle_rows(Market& market, unsigned seed) {
  std::mt19937 engine(seed);
  const auto shuffle = [&](Rows rows) {
    for (Row i = rows.last + -1; i > rows.first; --i) {
      std::uniform_int_distribution<Index> any(rows.first.value, i.value);
      swap_customers(market.customers, i, Row{any(engine)});
    }
  };
  for (const Office& office : market.offices) shuffle(office.accounts);
  shuffle(market.customers.without_account());
}

TEST_CASE("the order in which customers are stored changes nobody's history, to the bit") {
  LoneMarket straight(varied_world()), shuffled(varied_world());
  shuffle_rows(shuffled.market, 1);
  REQUIRE(fingerprint(straight) != fingerprint(shuffled));  // the rows do differ
  for (int week = 0; week < 80; ++week) {
    straight.run_week();
    shuffled.run_week();
    REQUIRE(values_by_name(straight.market) == values_by_name(shuffled.market));
    for (const Seat seat : straight.market.staff.everybody())
      REQUIRE(values_of(straight.market.staff, seat) == values_of(shuffled.market.staff, seat));
    for (std::size_t b = 0; b < straight.scenario.businesses.size(); ++b)
      REQUIRE(identical(straight.tally(b), shuffled.tally(b)));
  }
}

TEST_CASE("exchanging two customers' rows exchanges everything that is known of them") {
  LoneMarket town(varied_world());
  town.run_weeks(10);
  auto& customers = town.market.customers;
  const auto values = values_by_name(town.market);
  const Row one{0}, other{customers.served - 1};
  const auto first = values_of(customers, one), last = values_of(customers, other);
  REQUIRE(first != last);
  swap_customers(customers, one, other);
  CHECK(values_of(customers, one) == last);
  CHECK(values_of(customers, other) == first);
  CHECK(values_by_name(town.market) == values);
}

}  // namespace
}  // namespace clientele::scenario
