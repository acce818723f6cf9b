#include "sim/experiment/study/ratio.hpp"

#include <limits>
#include <numeric>

namespace clientele::experiment {

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Of a value whose replications deviate from it like this, on average not at all.
Estimate about(double value, const std::vector<double>& deviations) {
  const auto spread = estimate(deviations);
  return estimate_from(spread.n, 0, value, spread.sd);
}

}  // namespace

double Ratio::value() const {
  const double under = sum(under_);
  return under > 0 ? sum(over_) / under : std::numeric_limits<double>::quiet_NaN();
}

/// How far each replication moves the ratio, times their number.
std::vector<double> Ratio::influences() const {
  const double ratio = value(), mean = sum(under_) / static_cast<double>(under_.size());
  std::vector<double> list(over_.size());
  for (std::size_t r = 0; r < list.size(); ++r) list[r] = (over_[r] - ratio * under_[r]) / mean;
  return list;
}

Estimate Ratio::estimated() const { return about(value(), influences()); }

Estimate Ratio::more_than(const Ratio& other) const {
  return about(value() - other.value(), differences(influences(), other.influences()));
}

}  // namespace clientele::experiment
