#include "analysis/posterior.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "analysis/estimate.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

using Eigen::MatrixXd;
using std::numbers::pi;

MatrixXd three_policies(Engine& engine, const Eigen::Vector3d& means, Eigen::Index n) {
  const Eigen::Vector3d sds(1, 1.5, 0.7);
  return NormalFamily(means, equal_correlation(sds, 0.8)).sample(engine, n);
}

}  // namespace

// Of two policies the difference d has posterior mean + se * t(n - 1): the probability is Student's
// distribution function and the expected shortfall of the first its loss function, se * ((nu + z^2) / (nu -
// 1) * pdf(z) - z * (1 - cdf(z))) at z = -mean / se (Chick & Inoue 2001, eq. 5). The tolerance is 4 Monte
// Carlo standard errors of 100,000 draws.
TEST_CASE("two policies: probability of best and opportunity cost are Student's") {
  Engine engine(6);
  const Eigen::Vector2d means(0, 0.3), sds(1, 1);
  const MatrixXd results = NormalFamily(means, equal_correlation(sds, 0.3)).sample(engine, 9);
  const auto difference = paired_difference({results.col(1).data(), 9}, {results.col(0).data(), 9});
  const boost::math::students_t student(8);
  const double se = difference.sd / 3, z = -difference.mean / se;
  const double second_best = 1 - boost::math::cdf(student, z);
  const double shortfall = se * ((8 + z * z) / 7 * boost::math::pdf(student, z) - z * second_best);

  const auto ranking = rank_by_posterior(results);
  CHECK(std::abs(ranking.best_probability[1] - second_best) < 4 * 0.0016);
  CHECK(std::abs(ranking.opportunity_cost[0] - shortfall) < 4 * se * 1.2 / std::sqrt(1e5));
  CHECK(std::abs(ranking.opportunity_cost[1] - (shortfall - difference.mean)) <
        4 * se * 1.2 / std::sqrt(1e5));
}

// Columns of a Hadamard matrix have mean zero and are orthogonal, so the posterior is known: a t with 7
// degrees of freedom and independent components of scale^2 / 7. Its orthant probabilities are the normal ones
// (Sheppard 1899): column i is the best with probability 1/4 + asin(r) / 2 pi, r the correlation of the
// others' differences to it. The expected largest of three independent standard normals is 3 / (2 sqrt pi),
// that of t longer by the mean of sqrt(7 / chi2(7)).
TEST_CASE("three policies: probability of best and opportunity cost are those of the known posterior") {
  Eigen::Matrix<double, 8, 3> hadamard;
  for (int row = 0; row < 8; ++row) hadamard.row(row) << 1 - 2 * (row & 1), 1 - (row & 2), 1 - (row & 4) / 2;
  const double longer = std::sqrt(3.5) * std::tgamma(3.0) / std::tgamma(3.5);
  const double cost = 3 / (2 * std::sqrt(pi)) * longer / std::sqrt(7.0);
  const auto equal = rank_by_posterior(hadamard);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::abs(equal.best_probability[i] - 1.0 / 3) < 4 * 0.0016);
    CHECK(std::abs(equal.opportunity_cost[i] - cost) < 4 * cost / std::sqrt(1e5));
  }
  const Eigen::Array3d scale(1, 2, 3), variance = scale.square();
  const auto unequal = rank_by_posterior(hadamard * scale.matrix().asDiagonal());
  for (int i = 0; i < 3; ++i) {
    const double own = variance[i], one = variance[(i + 1) % 3], other = variance[(i + 2) % 3];
    const double r = own / std::sqrt((own + one) * (own + other));
    const double probability = unequal.best_probability[static_cast<std::size_t>(i)];
    CHECK(std::abs(probability - (0.25 + std::asin(r) / (2 * pi))) < 4 * 0.0016);
  }
}

