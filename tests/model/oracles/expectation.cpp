// What clients expect whatever a business delivers, and what they make of a price: by hand.
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// Three rivals with thirty clients each; what the clients of the other two make of an ordinary week.
LoneMarket three_rivals(float anchor, float rivals, std::array<double, 2> others) {
  Scenario scenario = plain_world();
  scenario.model.expectation_anchor = anchor;
  scenario.model.expectation_rivals = rivals;
  terms(scenario).initial_accounts = 30;
  scenario.businesses.resize(3, scenario.businesses[0]);
  LoneMarket town(scenario);
  town.brands[BusinessId{1}].service = others[0];
  town.brands[BusinessId{2}].service = others[1];
  return town;
}

/// Checks that clients of the first move a twentieth of the way to `anchor` x `anyway` + (1 - `anchor`) x
/// their experience.
void check_moves(LoneMarket town, double anchor, double anyway) {
  town.run_up_to("experience");
  const Column before = town.accounts().expectation;
  town.run("experience");
  int served = 0;
  for (const Row i : town.with_account()) {
    if (town.accounts().business[i] != 0 || town.scratch.account.handled[i] == 0) continue;
    const double usual = (1 - anchor) * town.scratch.account.experience[i] + anchor * anyway;
    CHECK(town.accounts().expectation[i] ==
          doctest::Approx(before[i] + 0.05 * (usual - before[i])).epsilon(1e-5));
    ++served;
  }
  CHECK(served > 10);
}

TEST_CASE("expectation is anchored in what the need requires and what rivals deliver: by hand") {
  // Rivals deliver 0.9 and 0.5, 0.7 on average: 0.6 + 0.3 x (0.7 - 0.6) = 0.63.
  check_moves(three_rivals(0.7f, 0.3f, {0.9, 0.5}), 0.7, 0.63);
  check_moves(three_rivals(1, 1, {0.9, 0.5}), 1, 0.7);
  check_moves(three_rivals(0.7f, 0, {0.9, 0.5}), 0.7, 0.6);
  check_moves(three_rivals(0, 0.3f, {0.9, 0.5}), 0, 0);  // off: it follows the experience
  // A rival that has failed delivers nothing: 0.6 + 0.3 x (0.9 - 0.6) = 0.69.
  LoneMarket one_left = three_rivals(0.7f, 0.3f, {0.9, 0.5});
  one_left.brands[BusinessId{2}].failed = true;
  check_moves(one_left, 0.7, 0.69);
  // And where none is left, only the need is.
  one_left.brands[BusinessId{1}].failed = true;
  check_moves(one_left, 0.7, 0.6);
}

double service_after(double served, double sum) {
  Scenario scenario = plain_world();
  Tally tally;
  tally[Item::served_accounts] = served;
  tally[Item::service] = sum;
  PerBusiness<Tally> tallies{tally};
  PerBusiness<Firm> firms{{}};
  PerBusiness<Brand> brands{{500, 0.5, 0.6}};
  const std::vector<std::size_t> policy_of{0};
  close_week(scenario, policy_of, 0, tallies, firms, brands);
  return brands.front().service;
}

TEST_CASE("what clients make of an ordinary week becomes known at the pace of a reputation") {
  CHECK(service_after(50, 40) == doctest::Approx(0.6 + 0.01 * (0.8 - 0.6)));
  CHECK(service_after(0, 0) == 0.6);
}

/// Experience of the clients of a desk at the going rate, in weeks of the given quality.
Column experienced(float value_for_money, float quality, float price_slope = 1) {
  Scenario scenario = plain_world();
  scenario.model.value_for_money = value_for_money;
  scenario.model.price_slope = price_slope;
  levers(scenario).discount = 0;
  LoneMarket town(scenario);
  town.run_up_to("experience");
  town.scratch.account.quality.setConstant(quality);
  town.run("experience");
  Column experience = town.scratch.account.experience.head(town.served());
  for (const Row i : town.with_account())
    if (town.scratch.account.handled[i] == 0) experience[i] = 0;
  return experience;
}

TEST_CASE("a price is fair for the quality that is got for it: by hand") {
  // Half judged by quality 0.8, what is got is worth 0.9: 1 / 0.9 - 1 = 0.111111 dearer than fair, of weight
  // 0.15 = 0.016667. Of quality 1.2 it is worth 1.1: 0.090909 cheaper, 0.013636.
  const auto difference = [](float quality, float slope = 1) {
    const Column with = experienced(0.5f, quality, slope), without = experienced(0, quality, slope);
    return Column(with - without).cast<double>().eval();
  };
  const auto served = (experienced(0, 0.8f) > 0).cast<double>().eval();
  REQUIRE(served.sum() > 40);
  CHECK(((difference(0.8f) + 0.016667 * served).abs() < 1e-6).all());
  CHECK(((difference(1.2f) - 0.013636 * served).abs() < 1e-6).all());
  CHECK((difference(1) == 0).all());
  CHECK((difference(0.8f, 0) == 0).all());
}

}  // namespace
}  // namespace clientele::scenario
