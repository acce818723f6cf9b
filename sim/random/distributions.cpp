#include "sim/random/distributions.hpp"

#include <array>
#include <bit>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <cstdint>

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

double beta_quantile(double mean, double sd, double u) {
  const double total = mean * (1 - mean) / (sd * sd) - 1;
  const boost::math::beta_distribution<double, Plain> beta(mean * total, (1 - mean) * total);
  return boost::math::quantile(beta, u);
}

double gamma_quantile(double mean, double sd, double u) {
  const boost::math::gamma_distribution<double, Plain> gamma(mean * mean / (sd * sd), sd * sd / mean);
  return boost::math::quantile(gamma, u);
}

double lognormal_quantile(double mean, double sd, double z) {
  const double variance = std::log1p(sd * sd / (mean * mean));
  return mean * std::exp(std::sqrt(variance) * z - variance / 2);
}

}  // namespace

int poisson_large(float u, float rate) {
  using namespace boost::math::policies;
  using Integral = policy<discrete_quantile<integer_round_up>>;
  return static_cast<int>(quantile(boost::math::poisson_distribution<double, Integral>(rate), u));
}

double quantile(const Distribution& d, double u) {
  const auto z = [u] { return boost::math::quantile(boost::math::normal_distribution<>(), u); };
  if (d.family == Family::uniform) return d.first + (d.second - d.first) * u;
  if (d.family == Family::constant || d.second == 0) return d.first;
  switch (d.family) {
    case Family::normal:
      return d.first + d.second * z();
    case Family::lognormal:
      return lognormal_quantile(d.first, d.second, z());
    case Family::beta:
      return beta_quantile(d.first, d.second, u);
    default:
      return gamma_quantile(d.first, d.second, u);
  }
}

struct QuantileTable::Knots {
  std::array<float, cells> middle;                 ///< at multiples of 1 / cells, from the first on
  std::array<float, tail_cells + 1> lower, upper;  ///< by distance from the end
};

QuantileTable::QuantileTable(const Distribution& d) : distribution_(d) {
  if (d.second == 0 || d.family == Family::constant || d.family == Family::uniform) return;
  auto knots = std::make_shared<Knots>();
  for (int i = 1; i < cells; ++i)
    knots->middle[static_cast<std::size_t>(i)] =
        static_cast<float>(quantile(d, static_cast<double>(i) / cells));
  for (std::int32_t i = 0; i <= tail_cells; ++i) {
    const double distance = tail_knot(i);
    knots->lower[static_cast<std::size_t>(i)] = static_cast<float>(quantile(d, distance));
    knots->upper[static_cast<std::size_t>(i)] = static_cast<float>(quantile(d, 1 - distance));
  }
  knots_ = std::move(knots);
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
