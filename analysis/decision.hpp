// The decision table: from one number per replication and policy to what a decision-maker needs. Replications
// are paired: row r of every policy was run on the same people with common random numbers, so
// columns are correlated in an unknown and unequal way and every statement here is made from paired
// differences.
//
// Simultaneous intervals: multiple_comparisons.hpp. Probability of being best, opportunity cost:
// posterior.hpp.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/matrix.hpp"
#include "analysis/multiple_comparisons.hpp"

namespace clientele::analysis {

/// One row of the table. All intervals of `versus_baseline` and `versus_best_other` over all rows hold
/// together at the confidence asked.
struct Verdict {
  Estimate objective;
  Difference versus_baseline;
  Difference versus_best_other;
  double best_probability = 0;  ///< that its mean is the best of all
  double opportunity_cost = 0;  ///< expected loss from choosing it, in the unit of the objective
  Proportion beats_baseline;  ///< share of single replications in which it does better; a tie counts one half
  Proportion loss;            ///< share of single replications with an objective below zero
};

struct DecisionTable {
  std::size_t n = 0;        ///< replications in which every policy has a value
  std::size_t missing = 0;  ///< replications left out because some policy has none
  double confidence = 0.95;
  std::vector<Verdict> verdicts;  ///< one per column
  std::size_t best = 0;           ///< column with the best mean; the first of equals
};

/// Judges the columns of `objective` (replications x policies). NaN marks a missing value. Throws
/// std::invalid_argument if no replication is complete or `baseline` is not a column. With one replication
/// intervals and probabilities of being best are NaN; opportunity cost, infinite below, needs three (the mean
/// of Student's t with one degree of freedom does not exist).
DecisionTable decide(const Matrix& objective, Orientation orientation, std::size_t baseline = 0,
                     double confidence = 0.95);

/// Asks that the mean of a metric be below or above a limit.
struct Requirement {
  enum class Comparison { below, above } comparison = Comparison::below;
  double limit = 0;
};

/// The probability that a mean meets the requirement, from the sample of one policy (NaNs left out):
/// Student's posterior of a mean under the reference prior (Gelman et al. 2013 "Bayesian Data Analysis"
/// section 3.2). A sample without spread gives 0 or 1; one observation, or none, gives NaN.
double probability_met(std::span<const double> sample, Requirement requirement);

/// Whether the mean of the sample meets the requirement.
bool is_met(std::span<const double> sample, Requirement requirement);

/// The column with the best mean objective among those marked feasible, if any.
std::optional<std::size_t> best_feasible(const DecisionTable& decision, Orientation orientation,
                                         const std::vector<bool>& feasible);

}  // namespace clientele::analysis
