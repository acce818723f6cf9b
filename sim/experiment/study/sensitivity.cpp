#include "sim/experiment/study/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/to_eigen.hpp"
#include "sim/experiment/study/policy_means.hpp"

namespace clientele::experiment {

namespace {

using Index = Eigen::Index;
using Eigen::MatrixXd;

MatrixXd mean_over_policies(const std::vector<MatrixXd>& of_policy) {
  MatrixXd sum = of_policy.front();
  for (std::size_t p = 1; p < of_policy.size(); ++p) sum += of_policy[p];
  return sum / static_cast<double>(of_policy.size());
}

// The rival is the one that is best on average at the point, not in each replication: the best of what
// chance brought would be no policy that one can choose.
MatrixXd lead_of(const std::vector<MatrixXd>& of_policy, std::size_t leader, double sign) {
  MatrixXd rivals = sign * policy_means(of_policy);
  rivals.col(static_cast<Index>(leader)).setConstant(-std::numeric_limits<double>::infinity());
  MatrixXd lead = sign * of_policy[leader];
  for (Index point = 0; point < lead.rows(); ++point) {
    Index rival = 0;
    rivals.row(point).maxCoeff<Eigen::PropagateNaN>(&rival);
    lead.row(point) -= sign * of_policy[static_cast<std::size_t>(rival)].row(point);
  }
  return lead;
}

Index column_moved(const MatrixXd& points, Index row) {
  Index moved = 0;
  (points.row(row) - points.row(row - 1)).cwiseAbs().maxCoeff(&moved);
  return moved;
}

// Of the steps between points of a trajectory, those that change which policy is best, by assumption.
std::vector<Proportion> upsets(const Ranking& ranking, const MatrixXd& points) {
  std::vector<std::size_t> steps(static_cast<std::size_t>(points.cols())), changes(steps.size());
  for (Index row = 1; row < points.rows(); ++row) {
    if (row % (points.cols() + 1) == 0) continue;  // the first point of the next trajectory
    const auto before = ranking.best[static_cast<std::size_t>(row - 1)];
    const auto after = ranking.best[static_cast<std::size_t>(row)];
    if (before == Ranking::nobody || after == Ranking::nobody) continue;
    const auto moved = static_cast<std::size_t>(column_moved(points, row));
    ++steps[moved];
    changes[moved] += before != after;
  }
  std::vector<Proportion> result;
  for (std::size_t i = 0; i < steps.size(); ++i)
    result.push_back(proportion(static_cast<double>(changes[i]), steps[i]));
  return result;
}

}  // namespace

std::size_t Ranking::judged() const { return std::accumulate(times.begin(), times.end(), ties); }

bool Ranking::has_leader() const { return judged() > ties; }

Ranking rank_policies(const Store& store, const StoredMeasure& objective) {
  const MatrixXd means = sign_of(objective) * policy_means(to_eigen(read_measure(store, objective.name)));
  Ranking ranking;
  for (Index p = 0; p < means.cols(); ++p)
    ranking.policies.push_back(store.plan().cells[static_cast<std::size_t>(p)].policy);
  ranking.times.resize(ranking.policies.size());
  for (Index point = 0; point < means.rows(); ++point) {
    ranking.best.push_back(Ranking::nobody);
    if (means.row(point).hasNaN()) continue;
    Index best = 0;
    const double most = means.row(point).maxCoeff(&best);
    if ((means.row(point).array() == most).count() > 1) {
      ++ranking.ties;
    } else {
      ranking.best.back() = static_cast<std::size_t>(best);
      ++ranking.times[ranking.best.back()];
    }
  }
  ranking.leader = static_cast<std::size_t>(std::ranges::max_element(ranking.times) - ranking.times.begin());
  return ranking;
}

std::vector<Output> outputs_of(const Store& store, const StoredMeasure& objective, std::size_t leader) {
  std::vector<Output> outputs;
  for (const auto& measure : stored_measures(store))
    if (measure.headline)
      outputs.push_back(
          {measure.name, measure.unit, mean_over_policies(to_eigen(read_measure(store, measure.name)))});
  const auto of_policy = to_eigen(read_measure(store, objective.name));
  if (of_policy.size() > 1)
    outputs.push_back(
        {std::string(lead_name), objective.unit, lead_of(of_policy, leader, sign_of(objective))});
  return outputs;
}

Screening screen(const Store& store, const StoredMeasure& objective, const Matrix& points) {
  Screening screening{rank_policies(store, objective), {}, {}};
  for (const auto& [name, unit, values] : outputs_of(store, objective, screening.ranking.leader))
    screening.outputs.push_back({name, unit, elementary_effects(points, values)});
  screening.upsets = upsets(screening.ranking, to_eigen(points));
  return screening;
}

std::vector<std::size_t> by_importance(const std::vector<ElementaryEffect>& effects) {
  std::vector<std::size_t> order(effects.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto importance = [&](std::size_t i) {
    const double mu_star = effects[i].mu_star.mean;
    return std::isnan(mu_star) ? -1 : mu_star;
  };
  std::ranges::stable_sort(order, std::greater(), importance);
  return order;
}

std::vector<std::size_t> most_important(const Screening& screening, std::size_t count) {
  constexpr std::size_t turns_of_the_last = 5;
  std::vector<std::vector<std::size_t>> wishes;
  for (const auto& output : screening.outputs) wishes.push_back(by_importance(output.effects));
  count = std::min(count, screening.upsets.size());
  std::vector<std::size_t> named;
  for (std::size_t turn = 0; named.size() < count; ++turn) {
    const auto& wish =
        turn < turns_of_the_last ? wishes.back() : wishes[(turn - turns_of_the_last) % wishes.size()];
    named.push_back(*std::ranges::find_if(
        wish, [&](std::size_t i) { return std::ranges::find(named, i) == named.end(); }));
  }
  std::ranges::sort(named);
  return named;
}

std::vector<DecomposedOutput> decompose(const Store& store, const StoredMeasure& objective,
                                        std::size_t leader, std::size_t assumptions) {
  std::vector<DecomposedOutput> decomposed;
  for (const auto& [name, unit, values] : outputs_of(store, objective, leader))
    decomposed.push_back({name, unit, sobol_indices(values, assumptions)});
  return decomposed;
}

}  // namespace clientele::experiment
