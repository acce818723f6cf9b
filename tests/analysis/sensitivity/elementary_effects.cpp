#include "analysis/sensitivity/elementary_effects.hpp"

#include <doctest/doctest.h>

#include <numbers>
#include <stdexcept>

#include "analysis/to_eigen.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

// Columns are replications: the output plus noise of its own at every point.
MatrixXd with_noise(const VectorXd& outputs, Eigen::Index replications, double sd) {
  Engine engine(20);
  boost::random::normal_distribution<double> normal(0, sd);
  MatrixXd noisy = outputs.replicate(1, replications);
  for (double& y : noisy.reshaped()) y += normal(engine);
  return noisy;
}

}  // namespace

TEST_CASE("a Morris trajectory moves every parameter once, by half its range, on four levels") {
  const auto points = to_eigen(morris_design(6, 5, 1));
  REQUIRE(points.rows() == 6 * 6);
  for (Eigen::Index row = 0; row < points.rows(); ++row) {
    for (const double x : points.row(row)) CHECK((x == 0.125 || x == 0.375 || x == 0.625 || x == 0.875));
    if (row % 6 == 0) continue;
    const Eigen::RowVectorXd step = (points.row(row) - points.row(row - 1)).cwiseAbs();
    CHECK(step.sum() == 0.5);
  }
  for (Eigen::Index first = 0; first < points.rows(); first += 6) {
    CHECK((points.row(first) - points.row(first + 5)).cwiseAbs() == Eigen::RowVectorXd::Constant(5, 0.5));
  }
  CHECK(points == to_eigen(morris_design(7, 5, 1)).topRows(36));
}

TEST_CASE("a linear function has its coefficients as effects, without spread") {
  const auto points = to_eigen(morris_design(10, 3, 2));
  const Eigen::Vector3d slopes(3, -2, 0);
  const auto effects = elementary_effects(points, (points * slopes).eval());
  for (std::size_t i = 0; i < 3; ++i) {
    const double slope = slopes[static_cast<Eigen::Index>(i)];
    CHECK(effects[i].mu.mean == doctest::Approx(slope));
    CHECK(effects[i].mu_star.mean == doctest::Approx(std::abs(slope)));
    CHECK(effects[i].sigma < 1e-12);
    CHECK(effects[i].mu.n == 10);
    CHECK(std::isnan(effects[i].noise));
  }
}

// y = x1 x2: the effect of x1 is x2, on the levels 1/8 ... 7/8 with mean 1/2 and variance 5/64.
TEST_CASE("interaction shows as spread") {
  constexpr std::size_t trajectories = 2'000;
  const auto points = to_eigen(morris_design(trajectories, 2, 3));
  const auto effects = elementary_effects(points, points.col(0).cwiseProduct(points.col(1)));
  const double sd = std::sqrt(5.0 / 64), standard_error = sd / std::sqrt(trajectories);
  for (const auto& effect : effects) {
    CHECK(std::abs(effect.mu.mean - 0.5) < 4 * standard_error);
    CHECK(std::abs(effect.sigma - sd) < 4 * standard_error);
  }
}

// Noise of sd 1 in each of 4 replications: an effect, a difference of two means over 1/2, has noise sqrt(2 /
// 4) * 2.
TEST_CASE("noise is told apart from interaction") {
  constexpr std::size_t trajectories = 1'000;
  const auto points = to_eigen(morris_design(trajectories, 2, 4));
  const Eigen::Vector2d slopes(3, 0);
  const auto effects = elementary_effects(points, with_noise(points * slopes, 4, 1));
  const double noise = std::sqrt(2.0);
  CHECK(std::abs(effects[0].noise - noise) < 4 * noise / std::sqrt(6.0 * trajectories));
  CHECK(std::abs(effects[0].mu.mean - 3) < 4 * noise / std::sqrt(trajectories));
  CHECK(effects[0].sigma * effects[0].sigma < 4 * 2 * std::sqrt(2.4 / trajectories));
  // Of a parameter without effect: the mean absolute normal.
  CHECK(std::abs(effects[1].mu_star.mean - noise * std::sqrt(2 / std::numbers::pi)) <
        4 / std::sqrt(trajectories));
}

TEST_CASE("chance common to all points is no noise of an effect") {
  const auto points = to_eigen(morris_design(20, 2, 5));
  MatrixXd outputs = points * MatrixXd::Ones(2, 3);
  outputs.rowwise() += Eigen::RowVector3d(10, -4, 1);
  for (const auto& effect : elementary_effects(points, outputs)) CHECK(effect.noise < 1e-12);
}

TEST_CASE("a failed run drops the effects at both its sides and counts them") {
  const auto points = to_eigen(morris_design(4, 3, 6));
  MatrixXd outputs = points * MatrixXd::Ones(3, 2);
  outputs(5, 1) = no_value;
  const auto effects = elementary_effects(points, outputs);
  std::size_t dropped = 0;
  for (const auto& effect : effects) {
    dropped += effect.mu.missing;
    CHECK(effect.mu.n + effect.mu.missing == 4);
    CHECK(effect.mu.mean == doctest::Approx(1));
  }
  CHECK(dropped == 2);
  CHECK_THROWS_AS(elementary_effects(points, outputs.topRows(3)), std::invalid_argument);
  CHECK_THROWS_AS(elementary_effects(MatrixXd::Constant(4, 3, 0.5), outputs.topRows(4)),
                  std::invalid_argument);
}
