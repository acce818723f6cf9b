#include "analysis/concentration.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace clientele::analysis {
namespace {

// Sums of the first 0, 1, ..., n values in the given order.
template <class Order>
std::vector<double> cumulated(std::span<const double> values, Order order) {
  std::vector<double> sorted;
  std::ranges::copy_if(values, std::back_inserter(sorted), [](double x) { return !std::isnan(x); });
  std::ranges::sort(sorted, order);
  std::vector<double> sums{0};
  for (const double x : sorted) sums.push_back(sums.back() + x);
  return sums;
}

// The sum of the first share q of the values, a fractional one in part.
double sum_of_first(const std::vector<double>& sums, double q) {
  const double position = q * static_cast<double>(sums.size() - 1);
  const auto whole = static_cast<std::size_t>(position);
  if (whole + 1 >= sums.size()) return sums.back();
  return std::lerp(sums[whole], sums[whole + 1], position - static_cast<double>(whole));
}

std::vector<CurvePoint> curve(const std::vector<double>& sums, std::size_t points) {
  if (!(sums.back() > 0)) return {};
  std::vector<CurvePoint> curve;
  for (std::size_t i = 0; i <= points; ++i) {
    const double q = static_cast<double>(i) / static_cast<double>(points);
    curve.push_back({q, sum_of_first(sums, q) / sums.back()});
  }
  return curve;
}

}  // namespace

std::vector<CurvePoint> whale_curve(std::span<const double> values, std::size_t points) {
  return curve(cumulated(values, std::greater()), points);
}

std::vector<CurvePoint> lorenz_curve(std::span<const double> values, std::size_t points) {
  return curve(cumulated(values, std::less()), points);
}

double top_share(std::span<const double> values, double q) {
  const auto sums = cumulated(values, std::greater());
  return sums.back() > 0 ? sum_of_first(sums, q) / sums.back() : std::numeric_limits<double>::quiet_NaN();
}

// Twice the area between the Lorenz curve's polygon and the diagonal, with the polygon by trapezoids.
double gini(std::span<const double> values) {
  const auto sums = cumulated(values, std::less());
  if (!(sums.back() > 0)) return std::numeric_limits<double>::quiet_NaN();
  const double n = static_cast<double>(sums.size() - 1);
  const double inner = std::accumulate(sums.begin(), sums.end() - 1, 0.0);
  return 1 - (2 * inner / sums.back() + 1) / n;
}

}  // namespace clientele::analysis
