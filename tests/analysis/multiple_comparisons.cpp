#include "analysis/multiple_comparisons.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

bool contains(const Difference& difference, double truth) {
  return difference.ci_low <= truth && truth <= difference.ci_high;
}

double best_of_others(const Eigen::VectorXd& means, Eigen::Index policy, Orientation orientation) {
  const double sign = orientation == Orientation::higher_is_better ? 1 : -1;
  double best = -std::numeric_limits<double>::infinity();
  for (Eigen::Index other = 0; other < means.size(); ++other) {
    if (other != policy) best = std::max(best, sign * means[other]);
  }
  return sign * best;
}

// Share of trials in which every interval of the table contains its true difference.
double joint_coverage(const NormalFamily& family, Orientation orientation, Eigen::Index n, int trials) {
  Engine engine(4);
  int covered = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const auto comparisons = compare_policies(family.sample(engine, n), orientation, 0);
    bool all = true;
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
      const auto policy = static_cast<Eigen::Index>(i);
      const double mean = family.mean()[policy];
      all = all && contains(comparisons[i].versus_baseline, mean - family.mean()[0]) &&
            contains(comparisons[i].versus_best_other,
                     mean - best_of_others(family.mean(), policy, orientation));
    }
    covered += all;
  }
  return covered / double(trials);
}

}  // namespace

TEST_CASE("with two policies the simultaneous interval is the Student interval and covers exactly") {
  constexpr int trials = 10'000;
  const Eigen::Vector2d means(1, 2), sds(1, 2);
  const NormalFamily family(means, equal_correlation(sds, 0.9));
  const double coverage = joint_coverage(family, Orientation::higher_is_better, 6, trials);
  CHECK(std::abs(coverage - 0.95) < share_tolerance(0.95, trials));
}

TEST_CASE("all intervals hold together at 95 % under any correlation, and not by being much too wide") {
  constexpr int trials = 4'000;
  const Eigen::Vector4d means(0, 0, 0.3, 2), sds(1, 1, 2, 0.5);
  Eigen::Matrix4d singular = equal_correlation(sds, 0.6);
  singular.row(1) = singular.row(0);  // the second policy equals the first up to rounding
  singular.col(1) = singular.col(0);
  Eigen::Matrix4d mixed = equal_correlation(sds, 0.9);
  mixed.row(3).head(3) *= -1;
  mixed.col(3).head(3) *= -1;
  const std::vector<Eigen::Matrix4d> covariances{equal_correlation(sds, 0), equal_correlation(sds, 0.95),
                                                 singular, mixed};
  for (const auto& covariance : covariances) {
    for (const auto orientation : {Orientation::higher_is_better, Orientation::lower_is_better}) {
      const double coverage = joint_coverage({means, covariance}, orientation, 8, trials);
      CHECK(coverage > 0.95 - share_tolerance(0.95, trials));
      CHECK(coverage < 0.995);
    }
  }
}

TEST_CASE("identical policies differ by exactly zero") {
  Engine engine(5);
  const Eigen::Vector2d means(1, 1.5), sds(1, 1);
  const Eigen::MatrixXd two = NormalFamily(means, equal_correlation(sds, 0.5)).sample(engine, 10);
  Eigen::MatrixXd results(10, 3);
  results << two, two.col(0);
  const auto comparisons = compare_policies(results, Orientation::higher_is_better, 0);
  for (const auto& policy : {comparisons[0], comparisons[2]}) {
    CHECK(policy.versus_baseline.mean == 0);
    CHECK(policy.versus_baseline.ci_low == 0);
    CHECK(policy.versus_baseline.ci_high == 0);
  }
  CHECK(comparisons[0].versus_best_other.mean == comparisons[2].versus_best_other.mean);
  CHECK(comparisons[1].versus_baseline.mean == comparisons[1].versus_best_other.mean);
}

TEST_CASE("one policy alone, or one replication, is compared without nonsense") {
  const auto alone = compare_policies(Eigen::MatrixXd::Constant(5, 1, 3.0), Orientation::higher_is_better, 0);
  CHECK(alone[0].versus_best_other.ci_high == 0);
  const auto once = compare_policies(Eigen::MatrixXd::Identity(1, 2), Orientation::higher_is_better, 0);
  CHECK(once[1].versus_baseline.mean == -1);
  CHECK(std::isnan(once[1].versus_baseline.ci_low));
  CHECK(once[0].versus_baseline.ci_low == 0);
}
