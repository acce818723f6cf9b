// Numbers and tables for human eyes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "analysis/estimate.hpp"

namespace clientele::app {

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

/// Names with underscores as headings of several lines, one column each, none wider than `width` if it can be
/// helped. Lines as for align; they stand on the bottom line.
std::vector<std::vector<std::string>> headings(const std::vector<std::string>& names, std::size_t width);

/// A name with spaces for underscores.
std::string words(std::string_view name);

/// Breaks a text into lines of at most `width` characters, at spaces. Ends with a newline.
std::string wrap(std::string_view text, std::size_t width = 100);

}  // namespace clientele::app
