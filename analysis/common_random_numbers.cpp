#include "analysis/common_random_numbers.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "analysis/estimate.hpp"

namespace clientele::analysis {

Synchronisation synchronisation(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) throw std::invalid_argument("paired samples must have the same length");
  std::vector<double> left, right;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    left.push_back(a[i]);
    right.push_back(b[i]);
  }
  const auto n = left.size();
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  if (n < 2) return {n, unknown, unknown};
  const double sd_left = estimate(left).sd, sd_right = estimate(right).sd;
  const double sd_paired = paired_difference(left, right).sd;
  const double independent = sd_left * sd_left + sd_right * sd_right;
  if (independent == 0) return {n, 0, 1};
  const double covariance = (independent - sd_paired * sd_paired) / 2;
  const double scale = sd_left * sd_right;
  return {n, scale > 0 ? covariance / scale : 0, independent / (sd_paired * sd_paired)};
}

}  // namespace clientele::analysis
