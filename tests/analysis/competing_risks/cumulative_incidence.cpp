#include "analysis/competing_risks/cumulative_incidence.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <span>
#include <stdexcept>
#include <vector>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

// Whole weeks, so that many leave at once; of the causes, 0 is censoring.
std::vector<CauseSpell> whole_weeks(Engine& engine, std::size_t n, std::size_t causes, int latest_entry) {
  boost::random::uniform_int_distribution<int> entry(0, latest_entry), stay(1, 30), count(1, 3);
  boost::random::uniform_int_distribution<std::size_t> cause(0, causes);
  std::vector<CauseSpell> spells(n);
  for (auto& spell : spells) {
    spell.entered = entry(engine);
    spell.left = spell.entered + stay(engine);
    spell.cause = cause(engine);
    spell.count = count(engine);
  }
  return spells;
}

std::vector<SurvivalPoint> of_all_causes(const std::vector<CauseSpell>& spells, SurvivalInterval interval) {
  std::vector<Spell> all;
  for (const auto& spell : spells) all.push_back(of_any_cause(spell));
  return kaplan_meier(all, 0.95, interval);
}

// The delta method's variance of the incidence of a cause at the last point, as Marubini & Valsecchi (1995)
// chapter 10 have it.
double delta_variance(std::span<const IncidencePoint> curve, std::size_t c) {
  double variance = 0, survival_before = 1;
  for (const auto& point : curve) {
    const double n = point.overall.at_risk, d = point.overall.events, own = point.by_cause[c].events;
    const double to_come = curve.back().by_cause[c].incidence - point.by_cause[c].incidence;
    if (d > 0 && n > d) variance += to_come * to_come * d / (n * (n - d));
    variance += survival_before * survival_before * own * (n - own) / (n * n * n);
    variance -= 2 * to_come * survival_before * own / (n * n);
    survival_before = point.overall.survival;
  }
  return variance;
}

// Two constant hazards, 0.02 and 0.01 a week, known from a random age on and censored at another.
std::vector<CauseSpell> truncated_exponentials(Engine& engine, std::size_t n) {
  boost::random::exponential_distribution<double> lifetime(0.03);
  boost::random::uniform_real_distribution<double> first_seen(0, 60), last_seen(20, 150);
  boost::random::uniform_01<double> which;
  std::vector<CauseSpell> spells;
  while (spells.size() < n) {
    const double life = lifetime(engine), from = spells.size() % 2 == 0 ? 0 : first_seen(engine);
    const double until = from + last_seen(engine);
    const std::size_t cause = which(engine) < 2.0 / 3 ? 1 : 2;
    if (life <= from) continue;
    spells.push_back({std::min(life, until), life <= until ? cause : 0, from});
  }
  return spells;
}

const CauseIncidence& incidence_at(const std::vector<IncidencePoint>& curve, double time, std::size_t cause) {
  const auto time_of = [](const IncidencePoint& point) { return point.overall.time; };
  return (std::ranges::upper_bound(curve, time, {}, time_of) - 1)->by_cause[cause - 1];
}

}  // namespace

