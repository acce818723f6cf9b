#include "analysis/posterior.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <boost/random/chi_squared_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <limits>

#include "analysis/to_eigen.hpp"

namespace clientele::analysis {
namespace {

using Index = Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// For each column its position among the distinct columns, and those columns. Identical ones must be drawn
// once, as no factorisation of a singular covariance would give them equal draws to the bit.
struct DistinctColumns {
  std::vector<std::size_t> position;
  std::vector<Index> columns;
};

DistinctColumns distinct_columns(const MatrixXd& results) {
  DistinctColumns distinct;
  for (Index column = 0; column < results.cols(); ++column) {
    const auto same = [&](Index other) { return results.col(other) == results.col(column); };
    const auto found = std::ranges::find_if(distinct.columns, same);
    distinct.position.push_back(static_cast<std::size_t>(found - distinct.columns.begin()));
    if (found == distinct.columns.end()) distinct.columns.push_back(column);
  }
  return distinct;
}

// The posterior of the means of columns: location + scale * (standard normal vector) * sqrt(freedom /
// chi-squared).
struct MeanPosterior {
  VectorXd location;
  MatrixXd scale;
  double freedom;
};

MeanPosterior posterior_of_means(const MatrixXd& columns) {
  const double n = static_cast<double>(columns.rows());
  const VectorXd mean = columns.colwise().mean();
  const MatrixXd centred = columns.rowwise() - mean.transpose();
  const Eigen::LDLT<MatrixXd> factors(centred.transpose() * centred / (n * (n - 1)));
  const VectorXd roots = factors.vectorD().cwiseMax(0).cwiseSqrt();  // rank-deficient: round-off below zero
  const MatrixXd lower = factors.matrixL();
  return {mean, factors.transpositionsP().transpose() * MatrixXd(lower * roots.asDiagonal()), n - 1};
}

// The share of draws in which each mean is the largest, and its average distance from the largest.
Ranking simulate(const MeanPosterior& posterior, int draws) {
  boost::random::mt19937_64 engine(20010801);
  boost::random::normal_distribution<double> normal;
  boost::random::chi_squared_distribution<double> chi_squared(posterior.freedom);
  const auto count = static_cast<std::size_t>(posterior.location.size());
  Ranking ranking{std::vector<double>(count), std::vector<double>(count)};
  VectorXd standard(posterior.location.size()), means(posterior.location.size());
  for (int draw = 0; draw < draws; ++draw) {
    for (double& z : standard) z = normal(engine);
    standard *= std::sqrt(posterior.freedom / chi_squared(engine));
    means.noalias() = posterior.location + posterior.scale * standard;
    const double largest = means.maxCoeff();
    const auto ties = static_cast<double>((means.array() == largest).count());
    for (std::size_t i = 0; i < count; ++i) {
      const double mean = means[static_cast<Index>(i)];
      if (mean == largest) ranking.best_probability[i] += 1 / (ties * draws);
      ranking.opportunity_cost[i] += (largest - mean) / draws;
    }
  }
  return ranking;
}

// To the first, as only differences matter, and theirs is the smaller variance.
MatrixXd differences_to_first(const MatrixXd& results, const std::vector<Index>& columns) {
  return results(Eigen::all, columns).colwise() - results.col(columns.front());
}

Ranking rank_distinct(const MatrixXd& differences, int draws) {
  const auto count = static_cast<std::size_t>(differences.cols());
  Ranking ranking{std::vector<double>(count, 1 / static_cast<double>(count)), std::vector<double>(count, 0)};
  if (differences.rows() < 2) {
    ranking.best_probability.assign(count, std::numeric_limits<double>::quiet_NaN());
  }
  if (count == 1) return ranking;
  if (differences.rows() >= 2) ranking = simulate(posterior_of_means(differences), draws);
  if (differences.rows() < 3) ranking.opportunity_cost.assign(count, std::numeric_limits<double>::infinity());
  return ranking;
}

}  // namespace

Ranking rank_by_posterior(const Matrix& complete, int draws) {
  const MatrixXd results = to_eigen(complete);
  const auto distinct = distinct_columns(results);
  const auto ranking = rank_distinct(differences_to_first(results, distinct.columns), draws);
  Ranking all;
  for (const std::size_t kind : distinct.position) {
    const auto sharers = static_cast<double>(std::ranges::count(distinct.position, kind));
    all.best_probability.push_back(ranking.best_probability[kind] / sharers);
    all.opportunity_cost.push_back(ranking.opportunity_cost[kind]);
  }
  return all;
}

}  // namespace clientele::analysis
