#include "sim/app/answers/number_format.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace clientele::app {

namespace {

/// The larger one, where the interval of a share has two.
double half_width_of(const Estimate& estimate) {
  if (!std::isfinite(estimate.ci_low) || !std::isfinite(estimate.ci_high))
    return estimate.ci_high - estimate.ci_low;
  return std::max(estimate.ci_high - estimate.mean, estimate.mean - estimate.ci_low);
}

std::string group_thousands(std::string digits) {
  const auto begin = digits.find_first_of("0123456789");
  auto end = std::min(digits.find('.'), digits.size());
  while (end > begin + 3) digits.insert(end -= 3, 1, ',');
  return digits;
}

std::string number(double value, int decimals) {
  const auto text = fmt::format("{:.{}f}", value, decimals);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return group_thousands(zero && text.front() == '-' ? text.substr(1) : text);
}

}  // namespace

std::string NumberFormat::value(double value) const {
  if (!std::isfinite(value)) return "-";
  return number(percent ? 100 * value : value, decimals) + (percent ? "%" : "");
}

std::string NumberFormat::difference(double difference) const {
  const auto text = value(difference);
  const bool is_shown = text.find_first_of("123456789") != text.npos;  // a zero has no sign
  return difference > 0 && is_shown ? fmt::format("+{}", text) : text;
}

std::string NumberFormat::half_width(const Estimate& estimate) const {
  const double half = half_width_of(estimate);
  return std::isfinite(half) ? fmt::format("±{}", number(percent ? 100 * half : half, decimals)) : "";
}

std::string percent(double share) { return std::isfinite(share) ? fmt::format("{:.0f}%", 100 * share) : "-"; }

std::string interval(const std::string& low, const std::string& high) {
  return low == "-" && high == "-" ? "-" : fmt::format("{} to {}", low, high);
}

NumberFormat number_format(std::string_view unit, std::span<const Estimate> estimates) {
  const bool percent = unit == "1" || unit == "1/year";
  double uncertainty = 0;
  double size = 0;
  for (const auto& e : estimates) {
    if (std::isfinite(half_width_of(e))) uncertainty = std::max(uncertainty, half_width_of(e));
    if (std::isfinite(e.mean)) size = std::max(size, std::abs(e.mean));
  }
  const double scale = (percent ? 100 : 1) * (uncertainty > 0 ? uncertainty / 2 : size / 100);
  const int decimals = scale > 0 ? static_cast<int>(std::ceil(-std::log10(scale))) : 0;
  return {percent, std::clamp(decimals, 0, 3)};
}

}  // namespace clientele::app