// Five customers, one of them first seen at age 1 and so not at risk then. At 2 the event comes before the
// censoring. Influences at 1 on cause 1: 3/16 of who left, -1/16 of three; at 2 on cause 2, in 64ths: -3, 10,
// -2, -2 and, of who came late, -3.
TEST_CASE("incidences of five customers are those found by hand") {
  const std::vector<CauseSpell> spells{{1, 1}, {2, 2}, {2, 0}, {.left = 3, .cause = 1, .entered = 1}, {4, 0}};
  const auto curve = cumulative_incidence(spells, 2, 0.95, SurvivalInterval::plain);
  struct Row {
    double time, at_risk, survival, first, second;
  };
  const std::vector<Row> rows{{1, 4, 3.0 / 4, 1.0 / 4, 0},
                              {2, 4, 9.0 / 16, 1.0 / 4, 3.0 / 16},
                              {3, 2, 9.0 / 32, 17.0 / 32, 3.0 / 16},
                              {4, 1, 9.0 / 32, 17.0 / 32, 3.0 / 16}};
  REQUIRE(curve.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(curve[i].overall.time == rows[i].time);
    CHECK(curve[i].overall.at_risk == rows[i].at_risk);
    CHECK(curve[i].overall.survival == doctest::Approx(rows[i].survival));
    CHECK(curve[i].by_cause[0].incidence == doctest::Approx(rows[i].first));
    CHECK(curve[i].by_cause[1].incidence == doctest::Approx(rows[i].second));
  }
  CHECK(curve[0].by_cause[0].events == 1);
  CHECK(curve[1].by_cause[0].events == 0);
  CHECK(curve[1].by_cause[1].events == 1);
  CHECK(curve[0].by_cause[0].standard_error == doctest::Approx(std::sqrt(12.0) / 16));
  CHECK(curve[1].by_cause[1].standard_error == doctest::Approx(std::sqrt(9.0 + 100 + 4 + 4 + 9) / 64));
  CHECK(curve[0].by_cause[0].ci_low == 0);
  CHECK(curve[0].by_cause[0].ci_high == doctest::Approx(0.25 + 1.959964 * std::sqrt(12.0) / 16));
  CHECK(curve[0].by_cause[1].ci_high == 0);
}

TEST_CASE("log-log intervals are symmetric on their scale") {
  const std::vector<CauseSpell> spells{{1, 1}, {2, 2}, {3, 0}, {4, 1}};
  const auto first = cumulative_incidence(spells, 2).front().by_cause[0];
  const auto scale = [](double f) { return std::log(-std::log(f)); };
  const double half_width = 1.959964 * first.standard_error / (0.25 * std::log(4));
  CHECK(scale(first.ci_low) == doctest::Approx(scale(0.25) + half_width));
  CHECK(scale(first.ci_high) == doctest::Approx(scale(0.25) - half_width));
}

TEST_CASE("incidences and survival sum to 1, and survival is that of Kaplan and Meier") {
  Engine engine(31);
  const auto spells = whole_weeks(engine, 200, 3, 20);
  const auto curve = cumulative_incidence(spells, 3);
  const auto all = of_all_causes(spells, SurvivalInterval::log_log);
  REQUIRE(curve.size() == all.size());
  for (std::size_t i = 0; i < curve.size(); ++i) {
    double sum = curve[i].overall.survival, events = 0;
    for (const auto& cause : curve[i].by_cause) {
      sum += cause.incidence;
      events += cause.events;
      CHECK(cause.ci_low <= cause.incidence);
      CHECK(cause.incidence <= cause.ci_high);
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-12));
    CHECK(events == all[i].events);
    CHECK(curve[i].overall.survival == all[i].survival);
    CHECK(curve[i].overall.ci_low == all[i].ci_low);
  }
}

TEST_CASE("of a single cause the incidence is what Kaplan and Meier miss, and so are error and interval") {
  Engine engine(32);
  auto spells = whole_weeks(engine, 100, 1, 0);
  spells.push_back({40, 1});  // the last of all, so that nobody is left
  const auto curve = cumulative_incidence(spells, 1, 0.95, SurvivalInterval::plain);
  const auto all = of_all_causes(spells, SurvivalInterval::plain);
  CHECK(all.back().survival == 0);
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const auto& cause = curve[i].by_cause[0];
    CHECK(cause.incidence == doctest::Approx(1 - all[i].survival));
    CHECK(cause.standard_error == doctest::Approx(all[i].standard_error));
    CHECK(cause.ci_low == doctest::Approx(1 - all[i].ci_high));
    CHECK(cause.ci_high == doctest::Approx(1 - all[i].ci_low));
  }
  const auto late = whole_weeks(engine, 100, 1, 20);
  for (const auto& point : cumulative_incidence(late, 1))
    CHECK(point.by_cause[0].incidence == doctest::Approx(1 - point.overall.survival));
}

