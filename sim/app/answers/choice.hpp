// Which policy to choose, and how sure that is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/decision.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// The decision by one measure, among the policies that meet all requirements.
struct Choice {
  std::size_t objective;  ///< position among the measures
  Orientation orientation;
  DecisionTable table;
  std::vector<MeasureRequirement> requirements;
  std::vector<std::vector<double>> met_probability;  ///< per policy and requirement
  std::vector<bool> feasible;                        ///< per policy: its means meet all requirements
  std::optional<std::size_t> best;                   ///< of the feasible ones
};

/// None if there is nothing to choose from: one policy, or no replication in which all have a value.
std::optional<Choice> choose(const Comparison& comparison, const Options& options);

}  // namespace clientele::app
