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

Effect Trial::effect(std::string_view measure, const Change& change) const {
  Scenario base = scenario, changed = scenario;
  change(changed);
  tabulate(base);
  tabulate(changed, &base);
  double sum = 0, squares = 0;
  for (int r = 0; r < replications; ++r) {
    const auto replication = static_cast<std::uint32_t>(r);
    const double difference =
        value_of(measure, changed, weeks, replication) - value_of(measure, base, weeks, replication);
    sum += difference;
    squares += difference * difference;
  }
  const double n = replications, mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1))};
}

}  // namespace clientele::scenario
