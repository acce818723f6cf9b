// A bare world: where all that a firm has beside its clients is off, nothing of it is ever counted.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

constexpr Item beside[] = {Item::errors_made,       Item::errors_found,   Item::errors_surfaced,
                           Item::hours_control,     Item::hours_mending,  Item::hours_training,
                           Item::hours_leave,       Item::hours_meetings, Item::hours_administration,
                           Item::hours_prospecting, Item::hours_learning, Item::dismissals,
                           Item::severance,         Item::training_cost,  Item::closing_cost,
                           Item::stranded,          Item::interest,       Item::payouts,
                           Item::paid_in,           Item::inflation_loss, Item::failures};

TEST_CASE("in a bare world nothing is counted of what it lacks, and in the varied world all of it") {
  for (const bool is_bare : {true, false}) {
    Scenario scenario = is_bare ? bare(varied_world()) : varied_world();
    tabulate(scenario);
    World past = past_of(scenario, 0);
    while (past.week() < 0) past.step();
    World world = past.continued(scenario, policy_assignment_of(scenario));
    for (int week = 0; week < 156; ++week) world.step();
    for (const Item item : beside) {
      CAPTURE(static_cast<int>(item));
      double sum = 0;
      for (const World* weeks : {&past, &world})
        for (const Tally& tally : weeks->all_weeks()) sum += std::abs(tally[item]);
      CHECK((sum == 0) == is_bare);
    }
  }
}

TEST_CASE("in a bare world the standard is a ratchet, load is what is required, and hours are for clients") {
  LoneMarket town(bare(varied_world()));
  for (int week = 0; week < 60; ++week) {
    const auto before = town.market.offices;
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const Office &was = before[BusinessId{b}], &is = town.office(b);
      REQUIRE(is.standard <= was.standard * (1 + 1e-5));
      REQUIRE(is.usual_load == doctest::Approx(is.utilisation).epsilon(1e-14));
      REQUIRE(t[Item::hours_planned] == t[Item::hours_required]);
      REQUIRE(t[Item::hours_for_clients] + t[Item::hours_idle] ==
              doctest::Approx(t[Item::hours_paid] - t[Item::hours_sick]));
      REQUIRE(is.training_due == 0);
      if (t[Item::staff] > 0) REQUIRE(is.surveyed_exhaustion == mean(t, observed("exhaustion")));
      REQUIRE((town.accounts().errors.head(town.served()) == 0).all());
    }
  }
}

}  // namespace
}  // namespace clientele::scenario
