// What the equations of staff come to where everything but one thing is switched off, against closed forms.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "sim/model/stages/staff/match.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// An office in which nothing strains, nobody leaves and all are alike.
Scenario quiet_office(double people) {
  Scenario scenario = plain_world();
  auto& t = terms(scenario);
  t.staff = people;
  t.initial_accounts = t.lead_rate = t.absence = 0;
  t.staff_tenure = 1e9;
  auto& p = scenario.model;
  p.exhaustion_disposition = p.cynicism_disposition = p.efficacy_disposition = p.history_exhaustion = 0;
  p.staff_spread = p.appraisal_spread = p.capacity_spread = p.exhaustion_load = 0;
  return scenario;
}

/// One week of strain in which everybody meets with so many incidents.
void strain_by(LoneMarket& town, float incivility) {
  town.scratch.begin();
  town.scratch.staff.available.setConstant(1);
  town.scratch.staff.incivility.setConstant(incivility);
  town.run("strain");
  ++town.week;
}

double exhaustion_under(float incivility) {
  Scenario scenario = quiet_office(1);
  LoneMarket town(scenario);
  for (int week = 0; week < 1500; ++week) strain_by(town, incivility);
  return town.market.staff.exhaustion[Seat{0}];
}

TEST_CASE("the second half of abuse wears people out as much as the first") {
  const auto usual = plain_world().model.usual_incivility;
  for (const float full : {usual, 5 * usual, 10 * usual}) {
    const double none = exhaustion_under(0), half = exhaustion_under(full / 2), all = exhaustion_under(full);
    CAPTURE(all);
    CHECK(none == doctest::Approx(plain_world().model.exhaustion_rest));
    CHECK(all < 0.5);
    const double first = half - none, second = all - half;
    CHECK(second > 0.8 * first);
    CHECK(second < 1.2 * first);
  }
}

struct Moments {
  double mean = 0, variance = 0, after_a_quarter = 0;  ///< autocorrelation
};

/// Of exhaustion over people and weeks, in the long run.
Moments moments_of(LoneMarket& town, float incivility, int weeks) {
  constexpr int quarter = 13;
  for (int week = 0; week < 400; ++week) strain_by(town, incivility);
  const auto people = static_cast<std::size_t>(town.office().headcount);
  std::vector<std::vector<double>> seen;
  for (int week = 0; week < weeks; ++week) {
    strain_by(town, incivility);
    seen.emplace_back();
    for (std::size_t i = 0; i < people; ++i) seen.back().push_back(town.market.staff.exhaustion[Seat{i}]);
  }
  Moments m;
  const auto n = static_cast<double>(seen.size() * people);
  for (const auto& week : seen)
    for (const double x : week) m.mean += x / n;
  double products = 0, pairs = 0;
  for (std::size_t w = 0; w < seen.size(); ++w)
    for (std::size_t i = 0; i < people; ++i) {
      m.variance += (seen[w][i] - m.mean) * (seen[w][i] - m.mean) / n;
      if (w < quarter) continue;
      products += (seen[w][i] - m.mean) * (seen[w - quarter][i] - m.mean);
      pairs += 1;
    }
  m.after_a_quarter = products / pairs / m.variance;
  return m;
}

TEST_CASE("without saturation and a slow part, exhaustion is the AR(1) that a weekly step is") {
  constexpr float noise = 0.01f, tau = 16;
  constexpr float incivility = 5;
  Scenario scenario = quiet_office(400);
  auto& p = scenario.model;
  p.strain_saturation = p.chronic_share = p.leave_recovery = 0;
  p.exhaustion_rest = 0.3f;
  p.exhaustion_weeks = tau;
  p.life_spread = noise;
  p.life_weeks = 0.01f;  // life of one week says nothing of the next
  levers(scenario).staff_support = 0;
  LoneMarket town(scenario);
  constexpr int weeks = 520;
  const Moments m = moments_of(town, incivility, weeks);
  const double a = 1 - 1.0 / tau;
  const double load =
      p.exhaustion_incivility * incivility * std::log(1 + p.usual_incivility) / p.usual_incivility;
  const double mean = 0.3 + tau * load, variance = double{noise} * noise / (1 - a * a);
  // Of n people-weeks with autocorrelation a^k, a mean is known as of n (1 - a)/(1 + a), a variance as of
  // n (1 - a^2)/(1 + a^2) independent ones; an autocorrelation no worse than the variance. Four standard
  // errors.
  const double n = 400.0 * weeks, of_mean = n * (1 - a) / (1 + a),
               of_variance = n * (1 - a * a) / (1 + a * a);
  CHECK(std::abs(m.mean - mean) < 4 * std::sqrt(variance / of_mean));
  CHECK(std::abs(m.variance / variance - 1) < 4 * std::sqrt(2 / of_variance));
  CHECK(std::abs(m.after_a_quarter - std::pow(a, 13)) < 4 * std::sqrt(1 / of_variance));
  // In continuous time, an Ornstein-Uhlenbeck process of the same load, recovery and noise:
  const double continuous = double{noise} * noise * tau / 2;
  MESSAGE("variance of a weekly step ", variance, ", in continuous time ", continuous, ": ",
          100 * (variance / continuous - 1), " % more; autocorrelation after a quarter ", std::pow(a, 13),
          ", ", std::exp(-13 / tau));
  CHECK(variance / continuous - 1 == doctest::Approx(1 / (2 * tau - 1)).epsilon(1e-6));
}

