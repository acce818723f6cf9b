// A plain simulation of the equations of Oliva and Sterman (2001) in continuous time, with people as a
// continuous quantity, as an independent reference for the special case.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/reproduction.hpp"

namespace clientele::validation {
namespace {

constexpr double dt = 0.05;  ///< weeks

/// Autoregressive noise: a first-order filter of white noise ("pink noise").
struct PinkNoise {
  double deviation, weeks;
  double value = 0;

  double next(std::mt19937_64& random) {
    const double memory = std::exp(-dt / weeks);
    const double shock = std::normal_distribution<>(0, deviation)(random);
    return value = memory * value + std::sqrt(1 - memory * memory) * shock;
  }
};

struct LendingCentre {
  double rookies = 14, experienced = 64;
  double desired_time = 1.076;             ///< hours per order
  double backlog = 2071 * delivery_delay;  ///< orders
  double vacancies = 78 / tenure * hiring_delay;
  double hours_per_person = 35 * (1 - 0.165) * (64 + 0.35 * 14) / 78;  ///< perceived
  double smoothed_work = 78 * hours_per_person;
  double fatigue = 1, long_fatigue = 1;
  PinkNoise orders{77, 1}, absence{0.032, 2};

  static constexpr double delivery_delay = 0.1;  ///< weeks that an order takes at least
  static constexpr double tenure = 400.8, hiring_delay = 29.98, adjustment = 11.54;

  double headcount() const { return rookies + experienced; }

  void serve(std::mt19937_64& random) {
    const double arriving = 2071 + orders.next(random);
    const double present = 35 * (1 - 0.165 - absence.next(random));
    const double effective = experienced + 0.35 * rookies - 0.05 * rookies;
    const double capacity = present * effective * std::exp(-0.2 * std::max(0.0, fatigue - 1));
    const double required = backlog / delivery_delay * desired_time;
    const double pressure = (required - capacity) / required;
    const double intensity = std::exp(0.3705 * pressure);
    const double time = desired_time * std::exp(-0.6393 * pressure);
    const double fulfilled = std::min(capacity * intensity / time, backlog / dt);
    backlog += dt * (arriving - fulfilled);
    desired_time += dt * (time - desired_time) / (time < desired_time ? 18.7 : 813564);
    fatigue += dt * (intensity - fatigue) / 3;
    long_fatigue += dt * (intensity - long_fatigue) / 52;
    smoothed_work += dt * (required - smoothed_work) / 18.76;
  }

  void staff() {
    const double ordinary = 35 * (1 - 0.165) * (experienced + 0.35 * rookies) / headcount();
    hours_per_person += dt * (ordinary - hours_per_person) / 6.70;
    const double stay = tenure * (1 - 0.407 * std::clamp(long_fatigue - 1, 0.0, 1.0));
    const double gap = (smoothed_work / hours_per_person - headcount()) / adjustment;
    const double wanted = std::max(0.0, headcount() / stay + gap);
    const double opened = std::max(0.0, wanted + (wanted * hiring_delay - vacancies) / adjustment);
    const double hired = vacancies / hiring_delay, assimilated = rookies / 12;
    vacancies += dt * (opened - hired);
    rookies += dt * (hired - assimilated - rookies / stay);
    experienced += dt * (assimilated - experienced / stay);
  }
};

Estimate over_seeds(double (*value)(const LendingCentre&), double weeks = 250, std::size_t seeds = 100) {
  std::vector<double> values;
  for (std::size_t seed = 1; seed <= seeds; ++seed) {
    std::mt19937_64 random(seed);
    LendingCentre centre;
    for (int i = 0; i < std::lround(weeks / dt); ++i) {
      centre.serve(random);
      centre.staff();
    }
    values.push_back(value(centre));
  }
  return estimate(values);
}

void check_equal(const Reproduced& simulated, const Estimate& reference) {
  const double reference_error = reference.sd / std::sqrt(static_cast<double>(reference.n));
  INFO(simulated.quantity.name, ": simulated ", simulated.simulated.mean, " (", standard_error(simulated),
       "), reference ", reference.mean, " (", reference_error, ")");
  CHECK(std::abs(simulated.simulated.mean - reference.mean) <
        4 * std::hypot(standard_error(simulated), reference_error));
}

TEST_CASE("a week as the unit of time is fine enough for Oliva and Sterman's equations") {
  ThreadPool pool(available_threads());
  const auto simulated = reproduce(reproductions().front(), CLIENTELE_SOURCE "/scenarios", pool);
  check_equal(simulated[0], over_seeds([](const LendingCentre& centre) { return centre.desired_time; }));
  check_equal(simulated[1], over_seeds([](const LendingCentre& centre) { return centre.headcount(); }));
}

}  // namespace
}  // namespace clientele::validation
