#include "sim/experiment/design/plausible_worlds.hpp"

#include <algorithm>

#include "analysis/sensitivity/design.hpp"
#include "analysis/sensitivity/variance_components.hpp"
#include "analysis/to_eigen.hpp"

namespace clientele::experiment {

namespace {

using Eigen::MatrixXd;
using Positions = std::vector<Eigen::Index>;

constexpr std::size_t fewest_for_a_rule = 10;

Matrix world_values(const std::vector<Assumption>& assumptions, std::size_t worlds, std::uint32_t seed) {
  return values_at(assumptions, latin_hypercube(worlds, assumptions.size(), seed));
}

// Worlds x policies; NaN where a run is missing.
MatrixXd means_of(const std::vector<MatrixXd>& of_policy) {
  MatrixXd means(of_policy.front().rows(), static_cast<Eigen::Index>(of_policy.size()));
  for (std::size_t p = 0; p < of_policy.size(); ++p)
    means.col(static_cast<Eigen::Index>(p)) = of_policy[p].rowwise().mean();
  return means;
}

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
  for (Eigen::Index world = 0; world < difference.rows(); ++world)
    wins.push_back(difference.row(world).mean() > 0);
  Duel result{.rival = rival,
              .wins = proportion(static_cast<double>(std::ranges::count(wins, true)), wins.size()),
              .luck = variance_components(difference).noise_share(),
              .rule = {}};
  if (wins.size() >= fewest_for_a_rule) result.rule = fit_rule(worlds, wins);
  return result;
}

}  // namespace

void lay_out_worlds(Plan& plan, const std::vector<Assumption>& assumptions, std::size_t worlds) {
  plan.verb = plausible_verb;
  lay_out(plan, assumptions, world_values(assumptions, worlds, plan.seed));
}

std::vector<Assumption> assumptions_varied(const Plan& plan) {
  auto assumptions = assumptions_of(Json::parse(plan.document));
  std::erase_if(assumptions, [&](const auto& assumption) {
    return std::ranges::find(plan.parameters, assumption.settings.front().path) == plan.parameters.end();
  });
  return assumptions;
}

RobustComparison compare_robustly(const Store& store, const StoredMeasure& objective) {
  const auto& plan = store.plan();
  const auto of_policy = to_eigen(read_measure(store, objective.name));
  const MatrixXd means = means_of(of_policy);
  const Positions rows = complete(means);
  const Matrix judged = means(rows, Eigen::all);
  const double sign = objective.lower_is_better ? -1 : 1;
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
  const MatrixXd worlds =
      to_eigen(world_values(assumptions_varied(plan), plan.points.size(), plan.seed))(rows, Eigen::all);
  for (std::size_t p = 0; p < of_policy.size(); ++p) {
    result.policies.push_back(plan.cells[p].policy);
    result.objective.push_back(estimate(judged.column(p)));
    const MatrixXd difference = sign * (of_policy[result.leader] - of_policy[p])(rows, Eigen::all);
    if (p != result.leader) result.duels.push_back(duel(p, difference, worlds));
  }
  return result;
}

}  // namespace clientele::experiment
