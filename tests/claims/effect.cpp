#include "tests/claims/effect.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace clientele::scenario {

double value_of(std::string_view measure, const Scenario& scenario, int weeks, std::uint32_t replication) {
  const int position = find_measure(measure);
  REQUIRE(position >= 0);
  const World world = simulated(scenario, weeks, replication);
  return measures()[static_cast<std::size_t>(position)].value(world.all_weeks()[0]);
}

Effect effect_of(const std::vector<double>& differences) {
  double sum = 0, squares = 0;
  for (const double difference : differences) {
    sum += difference;
    squares += difference * difference;
  }
  const auto n = static_cast<double>(differences.size());
  const double mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1))};
}

Change lever(float Levers::*which, float value) {
  return [=](Scenario& s) { levers(s).*which = value; };
}

Change constant(float Constants::*which, float value) {
  return [=](Scenario& s) { s.model.*which = value; };
}

Effect Trial::effect(std::string_view measure, const Change& change) const {
  Scenario base = scenario, changed = scenario;
  change(changed);
  QuantileTables tables;
  tabulate(base, tables);
  tabulate(changed, tables);
  std::vector<double> differences;
  for (int r = 0; r < replications; ++r) {
    const auto replication = static_cast<std::uint32_t>(r);
    differences.push_back(value_of(measure, changed, weeks, replication) -
                          value_of(measure, base, weeks, replication));
  }
  return effect_of(differences);
}

}  // namespace clientele::scenario
