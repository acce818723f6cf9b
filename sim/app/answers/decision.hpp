// Which policy to choose, and how sure that is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "analysis/decision.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/study/goals.hpp"

namespace clientele::app {

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

/// The table of the decision, and a line on each column.
std::string decision_table(const Comparison& comparison, const Choice& choice);

/// The decision in a sentence.
std::string decision_sentence(const Comparison& comparison, const Choice& choice);

}  // namespace clientele::app
