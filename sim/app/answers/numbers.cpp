#include "sim/app/answers/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace clientele::app {

namespace {

double half_width_of(const Estimate& estimate) { return (estimate.ci_high - estimate.ci_low) / 2; }

std::string group_thousands(std::string digits) {
  const auto begin = digits.find_first_of("0123456789");
  auto end = std::min(digits.find('.'), digits.size());
  while (end > begin + 3) digits.insert(end -= 3, 1, ',');
  return digits;
}

// Columns count characters, and every character outside ASCII that is printed here is one column wide.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string number(double value, int decimals) {
  const auto text = fmt::format("{:.{}f}", value, decimals);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return group_thousands(zero && text.front() == '-' ? text.substr(1) : text);
}

std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find(' ', start), text.size());
    const auto word = text.substr(start, end - start);
    if (!lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width) {
      lines.back().append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
    start = end + 1;
  }
  return lines;
}

}  // namespace

std::string Figures::value(double value) const {
  if (!std::isfinite(value)) return "-";
  return number(percent ? 100 * value : value, decimals) + (percent ? "%" : "");
}

std::string Figures::difference(double difference) const {
  const auto text = value(difference);
  return difference > 0 ? fmt::format("+{}", text) : text;
}

std::string Figures::half_width(const Estimate& estimate) const {
  const double half = half_width_of(estimate);
  return std::isfinite(half) ? fmt::format("±{}", number(percent ? 100 * half : half, decimals)) : "";
}

Figures figures_for(std::string_view unit, std::span<const Estimate> estimates) {
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

std::string align(const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::size_t> widths;
  for (const auto& line : lines) {
    if (line.size() < 2) continue;
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row = line.empty() ? "" : line.front();
    if (line.size() > 1) row.append(widths[0] - width_of(row), ' ');
    for (std::size_t i = 1; i < line.size(); ++i)
      row.append(2 + widths[i] - width_of(line[i]), ' ').append(line[i]);
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + '\n';
  }
  return text;
}

std::vector<std::vector<std::string>> headings(const std::vector<std::string>& names, std::size_t width) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 0;
  for (const auto& name : names) {
    columns.push_back(lines_of(words(name), width));
    height = std::max(height, columns.back().size());
  }
  std::vector<std::vector<std::string>> rows(height, std::vector<std::string>(names.size()));
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto empty = height - columns[column].size();
    for (std::size_t i = 0; i < columns[column].size(); ++i) rows[empty + i][column] = columns[column][i];
  }
  return rows;
}

std::string words(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string wrap(std::string_view text, std::size_t width) {
  std::string result;
  for (const auto& line : lines_of(text, width)) result += line + '\n';
  return result;
}

}  // namespace clientele::app
