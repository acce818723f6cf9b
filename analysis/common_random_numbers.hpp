// What common random numbers achieved: two policies run on the same people with the same random numbers give
// correlated results, and their difference is known more precisely than from independent runs.
//
// Source: Law (2015) "Simulation Modeling and Analysis" section 11.2: Var(a - b) = Var a + Var b - 2 Cov(a,
// b).
#pragma once

#include <cstddef>
#include <span>

namespace clientele::analysis {

/// Of n pairs without a NaN.
struct Synchronisation {
  std::size_t n = 0;
  double correlation = 0;         ///< Pearson's; 0 if one side is constant
  double variance_reduction = 1;  ///< (Var a + Var b) / Var(a - b)
};

/// The correlation achieved between two policies over replications, and the variance-reduction factor against
/// independent runs: above 1 the common random numbers help, below 1 they hurt. Identical samples that vary
/// have the factor +inf; constant samples have factor 1; with fewer than two pairs both are NaN. Throws
/// std::invalid_argument if the lengths differ.
Synchronisation synchronisation(std::span<const double> a, std::span<const double> b);

}  // namespace clientele::analysis
