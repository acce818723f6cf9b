#include "sim/random/distributions.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

namespace clientele {

namespace {

constexpr int cells = 1024;

double beta_quantile(double mean, double sd, double u) {
  const double total = mean * (1 - mean) / (sd * sd) - 1;
  return boost::math::quantile(boost::math::beta_distribution<>(mean * total, (1 - mean) * total), u);
}

double gamma_quantile(double mean, double sd, double u) {
  return boost::math::quantile(boost::math::gamma_distribution<>(mean * mean / (sd * sd), sd * sd / mean), u);
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

QuantileTable::QuantileTable(const Distribution& d) : distribution_(d) {
  if (d.second == 0 || d.family == Family::constant || d.family == Family::uniform) return;
  auto knots = std::make_shared<std::vector<float>>(cells + 1);
  for (int i = 1; i < cells; ++i)
    (*knots)[static_cast<std::size_t>(i)] = static_cast<float>(quantile(d, static_cast<double>(i) / cells));
  knots_ = std::move(knots);
}

float QuantileTable::operator()(float u) const {
  const float position = u * cells;
  const int cell = static_cast<int>(position);
  if (!knots_ || cell == 0 || cell >= cells - 1) return static_cast<float>(quantile(distribution_, u));
  const float left = (*knots_)[static_cast<std::size_t>(cell)],
              right = (*knots_)[static_cast<std::size_t>(cell) + 1];
  return left + (right - left) * (position - static_cast<float>(cell));
}

}  // namespace clientele
