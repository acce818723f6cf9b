// Many quantiles of one beta or gamma distribution at once. Finding each by itself, as Boost.Math does,
// inverts the incomplete function anew every time; here the quantile function is followed from either end
// towards the median, as the solution of the differential equation that it satisfies (quantile mechanics:
// Steinbrecher & Shaw 2008), by Taylor series.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/random/distributions.hpp"

namespace clientele::random {

/// Values at the same distances from either end: quantile(d, distance) and quantile(d, 1 - distance).
struct Quantiles {
  std::vector<double> lower, upper;
};

/// Bound of the relative difference between these and what Boost.Math finds. It is less than a hundredth of
/// it wherever it was looked for (tests/random/walks.cpp).
inline constexpr double walk_error = 1e-10;

/// How far from either end quantiles are wanted: rising, above 0, the last of them 1/2.
class Distances {
 public:
  explicit Distances(std::vector<double> values);
  const std::vector<double>& values() const { return values_; }
  std::span<const double> logarithms() const { return logarithms_; }

 private:
  std::vector<double> values_, logarithms_;
};

/// The quantiles of `d`, beta or gamma with some spread. None where the walks do not meet at the median, or
/// miss one of a few quantiles found by themselves.
std::optional<Quantiles> walk_quantiles(const Distribution& d, const Distances& from_end);

}  // namespace clientele::random
