// Policies compared over many plausible worlds (plausible_worlds.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/regret.hpp"
#include "analysis/rule.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// The policy that is best most often, against one other.
struct Duel {
  std::size_t rival;
  Proportion wins;                 ///< share of worlds in which the leader is better
  double noise_share;              ///< of the variance of the difference: what is chance, not the world; NaN
                                   ///< if it does not vary, or one replication does not tell
  std::size_t ties;                ///< worlds in which neither is better
  std::optional<SimpleRule> rule;  ///< tells the worlds in which the leader wins; none below ten worlds, nor
                                   ///< where the two are equal in all
};

/// How one policy fares over worlds, and in the scenario as it is.
struct Spread {
  double lower_quartile;
  double median;
  double upper_quartile;
  double nominal;  ///< NaN if it is not known

  /// Whether the scenario lies in the middle half of the worlds, as far as it is known.
  bool holds_nominal() const { return !(nominal < lower_quartile || nominal > upper_quartile); }
};

/// What it does to each policy that an assumption moves to its median, all else as the scenario has it: of
/// those assumptions of which the scenario has not the median.
struct Shift {
  std::size_t assumption;       ///< position in assumptions_varied
  std::vector<double> of_mean;  ///< per policy; NaN if it is not known
};

/// How far the mean over worlds is from the scenario as it is because an assumption does more, or less, harm
/// on one side than good on the other: what pairs of worlds that mirror each other tell of it (the slope of
/// their mean over the squared distance from the median).
struct Skew {
  std::size_t assumption;  ///< position in assumptions_varied
  double shift;            ///< of assumptions of which the scenario has the median
  double half_width;       ///< of its 95 % interval
};

struct RobustComparison {
  std::vector<std::string> policies;
  std::vector<Robustness> robustness;    ///< per policy
  std::vector<Estimate> objective;       ///< per policy, over worlds
  std::vector<Spread> spread;            ///< per policy
  std::vector<Shift> shifts;             ///< the largest first
  std::vector<std::vector<Skew>> skews;  ///< per policy, the surest first; none below eight pairs
  std::size_t leader;                    ///< best in most worlds; the first of equals
  std::vector<Duel> duels;               ///< with every other policy; none if no world is compared
  std::size_t worlds;                    ///< compared
  std::size_t dropped;                   ///< left out, as a run failed or had no value
};

/// Judges by the mean of the objective, one of the store's measures, over the replications of a world. A
/// world without a value of every policy is left out and counted.
RobustComparison compare_robustly(const Store& store, const StoredMeasure& objective);

}  // namespace clientele::experiment
