#include "analysis/sequential.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/distributions.hpp"

namespace clientele::analysis {
namespace {

constexpr auto out_of_reach = std::numeric_limits<std::size_t>::max();

double half_width_asked(double mean, const Precision& precision) {
  if (!precision.relative) return precision.half_width;
  return precision.half_width / (1 + precision.half_width) * std::abs(mean);
}

// The first look at or after n replications.
std::size_t next_look(std::size_t n, const Precision& precision) {
  if (n <= precision.minimum) return precision.minimum;
  const auto batches = (n - precision.minimum + precision.batch - 1) / precision.batch;
  return precision.minimum + batches * precision.batch;
}

// Least n with t(n - 1) * sd / sqrt(n) <= half_width, rounded up to a look.
std::size_t replications_needed(double sd, double half_width, const Precision& precision) {
  if (sd == 0) return precision.minimum;
  const double z = normal_quantile((1 + precision.confidence) / 2);
  const double by_normal = std::pow(z * sd / half_width, 2);
  if (!(by_normal < 1e15)) return out_of_reach;
  auto n = std::max<std::size_t>(2, static_cast<std::size_t>(by_normal));
  const auto precise = [&](std::size_t count) {
    const auto mean = estimate_from(count, 0, 0, sd, precision.confidence);
    return mean.ci_high <= half_width;
  };
  while (!precise(n)) ++n;  // a few steps, as Student's quantile is little above the normal one
  return next_look(n, precision);
}

}  // namespace

bool is_precise(const Estimate& estimate, const Precision& precision) {
  return (estimate.ci_high - estimate.ci_low) / 2 <= half_width_asked(estimate.mean, precision);
}

std::optional<std::size_t> stopping_point(std::span<const double> sample, const Precision& precision) {
  const double z = normal_quantile((1 + precision.confidence) / 2);
  std::size_t present = 0;
  double mean = 0, squares = 0;  // running moments (Welford 1962)
  for (std::size_t n = 1; n <= sample.size(); ++n) {
    const double x = sample[n - 1];
    if (!std::isnan(x)) {
      const double step = x - mean;
      mean += step / static_cast<double>(++present);
      squares += step * (x - mean);
    }
    if (present < 2 || n != next_look(n, precision)) continue;
    const double sd = std::sqrt(squares / static_cast<double>(present - 1));
    // Student's quantile is above the normal one and dear, so it is left until the normal interval is
    // precise.
    if (z * sd / std::sqrt(static_cast<double>(present)) > half_width_asked(mean, precision)) continue;
    if (is_precise(estimate_from(present, n - present, mean, sd, precision.confidence), precision)) return n;
  }
  return std::nullopt;
}

Forecast forecast(const Estimate& pilot, const Precision& precision) {
  if (pilot.n < 2) throw std::invalid_argument("a pilot needs at least two replications with a value");
  const double freedom = static_cast<double>(pilot.n - 1);
  const double tenth = chi_squared_quantile(0.1, freedom);
  const double half_width = half_width_asked(pilot.mean, precision);
  return {replications_needed(pilot.sd, half_width, precision),
          replications_needed(pilot.sd * std::sqrt(freedom / tenth), half_width, precision)};
}

Forecast forecast_independent(const Estimate& pilot_a, const Estimate& pilot_b, const Precision& precision) {
  const double sd = std::hypot(pilot_a.sd, pilot_b.sd);
  const auto n = std::min(pilot_a.n, pilot_b.n);
  return forecast(estimate_from(n, 0, pilot_a.mean - pilot_b.mean, sd), precision);
}

}  // namespace clientele::analysis
