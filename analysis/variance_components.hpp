// Where the variance of a stochastic model's output comes from: which world it is (parameters) or luck
// (replication).
//
// Source: two-way crossed random-effects analysis of variance, Searle, Casella & McCulloch (1992) "Variance
// Components" section 4.5 (ANOVA estimators).
#pragma once

#include <Eigen/Core>

namespace clientele::analysis {

/// Variances that add up to that of a single run. With common random numbers replication r has the same luck
/// at every point: `luck` is what it does to all points alike, `interaction` what it does differently from
/// point to point. With independent random numbers `luck` is zero up to error and all noise is `interaction`.
struct VarianceComponents {
  double parameters = 0;
  double luck = 0;
  double interaction = 0;

  double noise_share() const { return (luck + interaction) / (parameters + luck + interaction); }
};

/// From outputs (points x replications); points with a NaN are left out. Estimates below zero are set to
/// zero. With one replication noise cannot be told from parameters: luck and interaction are NaN. With fewer
/// than two points all are NaN.
VarianceComponents variance_components(const Eigen::MatrixXd& outputs);

}  // namespace clientele::analysis
