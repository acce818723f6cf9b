#include "analysis/sensitivity/sobol_indices.hpp"

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <limits>
#include <stdexcept>

#include "analysis/estimate.hpp"
#include "analysis/sensitivity/design.hpp"
#include "analysis/to_eigen.hpp"

namespace clientele::analysis {
namespace {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Row = Eigen::Index;

// Unbiased estimate of the product of the expectations of u and v from paired replications: the mean of u[r]
// v[s] over r != s. With one replication it is the plain product.
double product(const ArrayXd& u, const ArrayXd& v) {
  const double r = static_cast<double>(u.size()), mean_u = u.mean(), mean_v = v.mean();
  if (u.size() == 1) return mean_u * mean_v;
  return mean_u * mean_v - ((u - mean_u) * (v - mean_v)).sum() / (r * (r - 1));
}

// Blocks that are complete, one below the other.
struct Blocks {
  MatrixXd outputs;
  Row size;  // k + 2

  Row count() const { return outputs.rows() / size; }
  ArrayXd at(Row block, Row point) const { return outputs.row(block * size + point).transpose().array(); }
};

Blocks complete_blocks(const MatrixXd& outputs, Row size) {
  std::vector<Row> rows;
  for (Row first = 0; first < outputs.rows(); first += size) {
    if (outputs.middleRows(first, size).hasNaN()) continue;
    for (Row row = first; row < first + size; ++row) rows.push_back(row);
  }
  return {outputs(rows, Eigen::all), size};
}

MatrixXd base_points(const Blocks& blocks) {
  MatrixXd base(2 * blocks.count(), blocks.outputs.cols());
  for (Row block = 0; block < blocks.count(); ++block) {
    base.middleRows(2 * block, 2) = blocks.outputs.middleRows(block * blocks.size, 2);
  }
  return base;
}

// What the indices are averages of: per block, the terms of the variance and of each parameter's parts of it.
struct Terms {
  VectorXd variance;
  MatrixXd first;  // blocks x k
  MatrixXd total;
};

Terms terms_of(const Blocks& blocks) {
  const Row n = blocks.count(), k = blocks.size - 2;
  Terms terms{VectorXd(n), MatrixXd(n, k), MatrixXd(n, k)};
  for (Row block = 0; block < n; ++block) {
    const ArrayXd a = blocks.at(block, 0), b = blocks.at(block, 1);
    terms.variance[block] = (product(a, a) + product(b, b)) / 2;
    for (Row i = 0; i < k; ++i) {
      const ArrayXd change = blocks.at(block, 2 + i) - a;
      terms.first(block, i) = product(b, change);
      terms.total(block, i) = product(change, change) / 2;
    }
  }
  return terms;
}

// First-order indices in the first column, totals in the second, with blocks weighted by how often each was
// drawn.
MatrixXd indices_of(const Terms& terms, const VectorXd& weights) {
  const double variance = terms.variance.dot(weights);
  MatrixXd indices(terms.first.cols(), 2);
  indices << terms.first.transpose() * weights, terms.total.transpose() * weights;
  return variance > 0 ? MatrixXd(indices / variance)
                      : MatrixXd::Constant(indices.rows(), 2, std::numeric_limits<double>::quiet_NaN());
}

VectorXd resampled_weights(Row n, boost::random::mt19937_64& engine) {
  boost::random::uniform_int_distribution<Row> block(0, n - 1);
  VectorXd weights = VectorXd::Zero(n);
  for (Row i = 0; i < n; ++i) weights[block(engine)] += 1;
  return weights;
}

// Values of one column of the indices, with intervals from the same column of the resampled ones.
std::vector<SobolIndex> with_intervals(const MatrixXd& values, const std::vector<MatrixXd>& resampled,
                                       Row column) {
  std::vector<SobolIndex> indices;
  for (Row i = 0; i < values.rows(); ++i) {
    std::vector<double> sample;
    for (const auto& again : resampled) sample.push_back(again(i, column));
    indices.push_back({values(i, column), quantile(sample, 0.025), quantile(sample, 0.975)});
  }
  return indices;
}

std::vector<MatrixXd> bootstrap(const Terms& terms, int resamples) {
  boost::random::mt19937_64 engine(20100201);
  std::vector<MatrixXd> resampled;
  for (int i = 0; i < resamples; ++i) {
    resampled.push_back(indices_of(terms, resampled_weights(terms.variance.size(), engine)));
  }
  return resampled;
}

}  // namespace

Matrix saltelli_design(std::size_t n, std::size_t k) {
  const MatrixXd base = to_eigen(sobol_points(n, 2 * k));
  const auto parameters = static_cast<Row>(k);
  MatrixXd points(n * (k + 2), k);
  for (Row block = 0; block < base.rows(); ++block) {
    auto rows = points.middleRows(block * (parameters + 2), parameters + 2);
    const auto a = base.row(block).head(parameters), b = base.row(block).tail(parameters);
    rows.rowwise() = a;
    rows.row(1) = b;
    rows.bottomRows(parameters).diagonal() = b;
  }
  return points;
}

SobolIndices sobol_indices(const Matrix& results, std::size_t k, int resamples) {
  const MatrixXd outputs = to_eigen(results);
  const auto size = static_cast<Row>(k) + 2;
  if (outputs.rows() % size != 0) throw std::invalid_argument("the outputs are not blocks of k + 2 points");
  auto blocks = complete_blocks(outputs, size);
  const auto n = static_cast<std::size_t>(blocks.count());
  SobolIndices result{n, static_cast<std::size_t>(outputs.rows() / size) - n, {}, {}, {}};
  const MatrixXd base = base_points(blocks);
  result.variance = variance_components(base);
  if (n == 0) return result;

  blocks.outputs.rowwise() -= base.colwise().mean();  // changes no index, but makes products precise
  const auto terms = terms_of(blocks);
  const MatrixXd indices = indices_of(terms, VectorXd::Ones(terms.variance.size()));
  const auto resampled = bootstrap(terms, resamples);
  result.first = with_intervals(indices, resampled, 0);
  result.total = with_intervals(indices, resampled, 1);
  return result;
}

}  // namespace clientele::analysis
