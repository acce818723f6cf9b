// The standard distributions that intervals and probabilities are computed from.
#pragma once

namespace clientele::analysis {

/// Quantile of Student's t at probability p; infinite for zero degrees of freedom, where nothing is known of
/// the spread.
double student_quantile(double p, double degrees_of_freedom);

/// Probability that Student's t is at most x.
double student_probability(double x, double degrees_of_freedom);

/// Quantile of the standard normal at probability p.
double normal_quantile(double p);

/// Quantile of chi-squared at probability p.
double chi_squared_quantile(double p, double degrees_of_freedom);

}  // namespace clientele::analysis
