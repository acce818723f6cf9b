// Where the paid hours of a firm go, and which of them are for clients and billable.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "tests/model/desk.hpp"

namespace clientele::scenario {
namespace {

/// Paid hours, by what they were spent on.
double accounted_for(const Tally& t) {
  return t[Item::hours_leave] + t[Item::hours_sick] + t[Item::hours_meetings] +
         t[Item::hours_administration] + t[Item::hours_prospecting] + t[Item::hours_learning] +
         t[Item::hours_for_clients] + t[Item::hours_idle];
}

TEST_CASE(
    "every paid hour of every office and week is on leave, sick, the firm's own, for clients, or idle") {
  LoneMarket town(varied_world());
  double for_clients = 0, idle = 0, overtime = 0, billable = 0, away = 0, employed = 0;
  for (int week = 0; week < 100; ++week) {
    town.run_up_to("serve");
    const auto offices = town.market.offices;
    town.run("serve");
    std::array<double, 3> on_leave{};
    for (std::size_t b = 0; b < 3; ++b)
      for (const Seat s : offices[BusinessId{b}].seats())
        if (town.market.staff.present[s]) on_leave[b] += town.market.staff.on_leave[s];
    for (std::size_t stage = 5; stage < model::week.size(); ++stage) town.run(model::week[stage]);
    close_week(town.scenario, town.policy_of, town.week, town.scratch.tallies, town.firms, town.brands);
    ++town.week;
    for (std::size_t b = 0; b < 3; ++b) {
      const Tally& t = town.tally(b);
      const auto& terms = town.scenario.businesses[b].terms;
      const double contract = offices[BusinessId{b}].headcount * terms.hours_per_week;
      REQUIRE(t[Item::hours_paid] == doctest::Approx(contract + t[Item::hours_overtime]));
      REQUIRE(t[Item::hours_paid] == doctest::Approx(accounted_for(t)).epsilon(1e-9));
      REQUIRE(t[Item::hours_leave] == on_leave[b] * terms.hours_per_week);
      away += t[Item::hours_leave];
      employed += contract;
      const double present = contract - t[Item::hours_leave] - t[Item::hours_sick];
      REQUIRE(t[Item::hours_meetings] == doctest::Approx(present * terms.meetings));
      REQUIRE(t[Item::hours_administration] == doctest::Approx(present * terms.administration));
      REQUIRE(t[Item::hours_prospecting] == doctest::Approx(present * terms.prospecting));
      REQUIRE(t[Item::hours_learning] == doctest::Approx(present * terms.learning));
      REQUIRE(t[Item::hours_billable] >= 0);
      REQUIRE(t[Item::hours_billable] <= t[Item::hours_for_clients]);
      for_clients += t[Item::hours_for_clients];
      idle += t[Item::hours_idle];
      overtime += t[Item::hours_overtime];
      billable += t[Item::hours_billable];
    }
  }
  for (const double hours : {for_clients, idle, overtime, billable}) CHECK(hours > 100);
  CHECK(billable < for_clients);
  // Everybody is away for whole weeks, .12 of all; people who come and go have parts of a year only.
  CHECK(away / employed == doctest::Approx(0.12).epsilon(0.1));
}

/// Somebody of a firm that has leave and business of its own, after so many hours of work.
LoneMarket employed(double hours) {
  LoneMarket town = desk(1, [](Scenario& scenario) {
    auto& t = terms(scenario);
    t.absence = 0.15;
    t.meetings = t.administration = 0.05;
    t.prospecting = 0.06;
    t.learning = 0.04;
  });
  town.scratch.account.work[Row{0}] = static_cast<float>(hours);
  town.run("serve");
  return town;
}

TEST_CASE("a slow week and a busy one, by hand") {
  // 40 hours: 6 sick; of the 34 in the office 1.7 + 1.7 + 2.04 + 1.36 for the firm, and 27.2
  // for clients. Half of that is asked for: requests get exp(0.6393 x 0.5) = 1.376646 of their time, which
  // fills 0.5 x 1.376646 = 0.688323 of it, 18.7224 hours.
  const LoneMarket slow = employed(13.6);
  const Tally& t = slow.scratch.tallies[BusinessId{0}];
  CHECK(t[Item::hours_leave] == 0);
  CHECK(t[Item::hours_sick] == doctest::Approx(6));
  CHECK(t[Item::hours_meetings] == doctest::Approx(1.7));
  CHECK(t[Item::hours_administration] == doctest::Approx(1.7));
  CHECK(t[Item::hours_prospecting] == doctest::Approx(2.04));
  CHECK(t[Item::hours_learning] == doctest::Approx(1.36));
  CHECK(t[Item::hours_for_clients] == doctest::Approx(18.7224).epsilon(1e-5));
  CHECK(t[Item::hours_idle] == doctest::Approx(27.2 - 18.7224).epsilon(1e-5));
  CHECK(t[Item::hours_paid] == doctest::Approx(40));
  // Twice of it is asked for: 1.2 times the hours for clients are worked, of which 5.44 are overtime.
  const LoneMarket busy = employed(54.4);
  const Tally& u = busy.scratch.tallies[BusinessId{0}];
  CHECK(u[Item::hours_for_clients] == doctest::Approx(1.2 * 27.2));
  CHECK(u[Item::hours_overtime] == doctest::Approx(5.44));
  CHECK(u[Item::hours_paid] == doctest::Approx(45.44));
  CHECK(std::abs(u[Item::hours_idle]) < 1e-5);
}

TEST_CASE("a week of leave, by hand: nothing gets done, and what is asked for waits") {
  LoneMarket town = desk(1, [](Scenario& scenario) { terms(scenario).leave = 0.1; });
  town.market.staff.leave_phase[Seat{0}] = 0.95f;  // 0.1 more is beyond 1: the first week is one of leave
  town.scratch.account.work[Row{0}] = 20;
  town.run("serve");
  const Tally& t = town.tally();
  CHECK(t[Item::hours_leave] == doctest::Approx(40));
  CHECK(t[Item::hours_paid] == doctest::Approx(40));
  CHECK(t[Item::hours_for_clients] == 0);
  CHECK(t[Item::hours_done] == 0);
  CHECK(t[Item::at_work] == 0);
  CHECK(town.scratch.staff.intensity[Seat{0}] == 0);
  CHECK(town.market.staff.backlog[Seat{0}] == doctest::Approx(20));
  CHECK(town.scratch.account.timeliness[Row{0}] == 0);
}

TEST_CASE("weeks of leave lie evenly in a year of one's own, and are as many as there should be") {
  Scenario scenario = plain_world();
  terms(scenario).leave = 0.12;
  terms(scenario).staff_tenure = 1e9;
  LoneMarket town(scenario);
  std::vector<int> weeks(14), longest(14), since(14);
  for (int week = 0; week < 200; ++week) {
    town.run_week();
    for (std::size_t i = 0; i < 14; ++i) {
      const bool away = town.market.staff.on_leave[Seat{i}] > 0;
      weeks[i] += away;
      since[i] = away ? 0 : since[i] + 1;
      longest[i] = std::max(longest[i], since[i]);
    }
  }
  for (std::size_t i = 0; i < 14; ++i) {
    CHECK(weeks[i] == 24);   // 0.12 x 200
    CHECK(longest[i] <= 8);  // 1 / 0.12 = 8.33 weeks from one to the next
  }
}

TEST_CASE("illness comes in spells, as often and for as long as it should") {
  Scenario scenario = plain_world();
  scenario.model.sickness_spells = 1;
  scenario.model.absence_exhaustion = 0;
  terms(scenario).absence = 0.06;  // in a tenth of the weeks, of which 0.6 are lost
  terms(scenario).staff = 200;
  terms(scenario).staff_tenure = 1e9;
  LoneMarket town(scenario);
  double ill = 0, again = 0, weeks = 0, lost = 0;
  for (int week = 0; week < 60; ++week) {
    const auto before = town.market.staff.ill;
    town.run_week();
    for (std::size_t i = 0; i < 200; ++i) {
      const bool is_ill = town.market.staff.ill[Seat{i}] != 0;
      if (week < 5) continue;  // nobody was ill at first
      weeks += 1;
      ill += is_ill;
      again += is_ill && before[Seat{i}];
      lost += town.market.staff.absence[Seat{i}];
    }
  }
  // Four standard errors; spells of 1.4 weeks on average make them sqrt((1 + .3)/(1 - .3)) = 1.36 times as
  // wide.
  CHECK(std::abs(ill / weeks - 0.1) < 4 * 1.36 * std::sqrt(0.1 * 0.9 / weeks));
  CHECK(std::abs(again / ill - 0.3) < 4 * std::sqrt(0.3 * 0.7 / ill));
  CHECK(lost / ill == doctest::Approx(0.6));
}

/// Two people of skill 1.2 at work: one experienced and tired, one new and rested.
LoneMarket master_and_rookie(const std::function<void(Scenario&)>& change = {}) {
  Scenario scenario = plain_world();
  auto& t = terms(scenario);
  t.staff = 2;
  t.absence = 0;
  t.meetings = 0.2;
  if (change) change(scenario);
  LoneMarket town(scenario);
  auto& staff = town.market.staff;
  staff.skill.head(2) << 1.2f, 1.2f;
  staff.experience.head(2) << 1, 0;
  staff.fatigue.head(2) << 1.5f, 1;
  staff.leave_phase.head(2) << 0.5f, 0.5f;
  town.run_up_to("serve");
  town.run("serve");
  return town;
}

TEST_CASE("hours lost to inexperience, teaching and fatigue, and what they cost, by hand") {
  // 32 hours for clients each, in which somebody experienced gets 38.4 done; the rookie 0.35 of it, 13.44.
  // One rookie of two takes 0.05 / 2 of everybody's 32. Of the other's 38.4 - 0.8 hours exp(-0.2 x 0.5) are
  // left.
  const LoneMarket town = master_and_rookie();
  const Tally& t = town.scratch.tallies[BusinessId{0}];
  CHECK(t[Item::hours_inexperience] == doctest::Approx(24.96).epsilon(1e-5));
  CHECK(t[Item::hours_teaching] == doctest::Approx(1.6).epsilon(1e-5));
  CHECK(t[Item::hours_fatigue] == doctest::Approx(37.6 * (1 - std::exp(-0.1))).epsilon(1e-5));
  CHECK(t[Item::hours_available] + t[Item::hours_inexperience] + t[Item::hours_teaching] +
            t[Item::hours_fatigue] ==
        doctest::Approx(76.8).epsilon(1e-5));
  // A person costs 1,400 a week, for 32 hours.
  CHECK(t[Item::assimilation_cost] == doctest::Approx(26.56 * 1400 / 32).epsilon(1e-5));
  const auto reported = [&](const char* name) {
    return measures()[static_cast<std::size_t>(find_measure(name))].value(t);
  };
  CHECK(std::isnan(reported("cost_per_leaver")));  // nobody has left
}

TEST_CASE("who is away loses no hours at work, and who has nobody to teach and is rested none at all") {
  const LoneMarket away = master_and_rookie([](Scenario& scenario) { terms(scenario).leave = 0.95; });
  const LoneMarket alone = desk(1);
  for (const LoneMarket* town : {&away, &alone})
    for (const Item lost : {Item::hours_inexperience, Item::hours_teaching, Item::hours_fatigue})
      CHECK(town->scratch.tallies[BusinessId{0}][lost] == 0);
}

TEST_CASE(
    "turnover costs hiring, severance pay and the hours lost to newcomers, and so much for each leaver") {
  Tally t;
  t[Item::weeks] = 52;
  t[Item::hiring_cost] = 4000;
  t[Item::severance] = 1000;
  t[Item::assimilation_cost] = 3320;
  t[Item::quits] = 2;
  t[Item::dismissals] = t[Item::retirements] = t[Item::moves] = 1;
  t[Item::staff] = 520;
  const auto reported = [&](const char* name) {
    return measures()[static_cast<std::size_t>(find_measure(name))].value(t);
  };
  CHECK(reported("turnover_cost") == doctest::Approx(160));
  CHECK(reported("cost_per_leaver") == doctest::Approx(1664));
  CHECK(reported("assimilation_cost") == doctest::Approx(3320 / 52.0));
  CHECK(reported("staff_turnover") == doctest::Approx(0.5));
  CHECK(reported("profit_per_week") == doctest::Approx(-5000 / 52.0));  // lost hours are in the wages
}

/// An office that has nobody's accounts to settle.
LoneMarket without_clients() {
  Scenario scenario = plain_world();
  terms(scenario).initial_accounts = terms(scenario).lead_rate = 0;
  LoneMarket town(scenario);
  town.run_up_to("settle");
  return town;
}

TEST_CASE("hours for clients are billable as far as they were new requests and talk about them: by hand") {
  LoneMarket town = without_clients();
  town.office().standard = 0.9;
  Tally& t = town.tally();
  t = {};
  t[Item::hours_for_clients] = 30;
  t[Item::hours_work] = 20;   // 18 at the standard
  t[Item::hours_rework] = 4;  // with recovery and mending 4.95
  t[Item::hours_recovery] = 1;
  t[Item::hours_talk] = 6;  // 3 without checking and selling
  t[Item::hours_checking] = 1;
  t[Item::hours_selling] = 2;
  t[Item::hours_onboarding] = t[Item::hours_training] = 1;
  t[Item::hours_control] = t[Item::hours_mending] = 0.5;  // with all others 5.5
  town.run("settle");
  CHECK(t[Item::hours_billable] == doctest::Approx(30 * 21 / 31.45));
  t[Item::hours_billable] = 0;
  for (const Item item : {Item::hours_work, Item::hours_rework, Item::hours_recovery, Item::hours_talk,
                          Item::hours_checking, Item::hours_selling, Item::hours_onboarding,
                          Item::hours_training, Item::hours_control, Item::hours_mending})
    t[item] = 0;
  town.run("settle");
  CHECK(t[Item::hours_billable] == 0);
}

TEST_CASE("people cost their pay and what comes on top of it, overtime too: by hand") {
  LoneMarket town = without_clients();
  terms(town.scenario).on_costs = 1.25;
  Tally& t = town.tally();
  t = {};
  t[Item::hours_overtime] = 10;
  t[Item::hires] = 2;
  town.run("settle");
  CHECK(t[Item::wages] == doctest::Approx(14 * 1750));
  // Ten hours of a fortieth of 1,750, one and a half times.
  CHECK(t[Item::overtime_pay] == doctest::Approx(10 * 43.75 * 1.5));
  CHECK(t[Item::hiring_cost] == doctest::Approx(2 * 0.21 * 52 * 1400));
}

TEST_CASE("an hour for a client costs what a person does, over the hours there are for clients: by hand") {
  // 40 hours, 0.12 on leave, 0.17 of the rest for the firm: 29.216 hours for 1.25 x 1,400, 59.8987 an hour.
  Scenario scenario = plain_world();
  auto& terms = scenario.businesses[0].terms;
  terms.on_costs = 1.25;
  terms.leave = 0.12;
  terms.meetings = terms.administration = 0.05;
  terms.prospecting = 0.06;
  terms.learning = 0.01;
  set_trait(scenario, &Traits::base_churn, always(0));
  LoneMarket town(scenario);
  town.run_up_to("settle");
  town.run("settle");
  const auto& week = town.scratch.account;
  int busy = 0;
  for (const Row i : town.with_account()) {
    const Seat seat = seat_of(town.accounts(), i);
    const double hours =
        week.work[i] * town.office().standard * town.scratch.staff.served_ratio[seat] + week.talk[i];
    busy += hours > 0;
    CHECK(std::abs(town.accounts().lifetime[i] - (week.invoice[i] - week.credit[i] - 59.8987 * hours)) <
          2e-2);
  }
  CHECK(busy > 40);
}

}  // namespace
}  // namespace clientele::scenario
