// Errors that nobody knows of until they surface: by hand, and added up over every stage of many weeks.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/model/desk.hpp"

namespace clientele::scenario {
namespace {

// What is summed over some tens of accounts is kept in single precision.
constexpr double tolerance = 1e-5;

/// The desk after 50 hours of work on ten requests, of which two were refused.
LoneMarket hurried(float quality_control, float control_work) {
  LoneMarket town = desk();
  town.scenario.model.error_generation = 0.5f;
  town.scenario.model.control_work = control_work;
  town.office().levers.quality_control = quality_control;
  auto& week = town.scratch.account;
  week.work[Row{0}] = 50;
  week.handled[Row{0}] = 10;
  week.refused[Row{0}] = 2;
  town.run("serve");
  return town;
}

TEST_CASE("work in a hurry has errors, of which quality control finds some: by hand") {
  // Required 50, available 40: each request gets exp(-0.6393 x 0.2) = 0.879977 of what is usual by now, which
  // fell to 1 - 0.120023 / 18.7 = 0.993582: 1 - 0.993582 x 0.879977 = 0.125671 is missing. Errors 0.5 x
  // 0.125671 x (10 - 2) = 0.502686.
  const LoneMarket unseen = hurried(0, 0.12f);
  CHECK(unseen.scratch.account.missing[Row{0}] == doctest::Approx(0.125671).epsilon(1e-5));
  CHECK(unseen.scratch.tallies[BusinessId{0}][Item::errors_made] == doctest::Approx(0.502686).epsilon(1e-5));
  CHECK(unseen.market.customers.account.errors[Row{0}] == doctest::Approx(0.502686).epsilon(1e-5));
  CHECK(unseen.scratch.tallies[BusinessId{0}][Item::errors_found] == 0);
  // Full quality control that costs nothing finds 0.6 of them, 0.301611; 0.201074 go out. What is found is
  // mended: 1.2 requests of three hours each, 1.085801 hours on top of what was left undone.
  const LoneMarket seen = hurried(1, 0);
  const Tally& t = seen.scratch.tallies[BusinessId{0}];
  CHECK(t[Item::errors_made] == doctest::Approx(0.502686).epsilon(1e-5));
  CHECK(t[Item::errors_found] == doctest::Approx(0.301611).epsilon(1e-5));
  CHECK(seen.market.customers.account.errors[Row{0}] == doctest::Approx(0.201074).epsilon(1e-5));
  CHECK(t[Item::hours_mending] == doctest::Approx(1.085801).epsilon(1e-5));
  CHECK(seen.market.staff.backlog[Seat{0}] - unseen.market.staff.backlog[Seat{0}] ==
        doctest::Approx(1.085801).epsilon(1e-5));
  CHECK(t[Item::hours_backlog] == doctest::Approx(unseen.market.staff.backlog[Seat{0}]));  // next week's
  // To look at half of the work takes 0.12 x 0.5 x 50 = 3 hours of this week: required 53.
  const LoneMarket dear = hurried(0.5f, 0.12f);
  CHECK(dear.scratch.tallies[BusinessId{0}][Item::hours_control] == doctest::Approx(3));
  CHECK(dear.scratch.staff.required[Seat{0}] == doctest::Approx(53));
}

TEST_CASE("work that is given its time has no errors, and a standard above the need makes none good") {
  for (const double standard : {1.0, 1.3}) {
    LoneMarket town = desk(standard);
    town.scenario.model.error_generation = 1;
    town.scratch.account.work[Row{0}] = 20;
    town.scratch.account.handled[Row{0}] = 7;
    town.run("serve");
    CHECK(town.tally()[Item::errors_made] == 0);
    CHECK(town.accounts().errors[Row{0}] == 0);
  }
}

/// Whether the request waits longer than others or not, errors are in proportion to the time that is missing.
TEST_CASE("each account has the errors of the time its requests were not given") {
  Scenario scenario = varied_world();
  scenario.model.correction_work = 0;  // mending makes no more of it
  LoneMarket town(scenario);
  double errors = 0;
  for (int week = 0; week < 30; ++week) {
    town.run_up_to("serve");
    const LoneMarket before = town;
    town.run("serve");
    for (const Row i : town.with_account()) {
      const BusinessId b = business_of(town.accounts(), i);
      const auto& w = town.scratch.account;
      const Seat seat = seat_of(town.accounts(), i);
      const double ratio = town.scratch.staff.served_ratio[seat], given = town.market.offices[b].standard;
      const bool alike = before.market.offices[b].levers.prioritisation == 0;
      if (alike && ratio > 0)
        REQUIRE(w.missing[i] == doctest::Approx(std::max(0.0, 1 - given * ratio)).epsilon(1e-4));
      const double made = 0.5 * w.missing[i] * (w.handled[i] - w.refused[i]);
      const double out = (1 - 0.6 * before.market.offices[b].levers.quality_control) * made;
      REQUIRE(town.accounts().errors[i] ==
              doctest::Approx(before.market.customers.account.errors[i] + out).epsilon(tolerance));
      errors += made;
    }
    for (std::size_t stage = 5; stage < model::week.size(); ++stage) town.run(model::week[stage]);
    ++town.week;
  }
  CHECK(errors > 10);
}

/// Errors that nobody knows of, with one business's clients.
double undiscovered(const LoneMarket& town, std::size_t business) {
  const auto& account = town.market.customers.account;
  double errors = 0;
  for (const Row i : town.market.customers.with_account())
    if (account.business[i] == business) errors += account.errors[i];
  return errors;
}

/// Of those with clients who go this week.
double of_those_who_go(const LoneMarket& town, std::size_t business) {
  const auto& account = town.market.customers.account;
  double errors = 0;
  for (const Row i : town.market.customers.with_account())
    if (account.business[i] == business && town.scratch.account.exit[i] != 0) errors += account.errors[i];
  return errors;
}

/// Where the errors of three businesses went, over many weeks.
struct Whereabouts {
  double made = 0, found = 0, surfacing = 0, gone = 0, surfaced = 0;
};

TEST_CASE("errors made are found, undiscovered, surfaced, or gone with the clients who went") {
  LoneMarket town(varied_world());
  std::array<Whereabouts, 3> all{};
  std::array<double, 3> before{}, leaving{};
  const auto watch = [&](const Stage&) {
    for (std::size_t b = 0; b < 3; ++b) {
      before[b] = undiscovered(town, b);
      leaving[b] = of_those_who_go(town, b);
    }
  };
  const auto follow = [&](const Stage& stage) {
    CAPTURE(stage.name);
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      double change = 0;
      if (stage.name == "request") {
        all[b].surfacing += before[b] / town.scenario.model.discovery_weeks;
        change = -before[b] / town.scenario.model.discovery_weeks;
      } else if (stage.name == "serve") {
        all[b].made += t[Item::errors_made];
        all[b].found += t[Item::errors_found];
        change = t[Item::errors_made] - t[Item::errors_found];
      } else if (stage.name == "settle") {
        all[b].gone += leaving[b];
        all[b].surfaced += t[Item::errors_surfaced];
        change = -leaving[b];
      }
      REQUIRE(std::abs(undiscovered(town, b) - before[b] - change) <= tolerance * (1 + before[b]));
    }
  };
  for (int week = 0; week < 150; ++week) town.run_week(watch, follow);
  Whereabouts sum;
  for (std::size_t b = 0; b < 3; ++b) {
    const Whereabouts& w = all[b];
    CHECK(w.made == doctest::Approx(w.found + w.surfacing + w.gone + undiscovered(town, b)).epsilon(1e-4));
    // How many surface is chance: a Poisson count of that mean.
    CHECK(std::abs(w.surfaced - w.surfacing) < 4 * std::sqrt(w.surfacing));
    sum.found += w.found;
    sum.surfaced += w.surfaced;
    sum.gone += w.gone;
  }
  CHECK(sum.found > 3);
  CHECK(sum.surfaced > 30);
  CHECK(sum.gone > 1);
}

/// Three hundred clients to whom so much will come back this week.
LoneMarket surfacing(float rework, float errors) {
  Scenario scenario = plain_world();
  terms(scenario).initial_accounts = 300;
  terms(scenario).staff = 60;
  set_trait(scenario, &Traits::change_of_mind, always(0));
  LoneMarket town(scenario);
  town.run_up_to("request");
  town.accounts().rework.head(300).setConstant(rework);
  town.accounts().errors.head(300).setConstant(errors);
  town.run("request");
  return town;
}

TEST_CASE("of what comes back, each piece is an error with the share that errors have of it") {
  // 6 / 3 weeks of rework and 3 / 3 weeks of errors: three come back on average, a third of them for errors.
  const LoneMarket town = surfacing(6, 3);
  const auto& week = town.scratch.account;
  const double reworks = week.reworks.head(300).cast<double>().sum(),
               errors = week.errors.head(300).cast<double>().sum();
  CHECK(std::abs(reworks - 900) < 4 * std::sqrt(900.0));
  CHECK(std::abs(errors - 300) < 4 * std::sqrt(300.0));
  CHECK((week.errors.head(300) <= week.reworks.head(300)).all());
  CHECK((town.market.customers.account.errors.head(300) == 2).all());
  CHECK((town.market.customers.account.rework.head(300) == 4).all());
  // An error that surfaces takes 1.2 requests of three hours, other rework 0.6.
  for (Row i{0}; i < Row{300}; ++i)
    CHECK(week.rework_hours[i] ==
          doctest::Approx(3 * (0.6 * (week.reworks[i] - week.errors[i]) + 1.2 * week.errors[i])));
  // Nothing but errors, and no errors at all.
  const LoneMarket all = surfacing(0, 3), none = surfacing(6, 0);
  CHECK((all.scratch.account.errors.head(300) == all.scratch.account.reworks.head(300)).all());
  CHECK(all.scratch.account.errors.head(300).sum() > 0);
  CHECK((none.scratch.account.errors.head(300) == 0).all());
}

}  // namespace
}  // namespace clientele::scenario
