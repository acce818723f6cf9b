// What holds the standard up, and how a business counts its load where the standard is worn: by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/desk.hpp"

namespace clientele::scenario {
namespace {

/// The standard of an idle desk after a week, where so much is reported in each request.
double held(double standard, double reported, float norm = 0.01f, float response = 0.2f) {
  LoneMarket town = desk(standard);
  town.scenario.model.professional_norm = norm;
  town.scenario.model.management_response = response;
  town.office().reported = reported;
  town.run("serve");
  return town.office().standard;
}

TEST_CASE("a norm is kept from both sides, and management asks for more time only: by hand") {
  // One hundredth of the way to 1, from both sides.
  CHECK(held(0.8, 0) == doctest::Approx(0.802));
  CHECK(held(1.2, 0) == doctest::Approx(1.198));
  // Half an error or complaint in each request: 0.01 + 0.2 x 0.5 = 0.11 of the way up, but not down.
  CHECK(held(0.8, 0.5) == doctest::Approx(0.822));
  CHECK(held(1.2, 0.5) == doctest::Approx(1.198));
  // Never beyond what is needed, however much is heard.
  CHECK(held(0.8, 50) == 1);
  CHECK(held(1, 0.5) == 1);
  // Each off.
  CHECK(held(0.8, 0.5, 0.01f, 0) == doctest::Approx(0.802));
  CHECK(held(0.8, 0.5, 0, 0.2f) == doctest::Approx(0.82));
  CHECK(held(0.8, 0.5, 0, 0) == 0.8);
}

TEST_CASE("what was done under pressure wears the standard first, and the norm pulls at what is left") {
  // A fifth too much work: 1 - 0.120023 / 18.7 = 0.993582; then 0.01 x 0.006418 up.
  LoneMarket town = desk();
  town.scenario.model.professional_norm = 0.01f;
  town.scratch.account.work[Row{0}] = 50;
  town.run("serve");
  CHECK(town.office().standard == doctest::Approx(0.993582 + 0.01 * 0.006418).epsilon(1e-6));
}

TEST_CASE("management knows of a share of complaints and errors, late, and of all that its control finds") {
  LoneMarket town(plain_world());
  const auto know = [&](double requests, double before) {
    town.scratch.begin();
    town.tally()[Item::requests] = requests;
    town.tally()[Item::rework] = requests / 4;
    town.tally()[Item::voiced] = 1;
    town.tally()[Item::errors_surfaced] = 3;
    town.tally()[Item::errors_found] = 0.5;
    town.office().reported = before;
    town.run("record");
    return town.office().reported;
  };
  // (0.25 x (1 + 3) + 0.5) / (8 + 2) = 0.15 in each piece of work; a quarter of the way in a week.
  CHECK(know(8, 0) == doctest::Approx(0.0375));
  CHECK(know(8, 0.4) == doctest::Approx(0.4 - 0.0625));
  CHECK(know(0, 0.4) == 0.4);  // no work says nothing
}

/// A desk with a worn standard, 50 hours of work and four of talk.
LoneMarket worn(float plan_on_need) {
  LoneMarket town = desk(0.5);
  town.scenario.model.load_weeks = 8;
  town.office().levers.plan_on_need = plan_on_need;
  town.scratch.account.work[Row{0}] = 50;
  town.scratch.account.talk[Row{0}] = 4;
  town.run("serve");
  return town;
}

TEST_CASE("a load is planned at the time that work needs, or at what it is given by now: by hand") {
  // Work takes 4 + 0.5 x 50 = 29 of 40 hours, and would need 4 + 50 = 54. Planning for half of the need, a
  // business counts 41.5.
  for (const auto& [plan, planned] : {std::pair(0.0f, 29.0), {0.5f, 41.5}, {1.0f, 54.0}}) {
    LoneMarket town = worn(plan);
    CHECK(town.tally()[Item::hours_required] == doctest::Approx(29));
    CHECK(town.tally()[Item::hours_planned] == doctest::Approx(planned));
    CHECK(town.office().required_hours == doctest::Approx(planned));
    CHECK(town.office().utilisation == doctest::Approx(planned / 40));
    CHECK(town.office().usual_load == doctest::Approx(planned / 40 / 8));  // from nothing on
    // What is done is the same: only the plan differs.
    CHECK(town.scratch.staff.done[Seat{0}] == worn(0).scratch.staff.done[Seat{0}]);
  }
}

/// Prospects signed where an office had so much to do last week, and usually has.
double signed_at(double last_week, double usually) {
  Scenario scenario = plain_world();
  terms(scenario).lead_rate = 0.2;
  levers(scenario).selectivity = 0;
  levers(scenario).utilisation_cap = 1;
  LoneMarket town(scenario);
  town.office().utilisation = last_week;
  town.office().usual_load = usually;
  town.run_up_to("request");
  const Tally& t = town.tally();
  REQUIRE(t[Item::leads] > 10);
  CHECK((t[Item::signed_accounts] > 0) ==
        (t[Item::declined_full] < t[Item::leads] - t[Item::declined_unfit]));
  return t[Item::signed_accounts];
}

TEST_CASE("a quiet week is no reason to take on another client, nor is a busy one after quiet ones") {
  CHECK(signed_at(0.5, 0.5) > 0);
  CHECK(signed_at(0.5, 1.01) == 0);
  CHECK(signed_at(1.01, 0.5) == 0);
}

}  // namespace
}  // namespace clientele::scenario
