// Hours add up: work that comes in is done or waits, with whomever.
#include <doctest/doctest.h>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

/// Hours that wait in an office, at a standard of 1.
double backlog(const LoneMarket& town, std::size_t business) {
  const Office& office = town.market.offices[BusinessId{business}];
  double hours = 0;
  for (const Seat s : office.seats()) hours += town.market.staff.backlog[s];
  return hours;
}

/// The sum of a column of the week over an office.
template <class Values>
double sum(const Values& values, const Office& office) {
  return values.segment(office.first_seat.value, office.seats().size()).template cast<double>().sum();
}

Scenario overloaded(double pooling) {
  Scenario scenario = lively_world();
  terms(scenario).staff = 7;
  terms(scenario).pooling = pooling;
  terms(scenario).staff_tenure = 100;
  return scenario;
}

// Columns are single precision; a sum of some tens of them is right to about 1e-6.
constexpr double tolerance = 1e-5;

TEST_CASE("what waited and what came in is what was done and what waits now, however much colleagues share") {
  for (const double pooling : {0.0, 0.3, 1.0}) {
    CAPTURE(pooling);
    LoneMarket town(overloaded(pooling));
    double before = 0, standard = 1, most = 0;
    const auto watch = [&](const Stage& stage) {
      if (stage.name != "serve") return;
      before = backlog(town, 0);
      standard = town.office().standard;
    };
    const auto check = [&](const Stage& stage) {
      if (stage.name != "serve") return;
      const auto& week = town.scratch.staff;
      const double came = sum(week.talk, town.office()) + sum(week.inflow, town.office()) * standard;
      const double required = before * standard + came;
      const double done = town.tally()[Item::hours_done];
      REQUIRE(required == doctest::Approx(done + backlog(town, 0) * standard).epsilon(tolerance));
      REQUIRE(town.tally()[Item::hours_required] == doctest::Approx(required).epsilon(tolerance));
      most = std::max(most, backlog(town, 0));
    };
    for (int week = 0; week < 100; ++week) town.run_week(watch, check);
    CHECK(most > 100);
  }
}

TEST_CASE(
    "work comes in from requests, rework, conversations, onboarding, selling, quality control and training, "
    "and "
    "from nowhere else") {
  LoneMarket town(varied_world());
  for (int week = 0; week < 60; ++week) {
    town.run_week();
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const double counted = t[Item::hours_work] + t[Item::hours_rework] + t[Item::hours_talk] +
                             t[Item::hours_onboarding] + t[Item::hours_control] + t[Item::hours_training];
      const auto& office = town.market.offices[BusinessId{b}];
      REQUIRE(counted ==
              doctest::Approx(sum(town.scratch.staff.inflow, office) + sum(town.scratch.staff.talk, office))
                  .epsilon(tolerance));
    }
  }
}

TEST_CASE(
    "between two weeks of work the backlog grows by recoveries and shrinks with clients who go, no more") {
  LoneMarket town(overloaded(0.3));
  double before = 0;
  int quits = 0, departures = 0;
  const auto watch = [&](const Stage&) { before = backlog(town, 0); };
  const auto check = [&](const Stage& stage) {
    CAPTURE(stage.name);
    const double after = backlog(town, 0);
    if (stage.name == "experience") {
      REQUIRE(after == doctest::Approx(before + town.tally()[Item::hours_recovery]).epsilon(tolerance));
    } else if (stage.name == "settle") {
      REQUIRE(after <= before);
      const Tally& t = town.tally();
      departures += after < before;
      REQUIRE((after < before) <= (t[Item::left] + t[Item::ended] > 0));
    } else if (stage.name == "staffing") {
      quits += town.tally()[Item::quits] > 0;
      REQUIRE(after == doctest::Approx(before).epsilon(tolerance));
    } else if (stage.name != "serve") {
      REQUIRE(after == before);
    }
  };
  for (int week = 0; week < 150; ++week) town.run_week(watch, check);
  CHECK(quits > 3);
  CHECK(departures > 3);
}

TEST_CASE("work for a deserted office waits for a successor") {
  LoneMarket town(lively_world());
  town.run_weeks(3);
  auto& office = town.office();
  town.market.staff.present.segment(office.first_seat.value, office.seats().size()).setZero();
  office.headcount = 0;
  town.run_up_to("serve");
  const double before = backlog(town, 0);
  town.run("serve");
  const double came = sum(town.scratch.staff.inflow, office);
  REQUIRE(came > 50);
  CHECK(backlog(town, 0) == doctest::Approx(before + came).epsilon(tolerance));
  CHECK(town.scratch.account.timeliness.head(town.served()).maxCoeff() == 0);
}

TEST_CASE("effective hours are never more than people can give") {
  LoneMarket town(overloaded(0.5));
  for (int week = 0; week < 60; ++week) {
    town.run_week();
    const Tally& t = town.tally();
    const double cap = levers(town.scenario).overtime_cap;
    // Cutting corners, a request takes only a part of its time: at most so many times as many get done.
    REQUIRE(t[Item::hours_done] <= t[Item::hours_available] * cap * std::exp(0.6393) * (1 + tolerance));
    REQUIRE(t[Item::hours_overtime] <= (cap - 1) * t[Item::staff] * 40 * (1 + tolerance) + 40);
  }
}

}  // namespace
}  // namespace clientele::scenario
