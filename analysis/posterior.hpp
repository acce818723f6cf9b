// What is known about the vector of mean results after n paired replications: a multivariate t with n - 1
// degrees of freedom, located at the sample means, with the sample covariance of the means as scale. It is
// the posterior of normal columns of unknown means and covariance under the prior |Sigma|^-k of Geisser &
// Cornfield (1963, JRSS B 25), chosen because every paired difference then has exactly Student's classical
// distribution: the probability that one of two policies is better equals one minus the p-value of the paired
// t test, and so is calibrated. Chick & Inoue (2001, Management Science 47) use such a posterior with common
// random numbers to select the best of simulated systems.
#pragma once

#include <vector>

#include "analysis/matrix.hpp"

namespace clientele::analysis {

struct Ranking {
  std::vector<double> best_probability;  ///< that its mean is the largest; sums to one
  std::vector<double> opportunity_cost;  ///< expected largest mean less its own
};

/// Ranks the columns of complete paired results (replications x policies, larger is better) by Monte Carlo
/// over the posterior. The seed is fixed, so equal input gives equal output; the standard error of a
/// probability is at most 0.5 / sqrt(draws). Identical columns share their probability equally.
/// One replication: probabilities are NaN, even of identical columns. Fewer than three: infinite opportunity
/// costs, unless all columns are identical.
Ranking rank_by_posterior(const Matrix& results, int draws = 100'000);

}  // namespace clientele::analysis
