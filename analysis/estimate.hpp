// What a sample says about a mean, a share or a quantile. A sample is one number per replication, in the
// order of replications; a NaN marks a replication in which the measure has no value (no account left to be
// satisfied, say). NaNs are left out and counted, never silently averaged.
//
// Sources: Student (1908) for the interval of a mean, in the form of Law (2015) "Simulation Modeling and
// Analysis" eq. 4.12; Wilson (1927) for the interval of a share; Hyndman & Fan (1996) definition 7 for
// quantiles.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace clientele::analysis {

/// The mean of a sample with its confidence interval, in the unit of the sample.
struct Estimate {
  std::size_t n = 0;        ///< observations used
  std::size_t missing = 0;  ///< NaNs left out
  double mean = 0;
  double sd = 0;  ///< of one observation (divisor n - 1), not of the mean
  double ci_low = 0;
  double ci_high = 0;
};

/// A share of n observations with its Wilson interval.
struct Proportion {
  std::size_t n = 0;
  double share = 0;
  double ci_low = 0;
  double ci_high = 1;
};

/// Mean, standard deviation and Student interval. Valid for normal observations at any n, and for others as n
/// grows. n = 1: sd and interval are NaN, as one observation shows no spread and bounds nothing. n = 0: the
/// mean is NaN too, as there is nothing to estimate. A constant sample has exactly sd 0.
Estimate estimate(std::span<const double> sample, double confidence = 0.95);

/// The same from a mean and a standard deviation already at hand.
Estimate estimate_from(std::size_t n, std::size_t missing, double mean, double sd, double confidence = 0.95);

/// Estimate of the mean of a[i] - b[i]; a pair with a NaN on either side is missing. Throws
/// std::invalid_argument if the lengths differ.
Estimate paired_difference(std::span<const double> a, std::span<const double> b, double confidence = 0.95);

/// The same of samples of zeros and ones, whose means are shares: with Wilson's interval, which has a width
/// even where all are alike, and for differences with that of Newcombe (1998, Statistics in Medicine 17:2635,
/// method 10), which joins Wilson's two by the correlation of the pairs. n = 1: no interval, as above.
Estimate estimate_of_share(std::span<const double> sample, double confidence = 0.95);
Estimate paired_difference_of_shares(std::span<const double> a, std::span<const double> b,
                                     double confidence = 0.95);

/// a[i] - b[i] for every i. Throws std::invalid_argument if the lengths differ.
std::vector<double> differences(std::span<const double> a, std::span<const double> b);

/// Quantile at probability p in [0, 1], linear between order statistics; NaNs left out; NaN of an empty
/// sample.
double quantile(std::span<const double> sample, double p);

/// The share hits/n with Wilson's interval, which is sound at 0 and n and for small n. `hits` may count a tie
/// as one half. n = 0 gives NaN, as a share of nothing does not exist.
Proportion proportion(double hits, std::size_t n, double confidence = 0.95);

/// The share of observations below the threshold (NaNs left out), e.g. the chance of a loss at threshold 0.
Proportion share_below(std::span<const double> sample, double threshold, double confidence = 0.95);

}  // namespace clientele::analysis
