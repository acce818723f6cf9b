// Numbers for human eyes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analysis/estimate.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

/// How the values of one measure are shown: pure numbers in percent, with this many decimals and a grouping
/// of thousands.
struct NumberFormat {
  bool percent = false;
  int decimals = 0;

  std::string value(double value) const;                   ///< "18.2%", "12,340", "-" if undefined
  std::string difference(double value) const;              ///< the same with a sign
  std::string half_width(const Estimate& estimate) const;  ///< "±0.4", empty if there is no interval
};

/// As many decimals as the least certain of the estimates supports: its half-width has one or two digits.
NumberFormat number_format(std::string_view unit, std::span<const Estimate> estimates);

/// "2% to 5%", "-" if there is none.
std::string interval(const std::string& low, const std::string& high);

/// A share without decimals: "67%", "-" if undefined.
std::string percent(double share);

}  // namespace clientele::app
