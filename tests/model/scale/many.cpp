// Many of a kind: a thousand segments, and as many businesses as there may be, are told apart.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "sim/model/conservation.hpp"
#include "sim/model/fingerprint.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// So many segments of equal shares, each with a name and a fit of its own.
Scenario of_segments(std::size_t n, double population) {
  Scenario scenario = plain_world();
  const auto size = static_cast<double>(n);
  const Segment standard = standard_segment("", 1 / size);
  scenario.segments.assign(n, standard);
  for (std::size_t s = 0; s < n; ++s) {
    scenario.segments[s].name = "segment " + std::to_string(s);
    set_trait(scenario.segments[s], &Traits::fit, always(static_cast<double>(s) / size));
  }
  scenario.markets[0].terms.population = population;
  scenario.markets[0].shares.assign(n, 1 / size);
  tabulate(scenario);
  return scenario;
}

TEST_CASE("a thousand segments are a thousand kinds of customers, the last as good as the first") {
  const Scenario scenario = of_segments(1000, 20'000);
  const World world = simulated(scenario, 3);
  const Customers& customers = world.markets()[0].customers;
  std::vector<int> found(1000);
  for (const Row i : customers.everybody()) {
    const auto segment = segment_of(customers, i);
    REQUIRE(segment < SegmentId{1000});
    ++found[segment.index()];
    CHECK(customers.traits.fit[i] == static_cast<float>(static_cast<double>(segment.value) / 1000));
  }
  // Binomial with mean 20: none of a thousand is more than six standard deviations away.
  for (const int customers_found : found) CHECK(std::abs(customers_found - 20) < 6 * std::sqrt(20));
  CHECK(found[999] > 0);
}

TEST_CASE("the word of mouth of a segment beyond the 256th stays its own") {
  LoneMarket town(of_segments(300, 3000));
  town.run_week();
  auto& customers = town.market.customers;
  for (const Row i : town.with_account()) customers.account.satisfaction[i] = 0.5f;
  const Row one{3};
  customers.account.satisfaction[one] = 1;
  customers.segment[one] = 299;
  town.run("record");
  for (const SegmentId s : town.office().advocacy.ids())
    CHECK((town.office().advocacy[s] > 0) == (s == SegmentId{299}));
}

TEST_CASE("the hash of a world tells a segment from the one 256 further on") {
  const Scenario scenario = of_segments(600, 300);
  LoneMarket town(scenario), other(scenario);
  const auto hash = [](const Market& market) {
    Fingerprint print;
    add(print, market);
    return print.value();
  };
  CHECK(hash(town.market) == hash(other.market));
  other.market.customers.segment[Row{7}] =
      static_cast<std::int16_t>(town.market.customers.segment[Row{7}] ^ 256);
  CHECK(hash(town.market) != hash(other.market));
}

TEST_CASE("as many businesses as there may be are told apart, and from nobody") {
  Scenario scenario = plain_world();
  scenario.businesses.assign(most_businesses, scenario.businesses[0]);
  for (auto& business : scenario.businesses) {
    business.terms.staff = 2;
    business.terms.initial_accounts = 3;
  }
  scenario.markets[0].terms.population = 4.0 * most_businesses;
  tabulate(scenario);
  const World world = simulated(scenario, 2);
  const Market& market = world.markets()[0];
  CHECK(broken_law(market).empty());
  std::set<std::uint32_t> names;
  Index seats = 0;
  for (const BusinessId b : market.offices.ids()) {
    CHECK(market.offices[b].accounts.size() > 0);
    for (const Seat s : market.offices[b].seats()) names.insert(market.staff_member(b, s).slot), ++seats;
  }
  CHECK(static_cast<Index>(names.size()) == seats);
}

// A member of staff is known by 8 bits of business and 22 of place in its office (Market::staff_member).
TEST_CASE("the names of staff among the random numbers have room for the largest office there may be") {
  BusinessTerms largest = defaults<BusinessTerms>(business_parameters);
  for (const auto& [info, member] : business_parameters)
    if (info.name == "staff") largest.*member = info.valid.high;
  CHECK(seats_of(largest) <= Index{1} << 22);
  CHECK(most_businesses <= std::size_t{1} << 8);
  CHECK(most_businesses <= std::size_t{nobody});
}

}  // namespace
}  // namespace clientele::scenario
