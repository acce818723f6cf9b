// How many replications are enough: fixed-width sequential estimation, and a forecast of its length from a
// pilot.
//
// Sources: Chow & Robbins (1965, Ann. Math. Stat. 36): sampling until the interval is as narrow as asked
// covers at the nominal level as the width tends to zero; Nadas (1969) for relative precision; Law (2015)
// "Simulation Modeling and Analysis" section 9.4.1 for Student's quantile, a minimum number of replications
// and the relative criterion. For a precision on a paired difference, give the differences (estimate.hpp) as
// the sample.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "analysis/estimate.hpp"

namespace clientele::analysis {

/// The half-width asked of a confidence interval. Relative: the interval shall miss the true mean by at most
/// this share of it, for which the half-width must fall to half_width / (1 + half_width) times the estimated
/// mean. A relative precision of a mean near zero (a difference that may not exist) may never be reached: ask
/// for an absolute one.
struct Precision {
  double half_width = 0;
  bool relative = false;
  double confidence = 0.95;
  std::size_t minimum = 30;  ///< before the first look: a small variance by chance shall not stop too early
  std::size_t batch = 1;     ///< replications between looks, at least 1
};

/// Whether the estimate (made at the precision's confidence) is as precise as asked; ignores minimum and
/// batch.
bool is_precise(const Estimate& estimate, const Precision& precision);

/// The number of replications at which the rule stops: the first of minimum, minimum + batch, ... at which
/// the estimate from that many first replications is precise; none if the sample does not reach it. Looks at
/// prefixes only, so the answer does not depend on how much further the sample goes. NaNs are replications
/// without a value.
std::optional<std::size_t> stopping_point(std::span<const double> sample, const Precision& precision);

/// Replications in total that a precision will take.
struct Forecast {
  std::size_t likely = 0;    ///< if the pilot's variance is the true one
  std::size_t cautious = 0;  ///< if it is the upper 90 % confidence limit of the variance
};

/// Forecast from a pilot's estimate. Throws std::invalid_argument for fewer than two observations. A
/// precision out of reach (relative, of a zero mean) gives the largest std::size_t.
Forecast forecast(const Estimate& pilot, const Precision& precision);

/// Forecast for the difference of two policies if they were run with independent random numbers, each this
/// many times.
Forecast forecast_independent(const Estimate& pilot_a, const Estimate& pilot_b, const Precision& precision);

}  // namespace clientele::analysis
