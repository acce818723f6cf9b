// The effect of a setting on a measure: two scenarios simulated with the same people and common random
// numbers, many times.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {

/// Paired differences (changed minus base) of a measure over replications with fixed seeds.
struct Effect {
  double mean = 0;
  double standard_error = 0;

  /// Beyond four standard errors: by chance once in 16,000 trials.
  bool rises() const { return mean > 4 * standard_error; }
  bool falls() const { return mean < -4 * standard_error; }
  /// Not a bit of difference in any replication.
  bool vanishes() const { return mean == 0 && standard_error == 0; }
};

/// The effect that paired differences show, one for each replication.
Effect effect_of(const std::vector<double>& differences);

using Change = std::function<void(Scenario&)>;

/// A lever of the first policy, or a constant of the model, set to a value.
Change lever(float Levers::*which, float value);
Change constant(float Constants::*which, float value);

struct Trial {
  Scenario scenario = lively_world();
  int weeks = 78;
  int replications = 12;

  /// What `change` does to a measure of the first business.
  Effect effect(std::string_view measure, const Change& change) const;
};

/// The value of a measure of the first business over one run.
double value_of(std::string_view measure, const Scenario& scenario, int weeks, std::uint32_t replication);

}  // namespace clientele::scenario
