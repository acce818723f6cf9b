#include "analysis/competing_risks/occurrence_exposure.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/random/exponential_distribution.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

// Weeks in bands 0 to 10, 10 to 20 and above: 10, 5 and 0 of the first; twice 10, 10 and 0 of the two who
// left at an edge; 0, 8 and 3 of the one first seen at 12.
TEST_CASE("rates by band are events over weeks, found by hand") {
  const std::vector<CauseSpell> spells{
      {15, 1}, {.left = 20, .cause = 2, .count = 2}, {.left = 23, .cause = 0, .entered = 12}};
  const auto bands = occurrence_exposure(spells, 2, std::vector<double>{0, 10, 20, INFINITY});
  REQUIRE(bands.size() == 3);
  CHECK(bands[0].exposure == 10 + 20);
  CHECK(bands[1].exposure == 5 + 20 + 8);
  CHECK(bands[2].exposure == 3);
  CHECK(bands[1].from == 10);
  CHECK(bands[1].to == 20);
  CHECK(bands[0].by_cause[0].rate == 0);
  CHECK(bands[1].by_cause[0].events == 1);
  CHECK(bands[1].by_cause[0].rate == doctest::Approx(1.0 / 33));
  CHECK(bands[1].by_cause[1].events == 2);
  CHECK(bands[1].by_cause[1].rate == doctest::Approx(2.0 / 33));
  CHECK(bands[2].by_cause[1].events == 0);
}

// Garwood's table: of no event the mean is at most -log(0.025), of one between -log(0.975) and 5.572, of ten
// between 4.795 and 18.39.
TEST_CASE("intervals of rates are the exact ones of Poisson counts") {
  const auto rate_of = [](double events) {
    const std::vector<CauseSpell> spells{{.left = 4, .cause = 1, .count = events}, {.left = 4, .count = 25}};
    const auto band = occurrence_exposure(spells, 1, std::vector<double>{0, 4}).front();
    CHECK(band.exposure == 4 * (events + 25));
    auto rate = band.by_cause[0];
    rate.ci_low *= band.exposure;
    rate.ci_high *= band.exposure;
    return rate;
  };
  CHECK(rate_of(0).ci_low == 0);
  CHECK(rate_of(0).ci_high == doctest::Approx(-std::log(0.025)));
  CHECK(rate_of(1).ci_low == doctest::Approx(-std::log(0.975)));
  CHECK(rate_of(1).ci_high == doctest::Approx(5.572).epsilon(0.0005));
  CHECK(rate_of(10).ci_low == doctest::Approx(4.795).epsilon(0.0005));
  CHECK(rate_of(10).ci_high == doctest::Approx(18.39).epsilon(0.0005));
}

// 0.02 a week up to age 20 and 0.05 after; censored at 40.
TEST_CASE("hazards that change at an edge are found on either side") {
  constexpr int n = 20'000;
  Engine engine(37);
  boost::random::exponential_distribution<double> early(0.02), late(0.05);
  std::vector<CauseSpell> spells;
  for (int i = 0; i < n; ++i) {
    double life = early(engine);
    if (life > 20) life = 20 + late(engine);
    spells.push_back({std::min(life, 40.0), life <= 40 ? 1u : 0u});
  }
  const auto bands = occurrence_exposure(spells, 1, std::vector<double>{0, 20, 40}, 0.9995);
  CHECK(bands[0].by_cause[0].ci_low < 0.02);
  CHECK(bands[0].by_cause[0].ci_high > 0.02);
  CHECK(bands[1].by_cause[0].ci_low < 0.05);
  CHECK(bands[1].by_cause[0].ci_high > 0.05);
}

TEST_CASE(
    "a band in which nobody was seen has no rate, the first week counts, impossible bands are refused") {
  const std::vector<CauseSpell> spells{{0, 1}, {5, 1}};
  const auto bands = occurrence_exposure(spells, 1, std::vector<double>{0, 5, 6});
  CHECK(bands[0].by_cause[0].events == 2);
  CHECK(std::isnan(bands[1].by_cause[0].rate));
  CHECK(std::isnan(bands[1].by_cause[0].ci_high));
  for (const auto& edges : std::vector<std::vector<double>>{{}, {1}, {0, 0}, {2, 1}, {-1, 1}, {0, no_value}})
    CHECK_THROWS_AS(occurrence_exposure(spells, 1, edges), std::invalid_argument);
  const std::vector<double> edges{0, 5};
  CHECK_THROWS_AS(occurrence_exposure(spells, 0, edges), std::invalid_argument);
  CHECK_THROWS_AS(occurrence_exposure(std::vector<CauseSpell>{{2, 1, 2}}, 1, edges), std::invalid_argument);
}
