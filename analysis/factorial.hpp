// The effects of a factorial experiment: what each factor does by itself, averaged over the levels of the
// others, and what combinations do beyond that. Columns of `results` are the cells - every combination of one
// level of each factor, the last factor changing fastest -, rows are replications, paired by common random
// numbers: each effect is a contrast of the cells of one replication, and its sample has one number for each.
//
// A main effect is a level less the first level of the same factor; an interaction of two factors is the
// effect of one at a level of the other less that effect at the first level (a difference of differences, not
// halved); higher ones go on in this way. Source: Montgomery (2017) "Design and Analysis of Experiments"
// sections 5.2 and 6.2, with contrasts of replications in place of a pooled variance, which common random
// numbers rule out (Law 2015, section 12.2). Intervals are Student's, at level 1 - alpha/m for the m effects
// (Bonferroni), so that they hold together whatever the cells have in common.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/matrix.hpp"

namespace clientele::analysis {

/// One effect, in the unit of the results.
struct FactorialEffect {
  std::vector<std::size_t>
      levels;  ///< per factor: 0 where averaged over it, else that level against the first
  Estimate estimate;

  std::size_t order() const;  ///< 1 for a main effect, 2 for an interaction of two factors
};

/// All effects of factors with so many levels, by order. Rows with a NaN are left out and counted as missing.
/// One complete row gives no intervals. Throws std::invalid_argument unless there is one column for each
/// combination of levels, every factor has two levels or more, and some row is complete.
std::vector<FactorialEffect> factorial_effects(const Matrix& results, std::span<const std::size_t> levels,
                                               double confidence = 0.95);

/// The level of each factor in a cell.
std::vector<std::size_t> levels_of_cell(std::size_t cell, std::span<const std::size_t> levels);

}  // namespace clientele::analysis