TEST_CASE("without late entry the variance is the delta method's") {
  Engine engine(33);
  const auto curve = cumulative_incidence(whole_weeks(engine, 100, 3, 0), 3);
  for (std::size_t i = 1; i <= curve.size(); ++i)
    for (std::size_t c = 0; c < 3; ++c)
      CHECK(curve[i - 1].by_cause[c].standard_error ==
            doctest::Approx(std::sqrt(delta_variance({curve.data(), i}, c))));
}

TEST_CASE("counts equal repeated spells, in any order") {
  Engine engine(34);
  const auto spells = whole_weeks(engine, 80, 2, 20);
  std::vector<CauseSpell> repeated;
  for (auto spell : spells) {
    const auto count = static_cast<std::size_t>(spell.count);
    spell.count = 1;
    repeated.insert(repeated.end(), count, spell);
  }
  std::ranges::reverse(repeated);
  const auto a = cumulative_incidence(spells, 2), b = cumulative_incidence(repeated, 2);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t c = 0; c < 2; ++c) {
      CHECK(a[i].by_cause[c].incidence == b[i].by_cause[c].incidence);
      CHECK(a[i].by_cause[c].standard_error == b[i].by_cause[c].standard_error);
      CHECK(a[i].by_cause[c].ci_low == b[i].by_cause[c].ci_low);
    }
}

// By age 40, (1 - exp(-1.2)) x 2/3 have left for cause 1.
TEST_CASE("left truncation is corrected by late entry, cause by cause") {
  Engine engine(35);
  const auto late = truncated_exponentials(engine, 2'000);
  auto naive = late;
  for (auto& spell : naive) spell.entered = 0;
  const double all = 1 - std::exp(-1.2);
  const auto curve = cumulative_incidence(late, 2);
  for (const std::size_t cause : {1, 2}) {
    const double truth = all * (cause == 1 ? 2.0 / 3 : 1.0 / 3);
    const auto& found = incidence_at(curve, 40, cause);
    CHECK(std::abs(found.incidence - truth) < 3.5 * found.standard_error);
    CHECK(incidence_at(cumulative_incidence(naive, 2), 40, cause).incidence < truth - 0.04);
  }
}

TEST_CASE("intervals of incidences cover at their nominal level under truncation and censoring") {
  constexpr int trials = 3'000;
  Engine engine(36);
  const double truth = (1 - std::exp(-1.2)) / 3;
  int log_log = 0, plain = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const auto spells = truncated_exponentials(engine, 100);
    const auto covers = [&](SurvivalInterval interval) {
      const auto found = incidence_at(cumulative_incidence(spells, 2, 0.95, interval), 40, 2);
      return found.ci_low <= truth && truth <= found.ci_high;
    };
    log_log += covers(SurvivalInterval::log_log);
    plain += covers(SurvivalInterval::plain);
  }
  CHECK(std::abs(log_log / double{trials} - 0.95) < share_tolerance(0.95, trials) + 0.005);
  CHECK(std::abs(plain / double{trials} - 0.95) < share_tolerance(0.95, trials) + 0.015);
}

TEST_CASE("no customers have no incidences, the first week counts, impossible spells are refused") {
  CHECK(cumulative_incidence({}, 2).empty());
  const auto refused = [](const CauseSpell& spell) {
    CHECK_THROWS_AS(cumulative_incidence({&spell, 1}, 2), std::invalid_argument);
  };
  refused({.left = 2, .entered = 2});
  refused({.left = no_value});
  refused({.left = 2, .count = -1});
  refused({.left = 2, .cause = 3});
  const auto curve = cumulative_incidence(std::vector<CauseSpell>{{0, 2}, {3, 0}}, 2);
  CHECK(curve.front().by_cause[1].incidence == 0.5);
  CHECK(curve.front().by_cause[1].standard_error == doctest::Approx(std::sqrt(0.125)));
}
