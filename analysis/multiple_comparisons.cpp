#include "analysis/multiple_comparisons.hpp"

#include <algorithm>

#include "analysis/estimate.hpp"

namespace clientele::analysis {
namespace {

Difference difference(const Matrix& results, std::size_t a, std::size_t b, double confidence) {
  if (a == b) return {};
  const auto paired = paired_difference(results.column(a), results.column(b), confidence);
  return {paired.mean, paired.ci_low, paired.ci_high};
}

// The difference to the best of the others is the least favourable of the differences to all others, bound by
// bound.
Difference least_favourable(const std::vector<Difference>& to_others, Orientation orientation) {
  if (to_others.empty()) return {};
  const auto worst = [&](double Difference::*bound) {
    const auto [low, high] = std::ranges::minmax(to_others, {}, bound);
    return orientation == Orientation::higher_is_better ? low.*bound : high.*bound;
  };
  return {worst(&Difference::mean), worst(&Difference::ci_low), worst(&Difference::ci_high)};
}

// The confidence each interval needs for those of all pairs of policies to hold together.
double bonferroni(double confidence, std::size_t policies) {
  const auto pairs = std::max<std::size_t>(1, policies * (policies - 1) / 2);
  return 1 - (1 - confidence) / static_cast<double>(pairs);
}

}  // namespace

std::vector<PolicyDifferences> compare_policies(const Matrix& results, Orientation orientation,
                                                std::size_t baseline, double confidence) {
  const auto policies = results.columns();
  const double each = bonferroni(confidence, policies);
  std::vector<PolicyDifferences> comparisons;
  for (std::size_t policy = 0; policy < policies; ++policy) {
    std::vector<Difference> to_others;
    for (std::size_t other = 0; other < policies; ++other) {
      if (other != policy) to_others.push_back(difference(results, policy, other, each));
    }
    comparisons.push_back(
        {difference(results, policy, baseline, each), least_favourable(to_others, orientation)});
  }
  return comparisons;
}

}  // namespace clientele::analysis