/// The share still there after so many weeks of those hired at once, by quadrature over match (rectangles
/// 0.01 wide from -6 to 6, which for a normal density are exact to more digits than are needed).
double still_there(const Constants& p, double tenure, int weeks) {
  double share = 0, all = 0;
  for (double match = -6; match <= 6; match += 0.01) {
    double hazard = 0;
    for (int week = 1; week <= weeks; ++week)
      hazard += std::exp(-p.match_strength * match * (1 - std::exp(-week / double{p.match_weeks}))) / tenure;
    const double density = std::exp(-match * match / 2);
    share += density * std::exp(-hazard);
    all += density;
  }
  return share / all;
}

TEST_CASE("where quitting depends on match alone, as many stay as quadrature says") {
  Scenario scenario = quiet_office(2000);
  terms(scenario).staff_tenure = 150;
  terms(scenario).initial_experience = 0;  // everybody is new
  terms(scenario).staffing_flexibility = 0;
  terms(scenario).hiring_delay = 520;
  auto& p = scenario.model;
  p.match_strength = 1.2f;
  p.quit_exhaustion = p.quit_cynicism = p.overload_tenure_loss = 0;
  LoneMarket town(scenario);
  std::vector<bool> first(2000, true);
  for (int week = 1; week <= 104; ++week) {
    town.scratch.begin();
    town.run("staffing");
    ++town.week;
    double there = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
      first[i] = first[i] && town.market.staff.present[Seat{i}] && town.market.staff.generation[Seat{i}] == 0;
      there += first[i];
    }
    if (week % 13 != 0) continue;
    const double expected = still_there(p, 150, week);
    CAPTURE(week);
    CHECK(std::abs(there / 2000 - expected) < 4 * std::sqrt(expected * (1 - expected) / 2000));
  }
}

TEST_CASE("illness of two states, well and ill, is the chain that it should be: in closed form") {
  // From well to ill with chance b, from ill to ill with c: ill for good in b/(1 - c + b) of the weeks, and
  // weeks correlate by (c - b)^k.
  Scenario scenario = quiet_office(500);
  terms(scenario).absence = 0.12;
  scenario.model.sickness_spells = 1;
  scenario.model.absence_exhaustion = 0;
  scenario.model.sickness_lasts = 0.6f;
  LoneMarket town(scenario);
  constexpr double share = 0.12 / 0.6, c = 0.6, b = (1 - c) * share / (1 - share);
  double ill = 0, twice = 0, n = 0;
  std::vector<std::vector<bool>> seen;
  for (int week = 0; week < 150; ++week) {
    town.run_week();
    seen.emplace_back();
    for (std::size_t i = 0; i < 500; ++i) seen.back().push_back(town.market.staff.ill[Seat{i}] != 0);
  }
  for (std::size_t w = 32; w < seen.size(); ++w)
    for (std::size_t i = 0; i < 500; ++i) {
      ill += seen[w][i];
      twice += seen[w][i] && seen[w - 2][i];
      n += 1;
    }
  constexpr double r = c - b;
  const double independent = n * (1 - r) / (1 + r);  // as many say as much of a mean
  CHECK(std::abs(ill / n - share) < 4 * std::sqrt(share * (1 - share) / independent));
  const double both = share * share + share * (1 - share) * r * r;
  CHECK(std::abs(twice / n - both) < 4 * std::sqrt(both * (1 - both) / independent));
}

}  // namespace
}  // namespace clientele::scenario
