#include "sim/experiment/study/robust_comparison.hpp"

#include <algorithm>

#include "analysis/sensitivity/variance_components.hpp"
#include "analysis/to_eigen.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/study/policy_means.hpp"

namespace clientele::experiment {

namespace {

using Eigen::MatrixXd;
using Positions = std::vector<Eigen::Index>;

constexpr std::size_t fewest_for_a_rule = 10;

Positions complete(const MatrixXd& means) {
  Positions rows;
  for (Eigen::Index row = 0; row < means.rows(); ++row)
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

}  // namespace

RobustComparison compare_robustly(const Store& store, const StoredMeasure& objective) {
  const auto& plan = store.plan();
  const auto of_policy = to_eigen(read_measure(store, objective.name));
  const MatrixXd means = policy_means(of_policy);
  const Positions rows = complete(means);
  const Matrix judged = means(rows, Eigen::all);
  const double sign = sign_of(objective);
  RobustComparison result{
      .policies = {},
      .robustness = robustness(
          judged, objective.lower_is_better ? Orientation::lower_is_better : Orientation::higher_is_better),
      .objective = {},
      .leader = 0,
      .duels = {},
      .worlds = rows.size(),
      .dropped = plan.points.size() - rows.size()};
  result.leader = best_most_often(result.robustness);
  const MatrixXd worlds = to_eigen(world_values(plan))(rows, Eigen::all);
  for (std::size_t p = 0; p < of_policy.size(); ++p) {
    result.policies.push_back(plan.cells[p].policy);
    result.objective.push_back(estimate(judged.column(p)));
    const MatrixXd difference = sign * (of_policy[result.leader] - of_policy[p])(rows, Eigen::all);
    if (p != result.leader && result.worlds > 0) result.duels.push_back(duel(p, difference, worlds));
  }
  return result;
}

}  // namespace clientele::experiment
