#include "analysis/decision.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <stdexcept>

#include "analysis/posterior.hpp"

namespace clientele {
namespace {

using Index = Eigen::Index;
using Eigen::MatrixXd;

MatrixXd complete_rows(const MatrixXd& results) {
  std::vector<Index> complete;
  for (Index row = 0; row < results.rows(); ++row) {
    if (!results.row(row).hasNaN()) complete.push_back(row);
  }
  return results(complete, Eigen::all);
}

std::span<const double> column(const MatrixXd& results, std::size_t policy) {
  return {results.col(static_cast<Index>(policy)).data(), static_cast<std::size_t>(results.rows())};
}

Difference difference(const MatrixXd& results, std::size_t a, std::size_t b, double confidence) {
  if (a == b) return {};
  const auto paired = paired_difference(column(results, a), column(results, b), confidence);
  return {paired.mean, paired.ci_low, paired.ci_high};
}

// The difference to the best of the others is the least favourable of the differences to all others, bound by
// bound.
Difference versus_best_other(const std::vector<Difference>& to_others, Orientation orientation) {
  const auto least_favourable = [&](double Difference::*bound) {
    if (orientation == Orientation::higher_is_better) {
      return std::invoke(bound, std::ranges::min(to_others, {}, bound));
    }
    return std::invoke(bound, std::ranges::max(to_others, {}, bound));
  };
  if (to_others.empty()) return {};
  return {least_favourable(&Difference::mean), least_favourable(&Difference::ci_low),
          least_favourable(&Difference::ci_high)};
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

// Each interval's confidence such that all pairs of k policies hold together (Bonferroni).
double confidence_of_one(std::size_t policies, double confidence) {
  const auto pairs = policies * (policies - 1) / 2;
  return 1 - (1 - confidence) / static_cast<double>(std::max<std::size_t>(pairs, 1));
}

}  // namespace

Decision decide(const MatrixXd& objective, Orientation orientation, std::size_t baseline, double confidence) {
  const auto policies = static_cast<std::size_t>(objective.cols());
  if (baseline >= policies) throw std::invalid_argument("the baseline is not one of the policies");
  const MatrixXd results = complete_rows(objective);
  if (results.rows() == 0) throw std::invalid_argument("no replication has a value for every policy");

  const double sign = orientation == Orientation::higher_is_better ? 1 : -1;
  const auto ranking = rank_by_posterior(sign * results);
  const double each = confidence_of_one(policies, confidence);
  const auto n = static_cast<std::size_t>(results.rows());
  Decision decision{n, static_cast<std::size_t>(objective.rows()) - n, confidence, {}, 0};
  for (std::size_t policy = 0; policy < policies; ++policy) {
    std::vector<Difference> to_others;
    for (std::size_t other = 0; other < policies; ++other) {
      if (other != policy) to_others.push_back(difference(results, policy, other, each));
    }
    const auto values = column(results, policy);
    decision.verdicts.push_back({estimate(values, confidence), difference(results, policy, baseline, each),
                                 versus_best_other(to_others, orientation), ranking.best_probability[policy],
                                 ranking.opportunity_cost[policy],
                                 beats(values, column(results, baseline), sign, confidence),
                                 share_below(values, 0, confidence)});
  }
  decision.best = *best_feasible(decision, orientation, std::vector<bool>(policies, true));
  return decision;
}

double probability_met(std::span<const double> sample, Requirement requirement) {
  const auto mean = estimate(sample);
  if (mean.n == 1) return 0.5;
  if (mean.n == 0 || mean.sd == 0) return is_met(sample, requirement) ? 1 : 0;
  const double sign = requirement.comparison == Requirement::Comparison::below ? 1 : -1;
  const double margin = sign * (requirement.limit - mean.mean);
  const double t = margin / mean.sd * std::sqrt(static_cast<double>(mean.n));
  return boost::math::cdf(boost::math::students_t(static_cast<double>(mean.n - 1)), t);
}

bool is_met(std::span<const double> sample, Requirement requirement) {
  const double mean = estimate(sample).mean;
  return requirement.comparison == Requirement::Comparison::below ? mean < requirement.limit
                                                                  : mean > requirement.limit;
}

std::optional<std::size_t> best_feasible(const Decision& decision, Orientation orientation,
                                         const std::vector<bool>& feasible) {
  const double sign = orientation == Orientation::higher_is_better ? 1 : -1;
  std::optional<std::size_t> best;
  for (std::size_t policy = 0; policy < decision.verdicts.size(); ++policy) {
    const auto value = [&](std::size_t i) { return sign * decision.verdicts[i].objective.mean; };
    if (feasible[policy] && (!best || value(policy) > value(*best))) best = policy;
  }
  return best;
}

}  // namespace clientele
