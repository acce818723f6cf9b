// How policies differ on average, all statements holding together. Rows of `results` are replications, paired
// by common random numbers, so columns are correlated in an unknown and unequal way and only paired
// differences are used.
//
// Method: Student intervals of all paired differences at level 1 - alpha/m, m = number of pairs of policies
// (Bonferroni). The paired difference of two normal columns is normal whatever their covariance, so each
// interval is exact at any n >= 2, and by Bonferroni's inequality all hold together with probability at least
// 1 - alpha under any correlation, also a singular one (Yang & Nelson 1991, Operations Research 39). The
// intervals to the best of the others follow from them without further loss (Edwards & Hsu 1983; Hsu 1996
// "Multiple Comparisons" chapter 4): mu_i - max_j mu_j is the least of mu_i - mu_j, so it lies between the
// least lower and the least upper bound. The sharper procedure of Nelson & Matejcik (1995, Management Science
// 41) is not used, as it assumes sphericity: that all differences have the same variance.
#pragma once

#include <vector>

#include "analysis/matrix.hpp"

namespace clientele::analysis {

enum class Orientation { higher_is_better, lower_is_better };

/// A difference of means, in the unit of the results, positive where the policy's value is the higher.
struct Difference {
  double mean = 0;
  double ci_low = 0;
  double ci_high = 0;
};

/// Of one policy. A policy compared with itself, or with an identical one, differs by exactly zero.
struct PolicyDifferences {
  Difference versus_baseline;
  Difference versus_best_other;  ///< policy minus the best of all others; zero if there are no others
};

/// One comparison per column of the complete `results` (no NaN). All intervals hold together at `confidence`.
/// One replication gives infinite intervals.
std::vector<PolicyDifferences> compare_policies(const Matrix& results, Orientation orientation,
                                                std::size_t baseline, double confidence = 0.95);

}  // namespace clientele::analysis
