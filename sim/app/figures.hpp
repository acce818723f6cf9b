// Numbers and tables for human eyes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimate.hpp"

namespace clientele {

/// How the values of one measure are shown: pure numbers in percent, with this many decimals and a grouping
/// of thousands.
struct Figures {
  bool percent = false;
  int decimals = 0;

  std::string value(double value) const;                   ///< "18.2%", "12,340", "-" if undefined
  std::string difference(double value) const;              ///< the same with a sign
  std::string half_width(const Estimate& estimate) const;  ///< "±0.4", empty if there is no interval
};

/// As many decimals as the least certain of the estimates supports: its half-width has one or two digits.
Figures figures_for(std::string_view unit, std::span<const Estimate> estimates);

/// Lines of cells, the first column flush left, the others flush right, as wide as they need be, two spaces
/// apart. A line with a single cell stands as it is.
std::string align(const std::vector<std::vector<std::string>>& lines);

/// A name with underscores as a heading of several lines, none wider than `width` if it can be helped.
std::vector<std::string> heading(std::string_view name, std::size_t width);

}  // namespace clientele
