#include "analysis/sensitivity/sobol_indices.hpp"

#include <doctest/doctest.h>

#include <numbers>
#include <stdexcept>

#include "analysis/to_eigen.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;
using std::numbers::pi;

// Ishigami & Homma (1990) with a = 7, b = 0.1 on (-pi, pi)^3.
double ishigami(const RowVectorXd& x) {
  const Eigen::Array3d angle = (2 * x.array() - 1) * pi;
  return std::sin(angle[0]) + 7 * std::pow(std::sin(angle[1]), 2) +
         0.1 * std::pow(angle[2], 4) * std::sin(angle[0]);
}

struct KnownIndices {
  std::vector<double> first, total;
};

KnownIndices of_ishigami() {
  const double a = 7, b = 0.1, pi4 = std::pow(pi, 4);
  const double only1 = std::pow(1 + b * pi4 / 5, 2) / 2, only2 = a * a / 8;
  const double both13 = b * b * pi4 * pi4 * (1.0 / 18 - 1.0 / 50), all = only1 + only2 + both13;
  return {{only1 / all, only2 / all, 0}, {(only1 + both13) / all, only2 / all, both13 / all}};
}

// Sobol's g-function (Saltelli & Sobol 1995): product of (|4x - 2| + a) / (1 + a).
const RowVectorXd g_weights = (RowVectorXd(6) << 0, 0.5, 3, 9, 99, 99).finished();

double g_function(const RowVectorXd& x) {
  return (((4 * x.array() - 2).abs() + g_weights.array()) / (1 + g_weights.array())).prod();
}

KnownIndices of_g_function() {
  const Eigen::ArrayXd part = 1 / (3 * (1 + g_weights.transpose().array()).square());
  const double all = (1 + part).prod() - 1;
  KnownIndices known;
  for (const double v : part) {
    known.first.push_back(v / all);
    known.total.push_back(v * (all + 1) / (1 + v) / all);
  }
  return known;
}

VectorXd evaluated(const MatrixXd& points, double (*function)(const RowVectorXd&)) {
  VectorXd outputs(points.rows());
  for (Eigen::Index row = 0; row < points.rows(); ++row) outputs[row] = function(points.row(row));
  return outputs;
}

// A bootstrap interval of 95 % is four standard errors wide, and the tolerance one such width. `sharpest` is
// the most that any interval may be wide, so that the tolerance cannot be met by being vague.
void check_indices(const std::vector<SobolIndex>& ours, const std::vector<double>& known, double sharpest) {
  REQUIRE(ours.size() == known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const double width = ours[i].ci_high - ours[i].ci_low;
    CHECK(width < sharpest);
    CHECK(std::abs(ours[i].value - known[i]) < width + 1e-3);
    CHECK(ours[i].ci_low <= ours[i].value);
    CHECK(ours[i].value <= ours[i].ci_high);
  }
}

// Ishigami's function with noise whose size depends on the point, replicated with independent or common
// random numbers.
MatrixXd noisy_ishigami(const MatrixXd& points, Eigen::Index replications, bool common) {
  Engine engine(21);
  boost::random::normal_distribution<double> normal(0, 4);
  const VectorXd outputs = evaluated(points, ishigami);
  const RowVectorXd common_draws = RowVectorXd::NullaryExpr(replications, [&] { return normal(engine); });
  MatrixXd noisy(points.rows(), replications);
  for (Eigen::Index row = 0; row < points.rows(); ++row) {
    for (Eigen::Index r = 0; r < replications; ++r) {
      noisy(row, r) = outputs[row] + (common ? common_draws[r] * (0.5 + points(row, 1)) : normal(engine));
    }
  }
  return noisy;
}

}  // namespace

TEST_CASE("a Saltelli block swaps one coordinate at a time") {
  const auto points = to_eigen(saltelli_design(8, 3));
  REQUIRE(points.rows() == 8 * 5);
  for (Eigen::Index block = 0; block < 8; ++block) {
    const auto rows = points.middleRows(block * 5, 5);
    for (Eigen::Index i = 0; i < 3; ++i) {
      RowVectorXd expected = rows.row(0);
      expected[i] = rows(1, i);
      CHECK(rows.row(2 + i) == expected);
    }
  }
  CHECK(points == to_eigen(saltelli_design(9, 3)).topRows(40));
}

TEST_CASE("Ishigami's function has its known indices") {
  const auto indices = sobol_indices(evaluated(to_eigen(saltelli_design(2048, 3)), ishigami), 3);
  check_indices(indices.first, of_ishigami().first, 0.15);
  check_indices(indices.total, of_ishigami().total, 0.15);
  CHECK(indices.n == 2048);
  CHECK(indices.dropped == 0);
}

TEST_CASE("Sobol's g-function has its known indices") {
  const auto indices = sobol_indices(evaluated(to_eigen(saltelli_design(2048, 6)), g_function), 6);
  check_indices(indices.first, of_g_function().first, 0.15);
  check_indices(indices.total, of_g_function().total, 0.15);
}

// Noise of variance 16 at each of three replications, against a variance of 13.8 from the parameters.
TEST_CASE("noise does not inflate the indices, and its share is reported") {
  const auto points = to_eigen(saltelli_design(2048, 3));
  const auto outputs = noisy_ishigami(points, 3, false);
  const auto indices = sobol_indices(outputs, 3);
  check_indices(indices.first, of_ishigami().first, 0.3);
  check_indices(indices.total, of_ishigami().total, 0.3);
  CHECK(std::abs(indices.variance.noise_share() - 16 / (16 + 13.84)) < 0.02);
  CHECK(indices.variance.replications < 0.1);
  // Without the correction a single replication shows 16 / 30 too much as the total of every parameter.
  const auto uncorrected = sobol_indices(outputs.leftCols(1), 3);
  CHECK(uncorrected.total[2].value > of_ishigami().total[2] + 0.2);
  CHECK(std::isnan(uncorrected.variance.noise_share()));
}

// With common random numbers only the second parameter changes what chance does. Others' differences carry no
// noise at all, and taking any off would make their totals too small.
TEST_CASE("common random numbers are credited to the indices") {
  const auto points = to_eigen(saltelli_design(2048, 3));
  const auto indices = sobol_indices(noisy_ishigami(points, 12, true), 3);
  check_indices(indices.total, of_ishigami().total, 0.15);
  CHECK(indices.variance.replications > 5 * indices.variance.interaction);
}

TEST_CASE("a block with a failed run is dropped whole and counted") {
  const auto points = to_eigen(saltelli_design(64, 3));
  VectorXd outputs = evaluated(points, ishigami);
  VectorXd without(outputs.size() - 5);
  without << outputs.head(10 * 5), outputs.tail(53 * 5);
  outputs[10 * 5 + 3] = no_value;
  const auto indices = sobol_indices(outputs, 3), expected = sobol_indices(without, 3);
  CHECK(indices.dropped == 1);
  CHECK(indices.n == 63);
  for (std::size_t i = 0; i < 3; ++i) CHECK(indices.total[i].value == expected.total[i].value);
  CHECK(sobol_indices(VectorXd::Constant(5, no_value), 3).first.empty());
}

TEST_CASE("no variance is not shared out, and half a block is refused") {
  CHECK(std::isnan(sobol_indices(VectorXd::Ones(20), 3).first[0].value));
  CHECK_THROWS_AS(sobol_indices(VectorXd::Ones(21), 3), std::invalid_argument);
}
