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
