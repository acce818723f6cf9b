// Service delivery against numbers worked out by hand from Oliva & Sterman's equations, and against an
// independent account of a whole office.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/desk.hpp"

namespace clientele::scenario {
namespace {

/// The desk after a week with so many hours of work.
LoneMarket desk_after(double hours, double standard = 1, float corner_cutting = 0.6393f) {
  LoneMarket town = desk(standard);
  town.scenario.model.corner_cutting = corner_cutting;
  town.scratch.account.work[Row{0}] = static_cast<float>(hours);
  town.run("serve");
  return town;
}

TEST_CASE("a fifth too much work: the numbers of Oliva & Sterman by hand") {
  // Required 50, available 40: g = (50 - 40) / 50 = 0.2. Intensity exp(0.3705 x 0.2) = 1.076914, time per
  // request exp(-0.6393 x 0.2) = 0.879977. To do all would take 50 x 0.879977 / 40 = 1.099971 of the time
  // there is: done is 1.076914 / 1.099971 = 0.979039, waiting 50 x 0.020961 = 1.0480. The standard erodes by
  // 0.120023 / 18.7.
  const LoneMarket town = desk_after(50);
  const auto& week = town.scratch.staff;
  CHECK(week.pressure[Seat{0}] == doctest::Approx(0.2));
  CHECK(week.intensity[Seat{0}] == doctest::Approx(1.076914).epsilon(1e-6));
  CHECK(week.time_ratio[Seat{0}] == doctest::Approx(0.879977).epsilon(1e-6));
  CHECK(week.done[Seat{0}] == doctest::Approx(0.979039).epsilon(1e-6));
  CHECK(town.market.staff.backlog[Seat{0}] == doctest::Approx(1.0480).epsilon(1e-4));
  CHECK(town.market.offices[BusinessId{0}].standard == doctest::Approx(1 - 0.120023 / 18.7).epsilon(1e-7));
  CHECK(town.scratch.tallies[BusinessId{0}][Item::hours_overtime] ==
        doctest::Approx(0.076914 * 40).epsilon(1e-5));
}

TEST_CASE("twice the work: overtime stops at its cap, and the rest waits") {
  // Required 80, available 40: g = 0.5. Intensity exp(0.18525) = 1.203519 is capped at 1.2; time
  // exp(-0.31965) = 0.726403; needed 80 x 0.726403 / 40 = 1.452806; done 1.2 / 1.452806 = 0.825988.
  const LoneMarket town = desk_after(80);
  CHECK(town.scratch.staff.intensity[Seat{0}] == doctest::Approx(1.2));
  CHECK(town.scratch.staff.time_ratio[Seat{0}] == doctest::Approx(0.726403).epsilon(1e-6));
  CHECK(town.scratch.staff.done[Seat{0}] == doctest::Approx(0.825988).epsilon(1e-6));
  CHECK(town.market.staff.backlog[Seat{0}] == doctest::Approx(80 * (1 - 0.825988)).epsilon(1e-5));
  CHECK(town.scratch.account.timeliness[Row{0}] == doctest::Approx(0.825988).epsilon(1e-6));
}

TEST_CASE("slack: everything is done, requests get more time, and the standard all but stays (the ratchet)") {
  // Required 32, available 40: g = -0.25, time per request exp(0.159825) = 1.173306. The standard would
  // recover by 0.173306 / 813564 of itself a week; it eroded in 18.7.
  const LoneMarket town = desk_after(32);
  CHECK(town.scratch.staff.time_ratio[Seat{0}] == doctest::Approx(1.173306).epsilon(1e-6));
  CHECK(town.scratch.staff.done[Seat{0}] == 1);
  CHECK(town.scratch.staff.intensity[Seat{0}] < 1);
  CHECK(town.market.staff.backlog[Seat{0}] == 0);
  CHECK(town.market.offices[BusinessId{0}].standard - 1 == doctest::Approx(0.173306 / 813564).epsilon(1e-4));
}

TEST_CASE("slack beyond the least pressure makes no more difference") {
  CHECK(desk_after(1).scratch.staff.time_ratio[Seat{0}] ==
        doctest::Approx(std::exp(0.6393 * 0.5)).epsilon(1e-6));
  CHECK(desk_after(0).scratch.staff.pressure[Seat{0}] == -0.5f);
}

TEST_CASE("delivered quality is Oliva & Sterman's table, at its knots and half-way between them") {
  constexpr double table[] = {0.2, 0.45, 0.65, 0.8, 0.95, 1, 1.05, 1.2, 1.35, 1.55, 1.8};
  const auto quality_at = [](double excess) {
    return desk_after(20, 1 + excess, 0).scratch.account.quality[Row{0}];
  };
  for (int knot = 0; knot <= 10; ++knot)
    CHECK(quality_at(-0.5 + 0.1 * knot) == doctest::Approx(table[knot]).epsilon(1e-4));
  for (int knot = 0; knot < 10; ++knot)
    CHECK(quality_at(-0.45 + 0.1 * knot) ==
          doctest::Approx((table[knot] + table[knot + 1]) / 2).epsilon(1e-4));
  CHECK(quality_at(-0.8) == doctest::Approx(0.2));
  CHECK(quality_at(2) == doctest::Approx(1.8).epsilon(1e-4));
}

TEST_CASE("work in hand is work at the standard: a standard of one half needs half the hours") {
  const LoneMarket town = desk_after(50, 0.5);
  CHECK(town.scratch.staff.required[Seat{0}] == doctest::Approx(25));
  CHECK(town.scratch.tallies[BusinessId{0}][Item::hours_required] == doctest::Approx(25));
}

TEST_CASE("the standard erodes no further than the least standard") {
  LoneMarket town = desk(0.1);
  town.scenario.model.least_standard = 0.1f;
  town.scratch.account.work[Row{0}] = 5000;
  town.run("serve");
  CHECK(town.market.offices[BusinessId{0}].standard == 0.1);
}

TEST_CASE("effective hours: presence, experience, fatigue, and the time that colleagues give to rookies") {
  Scenario scenario = plain_world();
  terms(scenario).staff = 2;
  LoneMarket town(scenario);
  auto& staff = town.market.staff;
  staff.experience.head(2) << 1, 0;
  staff.fatigue.head(2) << 1.1f, 0.9f;
  staff.exhaustion.head(2) << 0.45f, 0.1f;
  town.run_up_to("serve");
  town.run("serve");
  // One rookie among two costs each 0.05 / 2. Absence 0.05 rises by exp(1.5 x (0.45 - 0.13)).
  const double absent = 0.05 * std::exp(1.5 * 0.32);
  CHECK(town.scratch.staff.available[Seat{0}] ==
        doctest::Approx(40 * (1 - absent) * std::exp(-0.2 * 0.1) * (1 - 0.025)).epsilon(1e-5));
  CHECK(town.scratch.staff.available[Seat{1}] == doctest::Approx(40 * 0.95 * (0.35 - 0.025)).epsilon(1e-5));
}

/// A whole office in plain double precision.
struct Desk {
  double own, queue, required, available, done, intensity, ratio, rude;
};

std::vector<Desk> office_by_hand(const LoneMarket& before, const LoneMarket& town, double pooling) {
  const auto& week = town.scratch.staff;
  const auto& staff = town.market.staff;
  const auto& p = town.scenario.model;
  std::vector<Desk> desks;
  double places = 0, common = 0, common_rude = 0;
  for (Seat s{0}; s < Seat{7}; ++s) {
    const double attended = (1 - staff.on_leave[s]) * (1 - staff.absence[s]);
    Desk d{};
    d.own = (1 - pooling) * attended;
    d.queue = week.available[s] * staff.shift[s];
    d.required = week.talk[s] + week.inflow[s];
    d.available = week.available[s];
    d.rude = before.scratch.staff.incivility[s];
    places += d.queue;
    common += (1 - d.own) * d.required;
    common_rude += (1 - d.own) * d.rude;
    desks.push_back(d);
  }
  for (Desk& d : desks) {
    d.queue /= places;
    d.required = d.own * d.required + d.queue * common;
    d.rude = d.own * d.rude + d.queue * common_rude;
    if (d.available == 0) continue;
    const double g = std::max(-0.5, (d.required - d.available) / d.required);
    d.ratio = std::exp(-p.corner_cutting * g);
    const double needed = d.required * d.ratio / d.available;
    d.intensity = g > 0 ? std::min(1.2, std::exp(p.overtime_response * g))
                        : std::min(1.0, std::max(std::exp(p.overtime_response * g), needed));
    d.done = std::min(1.0, d.intensity / needed);
  }
  return desks;
}

TEST_CASE("where colleagues take clients in turns the queue is so much longer, and reading up takes time") {
  Scenario scenario = lively_world();
  terms(scenario).staff = 7;
  terms(scenario).pooling = 0.2;
  LoneMarket apart(scenario);
  levers(scenario).rotation = 0.5f;
  LoneMarket town(scenario);
  for (LoneMarket* each : {&apart, &town}) each->run_up_to("serve"), each->run("serve");
  double hours = 0;
  for (Seat s{0}; s < Seat{7}; ++s) {
    // Of the .8 that are one's own clients a half: another .4. A tenth of the work is read up on, but for the
    // seventh of it that comes back to whoever knows the client.
    const double attended = (1 - town.market.staff.on_leave[s]) * (1 - town.market.staff.absence[s]);
    CHECK(town.scratch.staff.own[s] == doctest::Approx(0.4 * attended));
    const double reading = 0.1 * 0.4 * 6 / 7 * town.scratch.staff.inflow[s];
    CHECK(town.scratch.staff.talk[s] - apart.scratch.staff.talk[s] == doctest::Approx(reading).epsilon(1e-4));
    hours += reading;
  }
  CHECK(hours > 0);
  CHECK(town.tally()[Item::hours_training] == doctest::Approx(hours).epsilon(1e-5));
}

TEST_CASE("an office shares its load as far as it is pooled, and each desk answers its own pressure") {
  for (const double pooling : {0.0, 0.4, 1.0}) {
    Scenario scenario = lively_world();
    terms(scenario).staff = 7;
    terms(scenario).pooling = pooling;
    terms(scenario).leave = 0.3;
    scenario.model.shift_spread = 0.3f;
    LoneMarket town(scenario);
    town.run_up_to("serve");
    const LoneMarket before = town;
    town.run("serve");
    const auto desks = office_by_hand(before, town, pooling);
    double done = 0, ratio = 0;
    for (const Desk& d : desks) done += d.queue * d.done, ratio += d.queue * d.ratio;
    int away = 0;
    for (Seat s{0}; s < Seat{7}; ++s) {
      const Desk& d = desks[s.index()];
      const auto& week = town.scratch.staff;
      CHECK(week.required[s] == doctest::Approx(d.required).epsilon(1e-5));
      CHECK(week.incivility[s] == doctest::Approx(d.rude).epsilon(1e-5));
      if (d.available == 0) {
        ++away;
        CHECK(week.served_done[s] == doctest::Approx(done).epsilon(1e-5));
        continue;
      }
      CHECK(week.intensity[s] == doctest::Approx(d.intensity).epsilon(1e-5));
      CHECK(week.time_ratio[s] == doctest::Approx(d.ratio).epsilon(1e-5));
      CHECK(week.done[s] == doctest::Approx(d.done).epsilon(1e-5));
      CHECK(week.served_done[s] == doctest::Approx(d.own * d.done + (1 - d.own) * done).epsilon(1e-5));
      CHECK(week.served_ratio[s] == doctest::Approx(d.own * d.ratio + (1 - d.own) * ratio).epsilon(1e-5));
    }
    CHECK(away > 0);
    CHECK(away < 7);
  }
}

}  // namespace
}  // namespace clientele::scenario
