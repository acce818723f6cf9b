// Extreme but valid scenarios: nothing becomes NaN, leaves its range, turns negative or hangs.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "sim/model/conservation.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// Values from the corners and the plausible middle of valid ranges.
class Extremes {
 public:
  explicit Extremes(unsigned seed) : engine_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }

  double value(const ParameterInfo& info) {
    if (!info.choices.empty()) return below(static_cast<int>(info.choices.size()));
    // Amounts a thousand times apart are extreme enough: beyond, products of three leave single precision.
    const bool money = is_money(info);
    switch (below(4)) {
      case 0:
        return money && info.valid.low > 0 ? info.plausible.low / 1000 : info.valid.low;
      case 1:
        return money ? info.plausible.high * 1000 : info.valid.high;
      case 2:
        return info.standard;
      default:
        return std::uniform_real_distribution<double>(info.plausible.low, info.plausible.high)(engine_);
    }
  }

  template <class Struct, class Rows>
  void fill(Struct& values, const Rows& rows) {
    for (const auto& [info, member] : rows) {
      using Value = std::remove_reference_t<decltype(values.*member)>;
      values.*member = static_cast<Value>(value(info));
    }
  }

 private:
  std::mt19937 engine_;
};

Segment extreme_segment(Extremes& extreme) {
  Segment segment = standard_segment("extreme");
  segment.relationship = extreme.below(2) ? Relationship::contract : Relationship::transactional;
  segment.contract_weeks = 1 + extreme.below(60);
  for (std::size_t j = 0; j < trait_parameters.size(); ++j) {
    const double a = extreme.value(trait_parameters[j].info), b = extreme.value(trait_parameters[j].info);
    segment.traits[j] = extreme.below(2) ? always(a) : between(std::min(a, b), std::max(a, b));
  }
  return segment;
}

/// A small scenario (120 people, up to 12 staff in each of two offices) with everything else extreme.
Scenario extreme_scenario(unsigned seed) {
  Extremes extreme(seed);
  Scenario scenario = plain_world();
  extreme.fill(scenario.model, constant_parameters);
  scenario.segments = {extreme_segment(extreme), extreme_segment(extreme)};
  extreme.fill(scenario.markets[0].terms, market_parameters);
  scenario.markets[0].terms.population = 1 + extreme.below(120);
  scenario.markets[0].shares = {0.5, 0.5};
  scenario.policies.resize(2);
  scenario.businesses.resize(2);
  for (std::size_t b = 0; b < 2; ++b) {
    extreme.fill(scenario.policies[b].levers, lever_parameters);
    extreme.fill(scenario.businesses[b].terms, business_parameters);
    scenario.businesses[b].policy = b;
    scenario.businesses[b].terms.staff = 1 + extreme.below(12);
    scenario.businesses[b].terms.initial_accounts = extreme.below(60);
  }
  return scenario;
}

bool may_be_negative(Item item) {
  constexpr Item signed_items[] = {Item::contribution,
                                   Item::lifetime_of_departed,
                                   Item::best_fifth_contribution,
                                   Item::ranked_contribution,
                                   Item::referred_contribution,
                                   Item::cash,
                                   Item::pressure,
                                   Item::cash_received,
                                   Item::receivable,
                                   Item::bad_debt,
                                   Item::inflation_loss,
                                   Item::paid_in};
  return std::ranges::find(signed_items, item) != std::end(signed_items);
}

void check_tally(const Tally& tally) {
  for (std::size_t i = 0; i < tally.sums().size(); ++i) {
    CAPTURE(i);
    REQUIRE(std::isfinite(tally.sums()[i]));
    // Who is neither there nor on leave is sick, what nobody needed is idle, and what is said but not to
    // check or to sell is billable: differences of numbers in single precision.
    constexpr Item rests[] = {Item::hours_sick, Item::hours_idle, Item::hours_billable};
    const bool is_rest = std::ranges::find(rests, static_cast<Item>(i)) != std::end(rests);
    const double rounding = is_rest ? 2e-7 * tally[Item::hours_paid] : 0;
    if (!may_be_negative(static_cast<Item>(i))) REQUIRE(tally.sums()[i] >= -rounding);
  }
}

TEST_CASE("in extreme scenarios every state keeps its range after every stage, and every sum is finite") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    LoneMarket town(extreme_scenario(seed));
    REQUIRE(broken_law(town.market) == "");
    for (town.week = -8; town.week < 12;) {  // businesses may fail from week 0 on
      CAPTURE(town.week);
      town.run_week({}, [&](const Stage& stage) {
        CAPTURE(stage.name);
        REQUIRE(broken_law(town.market) == "");
      });
      for (std::size_t b = 0; b < 2; ++b) {
        check_tally(town.tally(b));
        REQUIRE(std::isfinite(town.brands[BusinessId{b}].price));
        REQUIRE(town.brands[BusinessId{b}].reputation >= 0);
        REQUIRE(town.brands[BusinessId{b}].reputation <= 1);
      }
    }
  }
}

}  // namespace
}  // namespace clientele::scenario
