// Policies compared over many plausible worlds instead of one: every assumption of the scenario is drawn from
// its plausible range (assumptions.hpp) by a Latin hypercube, and each world so made is lived under every
// policy with the same people and the same luck.
#pragma once

#include <optional>

#include "sim/layers.hpp"
#include "analysis/regret.hpp"
#include "analysis/rule.hpp"
#include "sim/experiment/design/assumptions.hpp"
#include "sim/experiment/store/results.hpp"

namespace clientele::experiment {

/// Plan::verb of such a comparison.
inline constexpr std::string_view plausible_verb = "compare --uncertain";

/// Gives the plan of a comparison `worlds` points, drawn with its seed.
void lay_out_worlds(Plan& plan, const std::vector<Assumption>& assumptions, std::size_t worlds);

/// The assumptions that differ between the worlds of such a plan.
std::vector<Assumption> assumptions_varied(const Plan& plan);

/// The policy that is best most often, against one other.
struct Duel {
  std::size_t rival;
  Proportion wins;                 ///< share of worlds in which the leader is better
  double luck;                     ///< share of the variance of the difference that is luck, not the world
  std::optional<SimpleRule> rule;  ///< tells the worlds in which the leader wins; none below ten worlds
};

struct RobustComparison {
  std::vector<std::string> policies;
  std::vector<Robustness> robustness;  ///< per policy
  std::vector<Estimate> objective;     ///< per policy, over worlds
  std::size_t leader;                  ///< best in most worlds
  std::vector<Duel> duels;             ///< with every other policy
  std::size_t worlds;                  ///< compared
  std::size_t dropped;                 ///< left out, as a run failed or had no value
};

/// Judges by the mean of the objective, one of the store's measures, over the replications of a world. A
/// world without a value of every policy is left out and counted.
RobustComparison compare_robustly(const Store& store, const StoredMeasure& objective);

}  // namespace clientele::experiment
