// What staff must have learned before they can do it: by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// An office of eight at the end of a week, with skills of 0.2 and so much asked for.
LoneMarket learning(float asked, double skill = 0.2) {
  Scenario scenario = plain_world();
  scenario.model.training_weeks = 10;
  scenario.model.training_hours = 15;
  terms(scenario).training_fee = 0.5;  // weeks of pay: 700
  terms(scenario).staff = 8;
  terms(scenario).staff_tenure = 1e9;
  LoneMarket town(scenario);
  town.run_up_to("staffing");
  Office& office = town.office();
  office.skill_calm = office.skill_educate = office.skill_persuade = skill;
  office.levers.calm = asked;
  office.levers.educate = office.levers.persuade = 0;
  office.on_order = office.hires_due = 0;
  return town;
}

TEST_CASE("a tenth of what is missing is learned in a week, for a fee and hours of the next: by hand") {
  LoneMarket town = learning(0.7f);
  town.run("staffing");
  REQUIRE(town.tally()[Item::hires] == 0);
  CHECK(town.office().skill_calm == doctest::Approx(0.25));
  // Eight people learned 0.05 of a skill each: of 15 hours and of 700.
  CHECK(town.office().training_due == doctest::Approx(6));
  CHECK(town.tally()[Item::training_cost] == doctest::Approx(280));
  // What is not asked for is not unlearned.
  CHECK(town.office().skill_educate == 0.2);
  CHECK(town.office().skill_persuade == 0.2);
  const double due = town.office().training_due;
  town.run_up_to("serve");
  town.run("serve");
  CHECK(town.tally()[Item::hours_training] == due);
}

TEST_CASE("three skills learned at once cost three times as much, and one that is there costs nothing") {
  LoneMarket town = learning(0.7f);
  town.office().levers.educate = town.office().levers.persuade = 0.7f;
  town.run("staffing");
  CHECK(town.tally()[Item::training_cost] == doctest::Approx(840));
  CHECK(town.office().training_due == doctest::Approx(18));
  LoneMarket idle = learning(0.2f, 0.5);
  idle.run("staffing");
  CHECK(idle.tally()[Item::training_cost] == 0);
  CHECK(idle.office().training_due == 0);
  CHECK(idle.office().skill_calm == 0.5);
}

TEST_CASE("newcomers bring no skills: whoever was hired lowers the mean, and is taught") {
  LoneMarket town = learning(0.7f);
  town.office().hires_due = 0.99;
  town.office().on_order = 10.1;  // of which a tenth arrives: two people
  town.run("staffing");
  REQUIRE(town.tally()[Item::hires] == 2);
  REQUIRE(town.office().headcount == 10);
  // Two of ten know nothing: 0.2 x 0.8 = 0.16, and a tenth of what is missing to 0.7 is learned, 0.054.
  CHECK(town.office().skill_calm == doctest::Approx(0.214));
  CHECK(town.tally()[Item::training_cost] == doctest::Approx(10 * 0.054 * 700));
  CHECK(town.office().skill_educate == doctest::Approx(0.16));
}

TEST_CASE("at a pace of one week, or none, all that is missing is learned by the next") {
  for (const float weeks : {0.0f, 1.0f}) {
    LoneMarket town = learning(0.7f);
    town.scenario.model.training_weeks = weeks;
    town.run("staffing");
    CHECK(town.office().skill_calm == doctest::Approx(0.7));
  }
}

TEST_CASE("a business that begins can do what it asks for") {
  const LoneMarket town(varied_world());
  for (const Office& office : town.market.offices) {
    CHECK(office.skill_calm == office.levers.calm);
    CHECK(office.skill_educate == office.levers.educate);
    CHECK(office.skill_persuade == office.levers.persuade);
  }
}

/// All that a week of conversations leaves behind, where so much is asked for and has been learned.
std::uint64_t conversed(float asked, double skill, float training_weeks = 10) {
  Scenario scenario = lively_world();
  scenario.model.training_weeks = training_weeks;
  levers(scenario).contradict = 1;
  levers(scenario).calm = levers(scenario).educate = levers(scenario).persuade = asked;
  LoneMarket town(scenario);
  town.run_up_to("converse");
  Office& office = town.office();
  office.skill_calm = office.skill_educate = office.skill_persuade = skill;
  town.run("converse");
  office.levers.calm = office.levers.educate = office.levers.persuade = 0;
  office.skill_calm = office.skill_educate = office.skill_persuade = 0;
  return fingerprint(town);
}

TEST_CASE("what has not been learned is not done, whatever is asked for, nor is more than is asked for") {
  CHECK(conversed(0.8f, 0.25) == conversed(0.25f, 0.25));
  CHECK(conversed(0.25f, 0.8) == conversed(0.25f, 0.25));
  CHECK(conversed(0.8f, 0.8) != conversed(0.25f, 0.25));
  CHECK(conversed(1, 0) == conversed(0, 0));
  // Where nothing has to be learned all is done that is asked for.
  CHECK(conversed(0.8f, 0.25, 0) == conversed(0.8f, 0.8, 0));
}

TEST_CASE("courses teach a tenth of what is missing a week, wear off, and newcomers have had none: by hand") {
  LoneMarket town = learning(0);
  town.office().levers.calm = 0;
  town.office().levers.training = 0.8f;
  town.office().levers.supervision = 0.5f;
  town.office().trained = 0.3;
  town.run("staffing");
  CHECK(town.office().trained == doctest::Approx(0.35));
  // Eight people: 0.8 of 0.73 hours and of a week of pay a year, and half of 45 minutes with a supervisor.
  CHECK(town.office().training_due == doctest::Approx(8 * (0.8 * 0.73 + 0.5 * 0.75)));
  CHECK(town.tally()[Item::training_cost] == doctest::Approx(8 * 0.8 * 1400 / 52));
  town.office().levers.training = 0;
  town.office().hires_due = 0.99;
  town.office().on_order = 10.1;
  town.run("staffing");
  REQUIRE(town.office().headcount == 10);
  CHECK(town.office().trained == doctest::Approx(0.35 * 0.8 * 0.9));
}

}  // namespace
}  // namespace clientele::scenario
