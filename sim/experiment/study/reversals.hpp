// Differences between policies that turn: one sign in the first year, the other in the last. Means over the
// whole time hide them.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// The first and the last year of an experiment, policies side by side.
struct Years {
  Comparison first, last;
};

/// None where years are not kept. Throws BadInput if no policy is named `baseline`; an empty name means the
/// plan's.
std::optional<Years> compare_years(const Store& store, const std::string& baseline = "");

/// Whether a measure has no value in this year of a finished run, as no rate has where the business had
/// failed before: what is compared then is survivors.
bool is_of_survivors(const Comparison& year, std::size_t measure, std::size_t policy);

/// A measure in which a policy is ahead of another in one year and behind in the other year.
struct Reversal {
  std::size_t measure, policy,
      other;                         ///< positions; the policy of the two that comes later in the plan first
  Estimate first, last;              ///< the policy's value less the other's, paired by replication
  bool is_sure_first, is_sure_last;  ///< its 95 % interval excludes zero

  bool is_sure() const { return is_sure_first && is_sure_last; }
};

/// Of these measures, and any two policies: the differences whose means have opposite signs and of which at
/// least one interval excludes zero, in the order of the measures; sure ones first.
std::vector<Reversal> find_reversals(const Years& years, const std::vector<std::size_t>& measures);

}  // namespace clientele::experiment
