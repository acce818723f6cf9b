#include "analysis/decision.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/distributions.hpp"
#include "analysis/posterior.hpp"

namespace clientele::analysis {
namespace {

Matrix scaled(Matrix results, double factor) {
  for (std::size_t column = 0; column < results.columns(); ++column)
    for (std::size_t row = 0; row < results.rows(); ++row) results(row, column) *= factor;
  return results;
}

Proportion beats(std::span<const double> policy, std::span<const double> baseline, double sign,
                 double confidence) {
  double wins = 0;
  for (std::size_t i = 0; i < policy.size(); ++i) {
    const double gain = sign * (policy[i] - baseline[i]);
    wins += gain > 0 ? 1 : gain == 0 ? 0.5 : 0;
  }
  return proportion(wins, policy.size(), confidence);
}

}  // namespace

DecisionTable decide(const Matrix& objective, Orientation orientation, std::size_t baseline,
                     double confidence) {
  const auto policies = objective.columns();
  if (baseline >= policies) throw std::invalid_argument("the baseline is not one of the policies");
  const Matrix results = complete_rows(objective);
  if (results.rows() == 0) throw std::invalid_argument("no replication has a value for every policy");

  const double sign = orientation == Orientation::higher_is_better ? 1 : -1;
  const auto ranking = rank_by_posterior(scaled(results, sign));
  const auto comparisons = compare_policies(results, orientation, baseline, confidence);
  const auto n = results.rows();
  DecisionTable decision{n, objective.rows() - n, confidence, {}, 0};
  for (std::size_t policy = 0; policy < policies; ++policy) {
    const auto values = results.column(policy);
    decision.verdicts.push_back({estimate(values, confidence), comparisons[policy].versus_baseline,
                                 comparisons[policy].versus_best_other, ranking.best_probability[policy],
                                 ranking.opportunity_cost[policy],
                                 beats(values, results.column(baseline), sign, confidence),
                                 share_below(values, 0, confidence)});
  }
  decision.best = *best_feasible(decision, orientation, std::vector<bool>(policies, true));
  return decision;
}

double probability_met(std::span<const double> sample, Requirement requirement) {
  const auto mean = estimate(sample);
  if (mean.n < 2) return std::numeric_limits<double>::quiet_NaN();
  if (mean.sd == 0) return is_met(sample, requirement) ? 1 : 0;
  const double sign = requirement.comparison == Requirement::Comparison::below ? 1 : -1;
  const double margin = sign * (requirement.limit - mean.mean);
  const double t = margin / mean.sd * std::sqrt(static_cast<double>(mean.n));
  return student_probability(t, static_cast<double>(mean.n - 1));
}

bool is_met(std::span<const double> sample, Requirement requirement) {
  const double mean = estimate(sample).mean;
  return requirement.comparison == Requirement::Comparison::below ? mean < requirement.limit
                                                                  : mean > requirement.limit;
}

std::optional<std::size_t> best_feasible(const DecisionTable& decision, Orientation orientation,
                                         const std::vector<bool>& feasible) {
  const double sign = orientation == Orientation::higher_is_better ? 1 : -1;
  std::optional<std::size_t> best;
  for (std::size_t policy = 0; policy < decision.verdicts.size(); ++policy) {
    const auto value = [&](std::size_t i) { return sign * decision.verdicts[i].objective.mean; };
    if (feasible[policy] && (!best || value(policy) > value(*best))) best = policy;
  }
  return best;
}

}  // namespace clientele::analysis
