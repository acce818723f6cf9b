#include "sim/experiment/study/robust_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "analysis/distributions.hpp"
#include "analysis/sensitivity/variance_components.hpp"
#include "analysis/to_eigen.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/study/policy_means.hpp"

namespace clientele::experiment {

namespace {

using Eigen::MatrixXd;
using Positions = std::vector<Eigen::Index>;

constexpr std::size_t fewest_for_a_rule = 10;

Positions complete(const MatrixXd& means, std::size_t drawn) {
  Positions rows;
  for (Eigen::Index row = 0; row < static_cast<Eigen::Index>(drawn); ++row)
    if (!means.row(row).hasNaN()) rows.push_back(row);
  return rows;
}

std::size_t best_most_often(const std::vector<Robustness>& robustness) {
  const auto best = std::ranges::max_element(robustness, {}, [](const auto& r) { return r.best.share; });
  return static_cast<std::size_t>(best - robustness.begin());
}

// `difference` is worlds x replications: how much better the leader is.
Duel duel(std::size_t rival, const MatrixXd& difference, const MatrixXd& worlds) {
  std::vector<bool> wins;
  std::size_t ties = 0;
  for (Eigen::Index world = 0; world < difference.rows(); ++world) {
    const double lead = difference.row(world).mean();
    wins.push_back(lead > 0);
    ties += lead == 0;
  }
  Duel result{.rival = rival,
              .wins = proportion(static_cast<double>(std::ranges::count(wins, true)), wins.size()),
              .noise_share = variance_components(difference).noise_share(),
              .ties = ties,
              .rule = {}};
  if (wins.size() >= fewest_for_a_rule && ties < wins.size()) result.rule = fit_rule(worlds, wins);
  return result;
}

double mean_at(const MatrixXd& means, std::optional<std::size_t> point, std::size_t policy) {
  if (!point) return std::numeric_limits<double>::quiet_NaN();
  return means(static_cast<Eigen::Index>(*point), static_cast<Eigen::Index>(policy));
}

std::vector<Shift> shifts_at(const MatrixXd& means, const WorldPoints& points) {
  const auto size = [](const Shift& shift) {
    double largest = 0;
    for (const double value : shift.of_mean) largest = std::max(largest, std::abs(value));  // not of NaN
    return largest;
  };
  std::vector<Shift> shifts;
  for (const auto& [assumption, point] : points.moved) {
    Shift shift{.assumption = assumption, .of_mean = {}};
    for (std::size_t p = 0; p < static_cast<std::size_t>(means.cols()); ++p)
      shift.of_mean.push_back(mean_at(means, point, p) - mean_at(means, points.nominal, p));
    shifts.push_back(std::move(shift));
  }
  std::ranges::stable_sort(shifts, std::greater(), size);
  return shifts;
}

/// The slope of y over x, as the shift from x = 0 to the mean of x.
Skew shift_along(std::size_t assumption, const Eigen::VectorXd& x, const Eigen::VectorXd& y) {
  const auto n = static_cast<double>(x.size());
  const Eigen::VectorXd dx = x.array() - x.mean(), dy = y.array() - y.mean();
  const double slope = dx.dot(dy) / dx.squaredNorm();
  const double deviation = (dy - slope * dx).norm() / std::sqrt(n - 2);
  const double error = deviation / dx.norm() * x.mean();
  return {assumption, slope * x.mean(), student_quantile(0.975, n - 2) * error};
}

/// Of one policy. Worlds mirror each other in pairs (plausible_worlds.hpp).
std::vector<Skew> skews_of(const Eigen::VectorXd& mean, const MatrixXd& places,
                           const std::vector<Assumption>& assumptions) {
  constexpr Eigen::Index fewest_pairs = 8;
  const Eigen::Index pairs = places.rows() / 2;
  Positions whole;
  for (Eigen::Index i = 0; i < pairs; ++i)
    if (std::isfinite(mean[i] + mean[pairs + i])) whole.push_back(i);
  std::vector<Skew> skews;
  if (static_cast<Eigen::Index>(whole.size()) < fewest_pairs) return skews;
  const Eigen::VectorXd middle = ((mean.head(pairs) + mean.segment(pairs, pairs)) / 2)(whole);
  for (Eigen::Index j = 0; j < places.cols(); ++j) {
    if (!assumptions[static_cast<std::size_t>(j)].is_centred()) continue;
    const Eigen::VectorXd distance = (2 * places.col(j).head(pairs).array() - 1).square()(whole);
    skews.push_back(shift_along(static_cast<std::size_t>(j), distance, middle));
  }
  std::erase_if(skews, [](const Skew& skew) { return !(skew.half_width > 0); });  // nothing varies
  const auto certainty = [](const Skew& skew) { return std::abs(skew.shift) / skew.half_width; };
  std::ranges::stable_sort(skews, std::greater(), certainty);
  return skews;
}

}  // namespace

RobustComparison compare_robustly(const Store& store, const StoredMeasure& objective) {
  const auto& plan = store.plan();
  const auto of_policy = to_eigen(read_measure(store, objective.name));
  const MatrixXd means = policy_means(of_policy);
  const auto points = points_of_worlds(plan);
  const Positions rows = complete(means, points.drawn);
  const Matrix judged = means(rows, Eigen::all);
  const double sign = sign_of(objective);
  RobustComparison result{
      .policies = {},
      .robustness = robustness(
          judged, objective.lower_is_better ? Orientation::lower_is_better : Orientation::higher_is_better),
      .objective = {},
      .spread = {},
      .shifts = shifts_at(means, points),
      .skews = {},
      .leader = 0,
      .duels = {},
      .worlds = rows.size(),
      .dropped = points.drawn - rows.size()};
  result.leader = best_most_often(result.robustness);
  const auto assumptions = assumptions_varied(plan);
  const MatrixXd places = to_eigen(places_of_worlds(plan));
  const MatrixXd worlds = to_eigen(values_of(assumptions, plan))(rows, Eigen::all);
  for (std::size_t p = 0; p < of_policy.size(); ++p) {
    result.policies.push_back(plan.cells[p].policy);
    result.objective.push_back(estimate(judged.column(p)));
    const auto at = [&](double share) { return quantile(judged.column(p), share); };
    result.spread.push_back({at(0.25), at(0.5), at(0.75), mean_at(means, points.nominal, p)});
    const MatrixXd difference = sign * (of_policy[result.leader] - of_policy[p])(rows, Eigen::all);
    if (p != result.leader && result.worlds > 0) result.duels.push_back(duel(p, difference, worlds));
    if (points.nominal)
      result.skews.push_back(skews_of(means.col(static_cast<Eigen::Index>(p)), places, assumptions));
  }
  return result;
}

}  // namespace clientele::experiment
