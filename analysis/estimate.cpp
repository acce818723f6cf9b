#include "analysis/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/distributions.hpp"

namespace clientele::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> present(std::span<const double> sample) {
  std::vector<double> values;
  values.reserve(sample.size());
  std::ranges::copy_if(sample, std::back_inserter(values), [](double x) { return !std::isnan(x); });
  return values;
}

// Taken as distances from the first value, so that the mean of a constant sample is that constant to the bit.
double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) sum += x - values.front();
  return values.front() + sum / static_cast<double>(values.size());
}

double sd_of(const std::vector<double>& values, double mean) {
  double squares = 0;
  for (const double x : values) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

Estimate estimate_from(std::size_t n, std::size_t missing, double mean, double sd, double confidence) {
  if (n == 0) return {0, missing, nan, nan, nan, nan};
  if (n == 1) return {1, missing, mean, nan, nan, nan};
  const double t = student_quantile((1 + confidence) / 2, static_cast<double>(n - 1));
  const double half_width = t * sd / std::sqrt(static_cast<double>(n));
  return {n, missing, mean, sd, mean - half_width, mean + half_width};
}

Estimate estimate(std::span<const double> sample, double confidence) {
  const auto values = present(sample);
  const auto missing = sample.size() - values.size();
  const double mean = values.empty() ? nan : mean_of(values);
  const double sd = values.size() < 2 ? 0 : sd_of(values, mean);
  return estimate_from(values.size(), missing, mean, sd, confidence);
}

std::vector<double> differences(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) throw std::invalid_argument("paired samples must have the same length");
  std::vector<double> difference(a.size());
  std::ranges::transform(a, b, difference.begin(), std::minus());
  return difference;
}

Estimate paired_difference(std::span<const double> a, std::span<const double> b, double confidence) {
  return estimate(differences(a, b), confidence);
}

namespace {

/// Correlation of pairs of zeros and ones, with Newcombe's correction for continuity; 0 where either never
/// changes.
double correlation_of_shares(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  double of_a = 0, of_b = 0, both = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    of_a += a[i];
    of_b += b[i];
    both += a[i] * b[i];
  }
  const double product = of_a * (n - of_a) * of_b * (n - of_b);
  if (product <= 0) return 0;
  const double excess = both * n - of_a * of_b;  // both x neither - only one x only the other
  return (excess > 0 ? std::max(0.0, excess - n / 2) : excess) / std::sqrt(product);
}

}  // namespace

Estimate estimate_of_share(std::span<const double> sample, double confidence) {
  auto result = estimate(sample, confidence);
  if (result.n < 2) return result;
  const auto share = proportion(result.mean * static_cast<double>(result.n), result.n, confidence);
  result.ci_low = share.ci_low;
  result.ci_high = share.ci_high;
  return result;
}

Estimate paired_difference_of_shares(std::span<const double> a, std::span<const double> b,
                                     double confidence) {
  auto result = paired_difference(a, b, confidence);
  if (result.n < 2) return result;
  std::vector<double> of_a, of_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    of_a.push_back(a[i]);
    of_b.push_back(b[i]);
  }
  const auto p = estimate_of_share(of_a, confidence), q = estimate_of_share(of_b, confidence);
  const double correlation = correlation_of_shares(of_a, of_b);
  const auto joined = [&](double x, double y) {
    return std::sqrt(std::max(0.0, x * x - 2 * correlation * x * y + y * y));
  };
  result.ci_low = result.mean - joined(p.mean - p.ci_low, q.ci_high - q.mean);
  result.ci_high = result.mean + joined(p.ci_high - p.mean, q.mean - q.ci_low);
  return result;
}

double quantile(std::span<const double> sample, double p) {
  auto values = present(sample);
  if (values.empty()) return nan;
  const double position = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const auto lower = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::ranges::nth_element(values, lower);
  if (lower + 1 == values.end()) return *lower;
  const double upper = *std::ranges::min_element(lower + 1, values.end());
  return *lower + (position - static_cast<double>(below)) * (upper - *lower);
}

Proportion proportion(double hits, std::size_t n, double confidence) {
  if (n == 0) return {0, nan, nan, nan};
  const double z = normal_quantile((1 + confidence) / 2);
  const double count = static_cast<double>(n);
  const double share = hits / count;
  const double centre = (share + z * z / (2 * count)) / (1 + z * z / count);
  const double half_width =
      z / (1 + z * z / count) * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  return {n, share, std::max(0.0, centre - half_width), std::min(1.0, centre + half_width)};
}

Proportion share_below(std::span<const double> sample, double threshold, double confidence) {
  const auto values = present(sample);
  const auto hits = std::ranges::count_if(values, [=](double x) { return x < threshold; });
  return proportion(static_cast<double>(hits), values.size(), confidence);
}

}  // namespace clientele::analysis
