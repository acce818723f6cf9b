// How policies fare over many plausible worlds, of which nobody knows which is ours: how often each is the
// best, and how much one would wish to have chosen otherwise.
//
// Source: regret, Savage (1951, J. Am. Stat. Assoc. 46); over sampled worlds, Lempert et al. (2006,
// Management Science 52) "robust decision making".
#pragma once

#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/matrix.hpp"
#include "analysis/multiple_comparisons.hpp"

namespace clientele::analysis {

/// Of one policy, over worlds in which every policy has a value. Regret is the distance to the best policy of
/// that world, in the unit of the objective, never negative.
struct Robustness {
  Proportion best;  ///< share of worlds in which it is the best; equals share a world
  double mean_regret = 0;
  double regret_95 = 0;  ///< exceeded in one world of twenty
  double largest_regret = 0;
};

/// Judges each column of the mean objective (worlds x policies; a world with a NaN is left out). The mean of
/// a world is taken as known: where it comes from few replications, part of the regret is chance. No worlds:
/// NaN regrets.
std::vector<Robustness> robustness(const Matrix& objective, Orientation orientation);

}  // namespace clientele::analysis
