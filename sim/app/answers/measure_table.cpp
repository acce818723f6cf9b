#include "sim/app/answers/measure_table.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/text_table.hpp"

namespace clientele::app {

namespace {

std::vector<std::size_t> headline(const std::vector<StoredMeasure>& measures) {
  std::vector<std::size_t> list;
  for (std::size_t m = 0; m < measures.size(); ++m)
    if (measures[m].headline) list.push_back(m);
  return list;
}

std::vector<std::string> column_names(const std::string& title, const std::vector<StoredMeasure>& measures) {
  std::vector<std::string> names = {title};
  for (const auto m : headline(measures)) names.push_back(heading_name(measures[m]));
  return names;
}

NumberFormat format_of(const StoredMeasure& measure, const std::vector<MeasureRow>& rows, std::size_t m) {
  std::vector<Estimate> column;
  for (const auto& row : rows) column.push_back(row.estimates[m]);
  return number_format(measure.unit, column);
}

}  // namespace

std::string heading_name(const StoredMeasure& measure) {
  return measure.name + (measure.unit == "1/year" ? " per year" : "");
}

std::string measure_table(const std::string& title, const std::vector<StoredMeasure>& measures,
                          const std::vector<MeasureRow>& rows, Show show) {
  auto lines = headings(column_names(title, measures), heading_width);
  for (const auto& row : rows) {
    std::vector<std::string> means = {row.label};
    std::vector<std::string> half_widths = {""};
    for (const auto m : headline(measures)) {
      const auto format = format_of(measures[m], rows, m);
      const auto& e = row.estimates[m];
      means.push_back(show == Show::values
                          ? format.value(e.mean)
                          : fmt::format("{}{}", excludes_zero(e) ? "*" : "", format.difference(e.mean)));
      half_widths.push_back(format.half_width(e));
    }
    lines.push_back(means);
    const bool has_intervals = std::ranges::any_of(half_widths, [](const auto& w) { return !w.empty(); });
    if (has_intervals) lines.push_back(half_widths);
  }
  return align(lines);
}

std::string missing_values(const std::vector<StoredMeasure>& measures, const std::vector<MeasureRow>& rows) {
  std::string note;
  for (const auto m : headline(measures)) {
    std::string gaps;
    for (const auto& [label, estimates] : rows)
      if (const auto& e = estimates[m]; e.missing > 0)
        gaps += fmt::format("{}{} of {} of {}", gaps.empty() ? "" : ", ", e.missing,
                            counted(e.missing + e.n, "replication"), label);
    if (!gaps.empty())
      note += fmt::format("{} has no value in {}; these are left out.\n", measures[m].name, gaps);
  }
  return note;
}

}  // namespace clientele::app
