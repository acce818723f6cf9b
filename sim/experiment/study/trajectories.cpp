#include "sim/experiment/study/trajectories.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "sim/experiment/store/results.hpp"

namespace clientele::experiment {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Rows (replication, position, values...) of a table for the finished runs of a subject.
Statement rows_of(const Store& store, const Subject& subject, std::string_view table,
                  std::string_view columns) {
  auto rows =
      store.results(table == "weekly" ? Part::weekly : Part::accounts)
          .prepare(fmt::format(
              "SELECT replication, {} FROM runs JOIN {} USING (run) WHERE cell = ? AND business = ? AND "
              "status = 'done' ORDER BY 1, 2",
              columns, table));
  rows.bind(static_cast<std::int64_t>(subject.cell + 1), static_cast<std::int64_t>(subject.business + 1));
  return rows;
}

/// Values of one column by replication, in the order of their positions.
std::vector<std::vector<double>> series_of(const Store& store, const Subject& subject, std::string_view table,
                                           std::string_view columns) {
  std::map<std::int64_t, std::vector<double>> series;
  for (auto rows = rows_of(store, subject, table, columns); rows.step();)
    series[rows.integer(0)].push_back(rows.number(2));
  std::vector<std::vector<double>> list;
  for (auto& [replication, values] : series) list.push_back(std::move(values));
  return list;
}

std::vector<Band> bands_across(const std::vector<std::vector<double>>& series) {
  std::vector<Band> bands;
  std::size_t length = series.empty() ? 0 : series.front().size();
  for (const auto& values : series) length = std::min(length, values.size());
  for (std::size_t i = 0; i < length; ++i) {
    std::vector<double> sample;
    for (const auto& values : series) sample.push_back(values[i]);
    bands.push_back(band(sample));
  }
  return bands;
}

double mean_without_gaps(std::span<const double> values) {
  double sum = 0, count = 0;
  for (const double value : values)
    if (!std::isnan(value)) sum += value, ++count;
  return count > 0 ? sum / count : nothing;
}

std::vector<double> smoothed(const std::vector<double>& values, Smoothing smoothing) {
  std::vector<double> result;
  for (const int week : points_in_time(static_cast<int>(values.size()), smoothing))
    result.push_back(mean_without_gaps(std::span(values).subspan(
        static_cast<std::size_t>(week - smoothing.window), static_cast<std::size_t>(smoothing.window))));
  return result;
}

/// Survival after 0, 1, 2, ... weeks, for as long as somebody was there to be seen at every tenure. Spells
/// are in the order of their beginnings and ends.
std::vector<double> survival_by_week(const Spells& spells) {
  const auto curve = kaplan_meier(spells);
  std::vector<double> survival = {1};
  for (const auto& spell : spells) {
    const auto known = static_cast<double>(survival.size() - 1);
    if (spell.entered > known) break;
    for (double week = known + 1; week <= spell.left; ++week) survival.push_back(survival_at(curve, week));
  }
  return survival;
}

}  // namespace

std::vector<Subject> subjects_of(const Plan& plan) {
  std::vector<Subject> list;
  if (plan.verb == "run")
    for (std::size_t b = 0; b < plan.businesses.size(); ++b) list.push_back({plan.businesses[b], 0, b});
  else
    for (std::size_t c = 0; c < plan.cells.size() && plan.cells[c].point == 0; ++c)
      list.push_back({plan.cells[c].policy, c, 0});
  return list;
}

Band band(std::span<const double> sample) {
  return {quantile(sample, 0.025), quantile(sample, 0.25), quantile(sample, 0.5), quantile(sample, 0.75),
          quantile(sample, 0.975)};
}

Smoothing smoothing_for(int weeks) { return {std::clamp(weeks / 20, 1, 13), std::max(1, weeks / 100)}; }

std::vector<int> points_in_time(int weeks, Smoothing smoothing) {
  std::vector<int> points;
  for (int week = smoothing.window; week <= weeks; week += smoothing.step) points.push_back(week);
  return points;
}

std::vector<Band> trajectory(const Store& store, const Subject& subject, const std::string& measure,
                             Smoothing smoothing) {
  auto series = series_of(store, subject, "weekly", "week, " + sql_name(measure));
  for (auto& values : series) values = smoothed(values, smoothing);
  return bands_across(series);
}

std::vector<Estimate> retention(const Store& store, const Subject& subject) {
  std::vector<std::vector<double>> curves;
  for (const auto& spells : read_spells_by_replication(store, {subject.cell, subject.business}))
    curves.push_back(survival_by_week(spells));
  std::vector<Estimate> result;
  for (std::size_t week = 0;; ++week) {
    std::vector<double> sample;
    for (const auto& curve : curves)
      if (week < curve.size()) sample.push_back(curve[week]);
    if (sample.empty() || 2 * sample.size() < curves.size()) return result;
    result.push_back(estimate(sample));
  }
}

std::vector<Band> whale_bands(const Store& store, const Subject& subject) {
  return bands_across(series_of(store, subject, "whale", "accounts, contribution"));
}

}  // namespace clientele::experiment
