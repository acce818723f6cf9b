#include "analysis/sensitivity/elementary_effects.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <stdexcept>

#include "analysis/random_order.hpp"
#include "analysis/to_eigen.hpp"

namespace clientele::analysis {
namespace {

using Index = Eigen::Index;

// The coordinate in which a point differs from the one before it.
Index coordinate_moved(const Eigen::MatrixXd& points, Index row) {
  const Eigen::RowVectorXd step = points.row(row) - points.row(row - 1);
  Index moved = 0;
  step.cwiseAbs().maxCoeff(&moved);
  if ((step.array() != 0).count() != 1)
    throw std::invalid_argument("the points are not those of a Morris design");
  return moved;
}

// The effects of one parameter and the variance of each that is due to chance.
struct Effects {
  std::vector<double> effect;
  std::vector<double> noise;
};

ElementaryEffect summary(const Effects& effects) {
  std::vector<double> absolute = effects.effect;
  for (double& effect : absolute) effect = std::abs(effect);
  const auto mu = estimate(effects.effect);
  const double noise = estimate(effects.noise).mean;
  const double excess = mu.sd * mu.sd - (std::isnan(noise) ? 0 : noise);
  return {mu, estimate(absolute), std::sqrt(excess < 0 ? 0 : excess), std::sqrt(noise)};
}

}  // namespace

Matrix morris_design(std::size_t trajectories, std::size_t k, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_int_distribution<int> random_level(0, 3);
  Eigen::MatrixXd points(trajectories * (k + 1), k);
  Eigen::RowVectorXd point(k), step(k);
  for (Index row = 0; row < points.rows();) {
    for (Index i = 0; i < point.size(); ++i) {
      const int level = random_level(engine);
      point[i] = (2 * level + 1) / 8.0;
      step[i] = level < 2 ? 0.5 : -0.5;
    }
    points.row(row++) = point;
    for (const std::size_t moved : random_order(k, engine)) {
      point[static_cast<Index>(moved)] += step[static_cast<Index>(moved)];
      points.row(row++) = point;
    }
  }
  return points;
}

std::vector<ElementaryEffect> elementary_effects(const Matrix& design, const Matrix& results) {
  if (design.rows() != results.rows())
    throw std::invalid_argument("there must be one row of outputs per point");
  const Eigen::MatrixXd points = to_eigen(design), outputs = to_eigen(results);
  const auto k = points.cols();
  const double replications = static_cast<double>(outputs.cols());
  std::vector<Effects> of(static_cast<std::size_t>(k));
  for (Index row = 1; row < points.rows(); ++row) {
    if (row % (k + 1) == 0) continue;  // the first point of the next trajectory
    const Index moved = coordinate_moved(points, row);
    const double step = points(row, moved) - points(row - 1, moved);
    const Eigen::ArrayXd slopes = (outputs.row(row) - outputs.row(row - 1)).transpose().array() / step;
    const double mean = slopes.mean();  // NaN if any run failed, and then left out and counted by estimate()
    auto& effects = of[static_cast<std::size_t>(moved)];
    effects.effect.push_back(mean);
    effects.noise.push_back((slopes - mean).square().sum() / (replications - 1) / replications);
  }
  std::vector<ElementaryEffect> summaries;
  std::ranges::transform(of, std::back_inserter(summaries), summary);
  return summaries;
}

}  // namespace clientele::analysis
