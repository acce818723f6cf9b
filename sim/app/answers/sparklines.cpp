#include "sim/app/answers/sparklines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/experiment/study/trajectories.hpp"

namespace clientele::app {

namespace {

constexpr int width = 20;

std::vector<double> medians(const Store& store, const Subject& subject, const std::string& measure) {
  const int weeks = (store.plan().weeks + width - 1) / width;
  std::vector<double> values;
  for (const auto& band : trajectory(store, subject, measure, {.window = weeks, .step = weeks}))
    values.push_back(band.median);
  return values;
}

/// Lines of one measure, in cells to be aligned.
void add_lines(std::vector<Line>& lines, const Store& store, const StoredMeasure& measure) {
  std::vector<std::pair<std::string, std::vector<double>>> courses;
  std::vector<Estimate> ends;
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto& subject : subjects_of(store.plan())) {
    auto values = medians(store, subject, measure.name);
    if (values.empty()) return;
    for (const double value : values)
      if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    for (const double end : {values.front(), values.back()}) ends.push_back({.n = 1, .mean = end});
    courses.emplace_back(subject.name, std::move(values));
  }
  const auto format = number_format(measure.unit, ends);
  for (const auto& [name, values] : courses)
    lines.push_back({&values == &courses.front().second ? measure.name : "", name,
                     format.value(values.front()), sparkline(values, low, high),
                     format.value(values.back())});
}

}  // namespace

std::string sparkline(std::span<const double> values, double low, double high) {
  static constexpr std::string_view blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string line;
  for (const double value : values) {
    const double height = high > low ? (value - low) / (high - low) : 0.5;
    line += std::isfinite(value) ? blocks[static_cast<std::size_t>(std::clamp(8 * height, 0.0, 7.0))] : " ";
  }
  return line;
}

std::string sparklines(const Store& store) {
  if (!store.plan().weekly || store.plan().points.size() > 1) return "";
  std::vector<Line> lines;
  for (const auto& measure : stored_measures(store))
    if (measure.headline) add_lines(lines, store, measure);
  return "\nFrom the first to the last week: medians over replications.\n\n" + align(lines);
}

}  // namespace clientele::app
