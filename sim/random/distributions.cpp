#include "sim/random/distributions.hpp"

#include <array>
#include <bit>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <cstdint>

#include "sim/random/quantile_walk.hpp"
#include "sim/random/shapes.hpp"

namespace clientele::random {

namespace {

constexpr int cells = 1024;

// The outermost cells reach from 2^-24 to 2^-10; a cell of a tail is known by the exponent and the first four
// bits of the mantissa of the distance from the end.
constexpr int tail_shift = 23 - 4;
constexpr std::int32_t tail_first = std::bit_cast<std::int32_t>(0x1p-24f) >> tail_shift;
constexpr std::int32_t tail_cells = (std::bit_cast<std::int32_t>(0x1p-10f) >> tail_shift) - tail_first;

float tail_knot(std::int32_t cell) { return std::bit_cast<float>((tail_first + cell) << tail_shift); }

/// Double precision is more than tables in single precision need.
using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

using Beta = boost::math::beta_distribution<double, Plain>;
using Gamma = boost::math::gamma_distribution<double, Plain>;

double normal_score(double u) { return boost::math::quantile(boost::math::normal_distribution<>(), u); }

/// The quantile of a normal or lognormal distribution, from that of the standard normal one.
double quantile_of_score(const Distribution& d, double z) {
  const auto& [family, mean, sd] = d;
  if (family == Family::normal) return mean + sd * z;
  const double variance = std::log1p(sd * sd / (mean * mean));
  return mean * std::exp(std::sqrt(variance) * z - variance / 2);
}

}  // namespace

Shape shape_of(const Distribution& d) {
  const auto& [family, mean, sd] = d;
  if (family == Family::gamma) return {false, mean * mean / (sd * sd), 0, sd * sd / mean};
  const double total = mean * (1 - mean) / (sd * sd) - 1;
  return {true, mean * total, (1 - mean) * total, 1};
}

double lower_quantile(const Shape& shape, double u) {
  return shape.is_beta ? boost::math::quantile(Beta(shape.a, shape.b), u)
                       : boost::math::quantile(Gamma(shape.a, 1), u);
}

double upper_quantile(const Shape& shape, double u) {
  return shape.is_beta ? boost::math::quantile(complement(Beta(shape.a, shape.b), u))
                       : boost::math::quantile(complement(Gamma(shape.a, 1), u));
}

int poisson_large(float u, float rate) {
  using namespace boost::math::policies;
  using Integral = policy<discrete_quantile<integer_round_up>>;
  return static_cast<int>(quantile(boost::math::poisson_distribution<double, Integral>(rate), u));
}

double quantile(const Distribution& d, double u) {
  if (d.family == Family::uniform) return d.first + (d.second - d.first) * u;
  if (d.family == Family::constant || d.second == 0) return d.first;
  switch (d.family) {
    case Family::normal:
    case Family::lognormal:
      return quantile_of_score(d, normal_score(u));
    default:
      return lower_quantile(shape_of(d), u) * shape_of(d).scale;
  }
}

struct QuantileTable::Knots {
  std::array<float, cells> middle;                 ///< at multiples of 1 / cells, from the first on
  std::array<float, tail_cells + 1> lower, upper;  ///< by distance from the end
};

namespace {

/// Whether a quantile is dear enough to be tabulated.
bool is_dear(const Distribution& d) {
  return d.second != 0 && d.family != Family::constant && d.family != Family::uniform;
}

/// The distances from either end at which a table has knots: those of its tail, then, from 1 / cells on, its
/// middle up to the median.
std::vector<double> make_knot_distances() {
  std::vector<double> distances;
  for (std::int32_t i = 0; i <= tail_cells; ++i) distances.push_back(tail_knot(i));
  for (int i = 2; i <= cells / 2; ++i) distances.push_back(static_cast<double>(i) / cells);
  return distances;
}

const Distances knot_distances(make_knot_distances());

/// The standard normal quantiles there.
const Quantiles& normal_scores() {
  static const Quantiles scores = [] {
    Quantiles z;
    for (const double distance : knot_distances.values()) {
      z.lower.push_back(normal_score(distance));
      z.upper.push_back(normal_score(1 - distance));
    }
    return z;
  }();
  return scores;
}

/// `found` in single precision, if what Boost.Math finds is certain to be rounded to the same number; else
/// what it finds. So a table is that of Boost.Math to the bit, however it was made.
float rounded(const Distribution& d, double found, double u) {
  const auto least = static_cast<float>(found * (1 - walk_error)),
             most = static_cast<float>(found * (1 + walk_error));
  return least == most ? least : static_cast<float>(quantile(d, u));
}

/// Calls keep(lower[i], upper[i]) with the quantiles of `d` at the i-th distance from either end.
template <class Keep>
void find_knots(const Distribution& d, const Keep& keep) {
  const auto& distances = knot_distances.values();
  const auto for_each = [&](const auto& lower, const auto& upper) {
    for (std::size_t i = 0; i < distances.size(); ++i) keep(i, lower(i), upper(i));
  };
  if (d.family == Family::normal || d.family == Family::lognormal) {
    const auto& z = normal_scores();
    for_each([&](auto i) { return static_cast<float>(quantile_of_score(d, z.lower[i])); },
             [&](auto i) { return static_cast<float>(quantile_of_score(d, z.upper[i])); });
  } else if (const auto walk = walk_quantiles(d, knot_distances)) {
    for_each([&](auto i) { return rounded(d, walk->lower[i], distances[i]); },
             [&](auto i) { return rounded(d, walk->upper[i], 1 - distances[i]); });
  } else {
    for_each([&](auto i) { return static_cast<float>(quantile(d, distances[i])); },
             [&](auto i) { return static_cast<float>(quantile(d, 1 - distances[i])); });
  }
}

}  // namespace

QuantileTable::QuantileTable(const Distribution& d) : distribution_(d) {
  if (!is_dear(d)) return;
  auto knots = std::make_shared<Knots>();
  constexpr std::size_t tail = tail_cells;  // position of the distance 1 / cells
  find_knots(d, [&](std::size_t i, float lower, float upper) {
    if (i <= tail) knots->lower[i] = lower, knots->upper[i] = upper;
    if (i < tail) return;
    const std::size_t cell = i - tail + 1;
    knots->middle[cells - cell] = upper;
    knots->middle[cell] = lower;  // of the two at the median the lower
  });
  knots_ = std::move(knots);
}

QuantileTable QuantileTables::of(const Distribution& d) {
  if (!is_dear(d)) return QuantileTable(d);
  if (const auto known = tables_.find(d); known != tables_.end()) return known->second;
  if (tables_.size() >= enough_) forget_unused();
  return tables_.emplace(d, QuantileTable(d)).first->second;
}

void QuantileTables::forget_unused() {
  std::erase_if(tables_, [](const auto& table) { return !table.second.has_copies(); });
  enough_ = tables_.size() + most_unused;
}

float QuantileTable::operator()(float u) const {
  const float distance = std::min(u, 1 - u);
  if (!knots_ || distance < 0x1p-24f) return static_cast<float>(quantile(distribution_, u));
  if (distance < 1.0f / cells) {
    const std::int32_t cell = (std::bit_cast<std::int32_t>(distance) >> tail_shift) - tail_first;
    const auto& knots = u < 0.5f ? knots_->lower : knots_->upper;
    const float left = knots[static_cast<std::size_t>(cell)],
                right = knots[static_cast<std::size_t>(cell) + 1];
    return left + (right - left) * ((distance - tail_knot(cell)) / (tail_knot(cell + 1) - tail_knot(cell)));
  }
  const float position = u * cells;
  const auto cell = std::min(static_cast<std::size_t>(position), std::size_t{cells - 2});
  const float left = knots_->middle[cell], right = knots_->middle[cell + 1];
  return left + (right - left) * (position - static_cast<float>(cell));
}

}  // namespace clientele::random
