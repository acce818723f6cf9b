#include "analysis/survival.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <stdexcept>

#include "analysis/estimate.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

// Weeks of remission of 21 leukaemia patients on 6-mercaptopurine (Freireich et al. 1963), as in Kalbfleisch
// & Prentice (2002) and every textbook of survival analysis.
std::vector<Spell> freireich() {
  std::vector<Spell> spells{{.left = 6, .event = true, .count = 3}};
  for (const double week : {7, 10, 13, 16, 22, 23}) spells.push_back({.left = week, .event = true});
  for (const double week : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) spells.push_back({.left = week});
  return spells;
}

const SurvivalPoint& at(const std::vector<SurvivalPoint>& curve, double time) {
  return *std::ranges::find(curve, time, &SurvivalPoint::time);
}

}  // namespace

TEST_CASE("Kaplan-Meier of the Freireich data is the textbook's") {
  const auto curve = kaplan_meier(freireich());
  struct Row {
    double time, at_risk, survival, standard_error;
  };
  for (const auto& row : std::vector<Row>{{6, 21, 0.857, 0.0764},
                                          {7, 17, 0.807, 0.0869},
                                          {10, 15, 0.753, 0.0963},
                                          {13, 12, 0.690, 0.1068},
                                          {16, 11, 0.627, 0.1141},
                                          {22, 7, 0.538, 0.1282},
                                          {23, 6, 0.448, 0.1346}}) {
    const auto& point = at(curve, row.time);
    CHECK(point.at_risk == row.at_risk);
    CHECK(std::abs(point.survival - row.survival) < 0.0005);
    CHECK(std::abs(point.standard_error - row.standard_error) < 0.00005);
  }
  CHECK(std::abs(at(curve, 6).ci_low - 0.620) < 0.0005);
  CHECK(std::abs(at(curve, 6).ci_high - 0.952) < 0.0005);
  CHECK(survival_at(curve, 5.9) == 1);
  CHECK(survival_at(curve, 12) == at(curve, 10).survival);
  const auto median = median_survival(curve);
  CHECK(median.weeks == 23);
  CHECK(median.ci_low == 13);
  CHECK_FALSE(median.ci_high);
}

TEST_CASE("without censoring the curve is the share remaining and the restricted mean the sample's") {
  std::vector<Spell> spells;
  std::vector<double> restricted;
  for (const double week : {1, 2, 2, 5, 8, 13, 13, 21}) {
    spells.push_back({.left = week, .event = true});
    restricted.push_back(std::min(week, 10.0));
  }
  const auto curve = kaplan_meier(spells);
  CHECK(survival_at(curve, 2) == doctest::Approx(5.0 / 8));
  CHECK(at(curve, 2).standard_error == doctest::Approx(std::sqrt(5.0 / 8 * 3 / 8 / 8)));
  CHECK(curve.back().survival == 0);
  CHECK(curve.back().ci_low == 0);
  CHECK(curve.back().ci_high == curve[curve.size() - 2].ci_high);
  const auto mean = restricted_mean(curve, 10), sample = RestrictedMean{estimate(restricted).mean};
  CHECK(mean.mean == doctest::Approx(sample.mean));
  CHECK(mean.standard_error == doctest::Approx(estimate(restricted).sd * std::sqrt(7.0 / 8 / 8)));
}

TEST_CASE("grouped counts equal single spells, in any order") {
  auto single = freireich();
  single.front().count = 1;
  single.insert(single.end(), 2, single.front());
  std::ranges::reverse(single);
  const auto a = kaplan_meier(freireich()), b = kaplan_meier(single);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].survival == b[i].survival);
    CHECK(a[i].ci_low == b[i].ci_low);
  }
}

// Mean lifetime 50 weeks, censored uniformly over 0 to 120 weeks; the true share at 40 weeks is exp(-0.8).
TEST_CASE("log-log intervals cover at their nominal level under censoring, plain ones nearly") {
  constexpr int trials = 3'000;
  Engine engine(16);
  boost::random::exponential_distribution<double> lifetime(1 / 50.0);
  boost::random::uniform_real_distribution<double> censoring(0, 120);
  const double truth = std::exp(-0.8);
  int log_log = 0, plain = 0;
  double mean = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<Spell> spells(80);
    for (auto& spell : spells) {
      const double life = lifetime(engine), seen = censoring(engine);
      spell = {.left = std::min(life, seen), .event = life <= seen};
    }
    const auto covers = [&](SurvivalInterval interval) {
      const auto curve = kaplan_meier(spells, 0.95, interval);
      const auto& point = *(std::ranges::upper_bound(curve, 40.0, {}, &SurvivalPoint::time) - 1);
      return point.ci_low <= truth && truth <= point.ci_high;
    };
    log_log += covers(SurvivalInterval::log_log);
    plain += covers(SurvivalInterval::plain);
    mean += restricted_mean(kaplan_meier(spells), 40).mean / trials;
  }
  CHECK(std::abs(log_log / double{trials} - 0.95) < share_tolerance(0.95, trials) + 0.005);
  CHECK(std::abs(plain / double{trials} - 0.95) < share_tolerance(0.95, trials) + 0.015);
  CHECK(std::abs(mean - 50 * (1 - truth)) <
        3.5 * 14 / std::sqrt(80.0 * trials));  // sd of min(life, 40) below 14
}

// Customers first seen at a random age, as where observation starts in an old firm: those who left before are
// unseen, and counting the rest from age zero would flatter retention.
TEST_CASE("left truncation is corrected by late entry") {
  Engine engine(17);
  boost::random::exponential_distribution<double> lifetime(1 / 50.0);
  boost::random::uniform_real_distribution<double> first_seen(0, 60);
  std::vector<Spell> late, naive;
  while (late.size() < 20'000) {
    const double life = lifetime(engine), seen = late.size() % 4 == 0 ? 0 : first_seen(engine);
    if (life <= seen) continue;
    late.push_back({.left = life, .event = true, .entered = seen});
    naive.push_back({.left = life, .event = true});
  }
  const double truth = std::exp(-0.8);
  const auto curve = kaplan_meier(late);
  const auto& point = *(std::ranges::upper_bound(curve, 40.0, {}, &SurvivalPoint::time) - 1);
  CHECK(std::abs(point.survival - truth) < 3.5 * point.standard_error);
  CHECK(survival_at(kaplan_meier(naive), 40) > truth + 0.1);
}

TEST_CASE("leaving in the very first week counts, and impossible spells are refused") {
  const auto curve = kaplan_meier(std::vector<Spell>{{.left = 0, .event = true}, {.left = 3}});
  CHECK(curve.front().survival == 0.5);
  CHECK(kaplan_meier({}).empty());
  CHECK(restricted_mean({}, 10).mean == 10);
  CHECK_THROWS_AS(kaplan_meier(std::vector<Spell>{{.left = 2, .entered = 2}}), std::invalid_argument);
  CHECK_THROWS_AS(kaplan_meier(std::vector<Spell>{{.left = no_value}}), std::invalid_argument);
  CHECK_THROWS_AS(kaplan_meier(std::vector<Spell>{{.left = 2, .count = -1}}), std::invalid_argument);
}
