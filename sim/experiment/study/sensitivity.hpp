// How much each assumption matters: to the headline measures, and to which policy is best.
//
// A measure stands for its mean over the policies compared. The ranking of policies is told by the *lead*:
// the objective of the leader - the policy that is best at most points screened - less that of the best of
// the others at the point, signed so that more is better and it is negative where another policy wins. All
// points meet the same people with common random numbers, and everything is simulated in at least two
// replications, so that what chance does can be told from what assumptions do.
//
// Failed runs are never filled in. A point without a value - because a run failed, or there is nothing to
// measure - takes with it the two elementary effects that end there, or its whole block of a Sobol design,
// and these are counted.
#pragma once

#include <string>
#include <vector>

#include "analysis/matrix.hpp"
#include "analysis/sensitivity/elementary_effects.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// What is explained: a headline measure, or the lead of a policy.
struct Output {
  std::string name;
  std::string unit;
  Matrix values;  ///< points x replications, NaN where missing
};

inline constexpr std::string_view lead_name = "lead";

/// Which policy is best where, by the mean of its objective over replications.
struct Ranking {
  std::vector<std::string> policies;
  std::vector<std::size_t> best;   ///< per point; `nobody` where a policy has no value, or several are best
  std::vector<std::size_t> times;  ///< per policy: at how many points it alone is best
  std::size_t ties = 0;            ///< at how many points several are
  std::size_t leader = 0;          ///< best most often; the first of equals

  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);
  std::size_t judged() const;  ///< points at which every policy has a value
  bool has_leader() const;     ///< some policy is best somewhere
};

/// `objective` is a measure of the store.
Ranking rank_policies(const Store& store, const StoredMeasure& objective);

/// The headline measures, then, where there are rivals, the lead of `leader`.
std::vector<Output> outputs_of(const Store& store, const StoredMeasure& objective, std::size_t leader);

/// Of one output, one effect per assumption.
struct ScreenedOutput {
  std::string name;
  std::string unit;
  std::vector<ElementaryEffect> effects;
};

/// What Morris's screening says.
struct Screening {
  Ranking ranking;
  std::vector<ScreenedOutput> outputs;
  std::vector<Proportion> upsets;  ///< per assumption: share of its steps that change which policy is best
};

/// `points` are those of the Morris design that the store's points were made from, in the unit cube.
Screening screen(const Store& store, const StoredMeasure& objective, const Matrix& points);

/// Positions of assumptions, the most important first (by mu*; those without a value last).
std::vector<std::size_t> by_importance(const std::vector<ElementaryEffect>& effects);

/// The `count` assumptions that matter most to any output, in ascending order: the last output, the lead
/// where there are rivals, names its five most important; then all take turns, each naming the most important
/// one that is not named yet.
std::vector<std::size_t> most_important(const Screening& screening, std::size_t count);

/// Of one output: Sobol indices of the assumptions, and how much of the variance is chance.
struct DecomposedOutput {
  std::string name;
  std::string unit;
  SobolIndices indices;
};

/// The store's points must be those of a Saltelli design over `assumptions` of them; `leader` is whose lead
/// is explained.
std::vector<DecomposedOutput> decompose(const Store& store, const StoredMeasure& objective,
                                        std::size_t leader, std::size_t assumptions);

}  // namespace clientele::experiment
