// Where the variance of a stochastic model's output comes from: which world it is (parameters) or
// chance (replication).
//
// Source: two-way crossed random-effects analysis of variance, Searle, Casella & McCulloch (1992) "Variance
// Components" section 4.5 (ANOVA estimators).
#pragma once

#include "analysis/matrix.hpp"

namespace clientele::analysis {

/// Variances that add up to that of a single run. With common random numbers replication r has the same
/// draws at every point: `replications` is what they do to all points alike, `interaction` what they do
/// differently from point to point. With independent random numbers `replications` is zero up to error and
/// all noise is `interaction`.
struct VarianceComponents {
  double parameters = 0;
  double replications = 0;
  double interaction = 0;

  double noise_share() const {
    return (replications + interaction) / (parameters + replications + interaction);
  }
};

/// From outputs (points x replications); points with a NaN are left out. Estimates below zero are set to
/// zero. With one replication noise cannot be told from parameters: replications and interaction are NaN.
/// With fewer than two points all are NaN.
VarianceComponents variance_components(const Matrix& outputs);

}  // namespace clientele::analysis
