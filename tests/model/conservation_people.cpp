// People add up: nobody is lost, created or counted twice, in any stage of any week.
#include <doctest/doctest.h>

#include <set>

#include "sim/model/conservation.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

std::vector<int> accounts_by_seat(const Market& market) {
  std::vector<int> accounts(static_cast<std::size_t>(market.staff.size()));
  for (const Row i : market.customers.with_account())
    ++accounts[static_cast<std::size_t>(market.customers.account.seat[i])];
  return accounts;
}

/// Accounts and people of one business at some moment.
struct Count {
  int accounts = 0;
  int people = 0;
};

Count count(const LoneMarket& town, std::size_t business) {
  const auto& customers = town.market.customers;
  const auto self = static_cast<std::uint8_t>(business);
  return {static_cast<int>((customers.account.business.head(customers.served) == self).count()),
          town.market.offices[BusinessId{business}].headcount};
}

TEST_CASE("accounts at the end of a week are those before, and signed, less those that ended in any way") {
  LoneMarket town(varied_world());
  double dismissed = 0, stranded = 0;
  for (int week = 0; week < 150; ++week) {
    const std::vector<Count> before{count(town, 0), count(town, 1), count(town, 2)};
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const double gone = t[Item::left] + t[Item::dropped_out] + t[Item::ended] + t[Item::stranded];
      REQUIRE(count(town, b).accounts == before[b].accounts + t[Item::signed_accounts] - gone);
      REQUIRE(t[Item::accounts] == count(town, b).accounts);
      REQUIRE(count(town, b).people == before[b].people + t[Item::hires] - t[Item::quits] -
                                           t[Item::retirements] - t[Item::moves] - t[Item::dismissals]);
      REQUIRE(t[Item::staff] == count(town, b).people);
      dismissed += t[Item::dismissals];
      stranded += t[Item::stranded];
    }
  }
  CHECK(dismissed > 3);
  CHECK(stranded > 3);
}

TEST_CASE("each lead is declined, lost or signed") {
  LoneMarket town(varied_world());
  for (int week = 0; week < 100; ++week) {
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      REQUIRE(t[Item::leads] == t[Item::declined_unfit] + t[Item::declined_full] + t[Item::lost_leads] +
                                    t[Item::signed_accounts]);
    }
  }
}

TEST_CASE("each request believed wrong is complied with, piloted, advised, conceded or refused") {
  LoneMarket town(varied_world());
  for (int week = 0; week < 100; ++week) {
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      REQUIRE(t[Item::believed_wrong] == t[Item::deferred] + t[Item::piloted_as_asked] + t[Item::advised] +
                                             t[Item::conceded] + t[Item::refused]);
      REQUIRE(t[Item::wrong_requests] <= t[Item::requests]);
      REQUIRE(t[Item::voiced] <= t[Item::problems]);
      REQUIRE(t[Item::recovered] <= t[Item::voiced]);
    }
  }
}

TEST_CASE("after every stage each slot is held once, and each seat counts the accounts it serves") {
  LoneMarket town(varied_world());
  for (int week = 0; week < 60; ++week)
    town.run_week({}, [&](const Stage& stage) {
      CAPTURE(stage.name);
      const auto& slots = town.market.customers.slot;
      REQUIRE(std::set<std::uint32_t>(slots.begin(), slots.end()).size() == 120);
      REQUIRE(slots.maxCoeff() == 119);
      const auto counted = accounts_by_seat(town.market);
      for (std::size_t seat = 0; seat < counted.size(); ++seat)
        REQUIRE(town.market.staff.accounts[Seat{seat}] == counted[seat]);
      REQUIRE(broken_law(town.market) == "");
    });
}

TEST_CASE("the check after each stage notices what breaks a law") {
  const LoneMarket town(varied_world());
  REQUIRE(broken_law(town.market) == "");
  const auto broken_after = [&](auto&& harm) {
    Market market = town.market;
    harm(market);
    return broken_law(market);
  };
  CHECK(broken_after([](Market& m) { m.customers.account.trust[Row{0}] = std::nanf(""); }) ==
        "trust of accounts is in [0,1]");
  CHECK(broken_after([](Market& m) { m.customers.account.satisfaction[Row{3}] = 1.001f; }) ==
        "satisfaction of accounts is in [0,1]");
  CHECK(broken_after([](Market& m) { m.staff.backlog[Seat{0}] = -1; }) == "backlog of staff is not negative");
  CHECK(broken_after([](Market& m) { ++m.offices[BusinessId{1}].headcount; }) ==
        "headcount is the number of people present");
  CHECK(broken_after([](Market& m) { ++m.staff.accounts[Seat{0}]; }) ==
        "seats count the accounts they serve");
  CHECK(broken_after([](Market& m) { m.customers.account.business[Row{0}] = nobody; }) ==
        "whoever has an account has it with a business");
  CHECK(broken_after([](Market& m) { --m.customers.served; }) ==
        "whoever has an account has it with a business");
}

}  // namespace
}  // namespace clientele::scenario
