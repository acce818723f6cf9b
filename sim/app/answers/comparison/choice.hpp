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
  std::vector<std::size_t>
      best;            ///< of the feasible ones; several if their means are equal, none if there is none
  bool clear = false;  ///< the best is told from all other feasible ones

  /// One replication tells nothing of others.
  bool is_told() const { return table.n > 1; }
};

/// None if there is nothing to choose from: one policy, or no replication in which all have a value.
std::optional<Choice> choose(const Comparison& comparison, const Options& options);

/// Why there is none, as a clause.
std::string reason_for_no_choice(const Comparison& comparison, const Options& options);

/// Why no single policy is the best, as a clause; empty if one is.
std::string reason_for_no_best(const Comparison& comparison, const Choice& choice);

/// A share of replications as a chance; NaN if it is of one alone.
double as_chance(const Proportion& proportion);

}  // namespace clientele::app
