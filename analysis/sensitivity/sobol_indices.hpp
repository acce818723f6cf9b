// How the variance of an output divides among parameters: Sobol's first-order and total indices. The
// first-order index of a parameter is the share of variance that would go if it alone were known, the total
// index the share that would remain if it alone were unknown; their difference is interaction.
//
// Sources: Saltelli et al. (2010, Computer Physics Communications 181), table 2: design, estimator (b) for
// first order; Jansen (1999), estimator (f) there, for totals; Efron & Tibshirani (1993) for bootstrap
// percentile intervals. Noise: the model is stochastic and a point's output the mean of r replications. Every
// product in the estimators is replaced by its unbiased estimate, the mean over pairs of different
// replications, so noise adds nothing to the indices, which are those of the expected output. Common random
// numbers are credited.
#pragma once

#include <vector>

#include "analysis/matrix.hpp"
#include "analysis/sensitivity/variance_components.hpp"

namespace clientele::analysis {

/// n (k + 2) points in blocks of k + 2 rows: a point a, a point b, and for every parameter the point a with
/// that coordinate from b. A longer design begins with the shorter one. n a power of two is best balanced.
Matrix saltelli_design(std::size_t n, std::size_t k);

struct SobolIndex {
  double value = 0;
  double ci_low = 0;  ///< 95 % bootstrap over blocks
  double ci_high = 0;
};

struct SobolIndices {
  std::size_t n = 0;        ///< blocks used
  std::size_t dropped = 0;  ///< blocks with a failed run
  std::vector<SobolIndex> first;
  std::vector<SobolIndex> total;
  VarianceComponents variance;  ///< of single runs at the points a and b
};

/// Indices of k parameters from the outputs at a Saltelli design (points x replications). A block with a
/// failed run (NaN) is dropped whole and counted. With one replication noise is not corrected for: it
/// inflates totals. Indices are NaN where the parameters explain no variance, and absent if no block is
/// complete. The bootstrap treats the points as random, which makes its intervals of a Sobol sequence a
/// little wide. Throws std::invalid_argument if the rows are not blocks of k + 2.
SobolIndices sobol_indices(const Matrix& outputs, std::size_t k, int resamples = 1000);

}  // namespace clientele::analysis