// True means come from a prior much wider than what ten replications leave open. Then among cases called 60
// to 80 % the policy must truly be the best in as many. The tolerance is 3.5 standard errors of a bin's
// share, plus 0.01 for the draws and for the prior's finite width.
TEST_CASE("three correlated policies: probabilities of best are calibrated") {
  constexpr int trials = 10'000;
  Engine engine(7);
  std::array<double, 5> called{}, best{}, count{};
  for (int trial = 0; trial < trials; ++trial) {
    const auto drawn = normal_sample(engine, 3, 0, 3);
    const Eigen::Vector3d means(drawn[0], drawn[1], drawn[2]);
    const auto ranking = rank_by_posterior(three_policies(engine, means, 10), 500);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto bin = std::min<std::size_t>(4, static_cast<std::size_t>(ranking.best_probability[i] * 5));
      called[bin] += ranking.best_probability[i];
      best[bin] += drawn[i] == means.maxCoeff();
      count[bin] += 1;
    }
  }
  for (std::size_t bin = 0; bin < 5; ++bin) {
    REQUIRE(count[bin] > 300);
    const double share = called[bin] / count[bin];
    CHECK(std::abs(best[bin] / count[bin] - share) <
          share_tolerance(share, static_cast<int>(count[bin])) + 0.01);
  }
}

TEST_CASE("policies with equal means but different spread are each best half of the time on average") {
  constexpr int trials = 2'000;
  Engine engine(8);
  const Eigen::Vector2d means(1, 1), sds(1, 3);
  double sum = 0, above = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const MatrixXd results = NormalFamily(means, equal_correlation(sds, 0.5)).sample(engine, 7);
    const double p = rank_by_posterior(results, 1'000).best_probability[0];
    sum += p;
    above += p > 0.95;
  }
  CHECK(std::abs(sum / trials - 0.5) < 3.5 * std::sqrt(1.0 / 12 / trials));  // uniform under equality
  CHECK(std::abs(above / trials - 0.05) < share_tolerance(0.05, trials) + 0.005);
}

TEST_CASE("identical policies share their probability equally, to the bit") {
  Engine engine(9);
  const MatrixXd results = three_policies(engine, {0, 0.2, 0.1}, 12);
  MatrixXd tied(12, 5);
  tied << results.col(1), results, results.col(1);
  const auto ranking = rank_by_posterior(tied);
  CHECK(ranking.best_probability[0] == ranking.best_probability[2]);
  CHECK(ranking.best_probability[0] == ranking.best_probability[4]);
  CHECK(ranking.opportunity_cost[0] == ranking.opportunity_cost[4]);
  const double alone = rank_by_posterior(results).best_probability[1];
  CHECK(std::abs(3 * ranking.best_probability[0] - alone) < 4 * 0.0016 * std::sqrt(2));
  const double total = std::accumulate(ranking.best_probability.begin(), ranking.best_probability.end(), 0.0);
  CHECK(total == doctest::Approx(1));
}

TEST_CASE("policies without any spread between them are ranked with certainty") {
  Engine engine(10);
  const auto shared = normal_sample(engine, 20);
  MatrixXd results(20, 3);
  for (Eigen::Index i = 0; i < 20; ++i) results.row(i).setConstant(shared[static_cast<std::size_t>(i)]);
  results.col(1).array() += 0.25;
  results.col(2).array() -= 1;
  const auto ranking = rank_by_posterior(results);
  CHECK(ranking.best_probability[1] == doctest::Approx(1));
  CHECK(ranking.opportunity_cost[0] == doctest::Approx(0.25));
  CHECK(ranking.opportunity_cost[2] == doctest::Approx(1.25));
  const auto same = rank_by_posterior(MatrixXd::Constant(4, 2, 1.0));
  CHECK(same.best_probability == std::vector{0.5, 0.5});
  CHECK(same.opportunity_cost == std::vector{0.0, 0.0});
}

TEST_CASE("too few replications say so") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto once = rank_by_posterior(MatrixXd::Identity(1, 2));
  for (const double unknown : once.best_probability) CHECK(std::isnan(unknown));
  CHECK(once.opportunity_cost == std::vector{infinity, infinity});
  const auto twice = rank_by_posterior(MatrixXd::Identity(2, 2));
  CHECK(std::abs(twice.best_probability[0] - 0.5) < 4 * 0.0016);
  CHECK(twice.opportunity_cost == std::vector{infinity, infinity});
}
