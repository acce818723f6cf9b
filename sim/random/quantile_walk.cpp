#include "sim/random/quantile_walk.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/random/shapes.hpp"

namespace clientele::random {

namespace {

/// Order of the Taylor series.
constexpr std::size_t order = 20;

/// The first coefficients of a Taylor series.
using Series = std::array<double, order + 1>;

/// The k-th coefficient of a product of series. Summed in several lanes, so that no addition waits for
/// another.
double product(const Series& a, const Series& b, std::size_t k) {
  constexpr std::size_t width = 4;
  std::array<double, width> sums{};
  std::size_t j = 0;
  for (; j + width <= k + 1; j += width)
    for (std::size_t lane = 0; lane < width; ++lane) sums[lane] += a[j + lane] * b[k - j - lane];
  for (; j <= k; ++j) sums[0] += a[j] * b[k - j];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// The values of a series after each of n steps, several at a time.
void evaluate(const Series& series, std::span<const double> steps, double* values) {
  constexpr std::size_t width = 16;
  for (std::size_t i = 0; i < steps.size(); i += width) {
    const std::size_t n = std::min(width, steps.size() - i);
    std::array<double, width> step{}, value;
    std::copy_n(&steps[i], n, step.data());
    value.fill(series[order]);
    for (std::size_t k = order; k-- > 0;)
      for (std::size_t lane = 0; lane < width; ++lane) value[lane] = value[lane] * step[lane] + series[k];
    std::copy_n(value.data(), n, values + i);
  }
}

double value_at(const Series& series, double step) {
  double value = 0;
  evaluate(series, {&step, 1}, &value);
  return value;
}

/// How far the series of something of this size holds to fourteen digits, by its last two terms.
double reach_of(const Series& series, double size) {
  const auto reach = [&](std::size_t k) {
    const double last = std::max(std::abs(series[k]), 1e-290);
    return std::pow(1e-14 * size / last, 1 / static_cast<double>(k));
  };
  return std::min(reach(order), reach(order - 1));
}

/// The form of a distribution: its density is x^(a-1) (1-x)^bend for beta, x^(a-1) e^(-bend x) for gamma.
struct Form {
  double a;
  double bend;
  bool is_beta;
};

/// From one end of a distribution towards the other. Time t is the logarithm of the distance u from the end,
/// in which quantile functions are smooth: near the end they are nearly powers of u. The walk follows y = log
/// x, or for beta the log-odds of x, and g = x' / x, with z = e^y:
///   y' = g (1 + z) for beta, g for gamma;  z' = z y';  g' = g (1 - g (a - bend z)),
/// which follows from x' = u / f(x), where f is the density.
class Walk {
 public:
  Walk(const Form& form, double y, double g) : form_(form) {
    y_[0] = y;
    g_[0] = g;
  }

  /// Expands the series where the walk has come to; returns how far they hold.
  double expand() {
    z_[0] = std::exp(y_[0]);
    Series gz{}, dy{}, turn{};
    for (std::size_t k = 0; k < order; ++k) {
      const auto n = static_cast<double>(k + 1);
      gz[k] = product(g_, z_, k);
      dy[k] = form_.is_beta ? g_[k] + gz[k] : g_[k];
      turn[k] = form_.a * g_[k] - form_.bend * gz[k];
      y_[k + 1] = dy[k] / n;
      z_[k + 1] = (form_.is_beta ? product(z_, dy, k) : gz[k]) / n;
      g_[k + 1] = (g_[k] - product(g_, turn, k)) / n;
    }
    return reach();
  }
  /// y after each of these steps.
  void look_ahead(std::span<const double> steps, double* ys) const { evaluate(y_, steps, ys); }
  void go(double step) {
    y_[0] = value_at(y_, step);
    g_[0] = value_at(g_, step);
  }

 private:
  /// What z is added to is as large as `weight`. The terms of its series say nothing where it grows too far
  /// in a step, unless it stays negligible.
  double reach() const {
    constexpr double farthest = 6, negligible = -46;  // logarithms of growth and of 1e-20
    const double ratio = form_.a / std::max(1.0, std::abs(form_.bend));
    const double weight = form_.is_beta ? std::min(1.0, ratio) : ratio;
    const double growth = std::max(farthest, std::log(weight) + negligible - y_[0]);
    return std::min({reach_of(y_, 1), reach_of(g_, std::abs(g_[0])), reach_of(z_, std::max(z_[0], weight)),
                     growth / std::abs(y_[1])});
  }

  Form form_;
  Series y_{}, z_{}, g_{};
};

/// Where a walk begins.
struct Start {
  double y, g;
};

constexpr int most_terms = 100'000;  ///< of what converges slowly, for distributions hardly wider than 0

/// A continued fraction 1 / (b0 + a1 / (b1 + a2 / (b2 + ...))) (modified Lentz algorithm, Press et al. 2007,
/// section 5.2).
template <class Term>
double continued_fraction(double b0, const Term& term) {
  double c = 1e300, d = 1 / b0, fraction = d;
  for (int k = 1; k < most_terms; ++k) {
    const auto [a, b] = term(k);
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (std::abs(c * d - 1) < 1e-16) return fraction;
  }
  return NAN;
}

struct Term {
  double a, b;
};

/// u / (x f(x)) at x from below, by the continued fraction of the incomplete beta function (ibid., 6.4.5).
double beta_rate(const Shape& beta, double x) {
  const double a = beta.a, b = beta.b;
  const auto term = [&](int k) {
    const int m = k / 2;
    const double even = m * (b - m) / ((a + 2 * m - 1) * (a + 2 * m)),
                 odd = -(a + m) * (a + b + m) / ((a + 2 * m) * (a + 2 * m + 1));
    return Term{x * (k % 2 == 0 ? even : odd), 1};
  };
  return (1 - x) / a * continued_fraction(1, term);
}

/// The same of gamma, by the series of the incomplete gamma function (6.2.5).
double gamma_rate(const Shape& gamma, double x) {
  double term = 1, sum = 1;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    if (k == most_terms) return NAN;
    term *= x / (gamma.a + k);
    sum += term;
  }
  return sum / gamma.a;
}

/// The same of gamma from above, by the continued fraction of its other incomplete function (6.2.7).
double gamma_rate_from_above(const Shape& gamma, double x) {
  const double a = gamma.a;
  return continued_fraction(x + 1 - a, [&](int k) { return Term{-k * (k - a), x + 1 - a + 2 * k}; });
}

Start start_at(const Shape& shape, double x) {
  if (shape.is_beta) return {std::log(x / (1 - x)), beta_rate(shape, x)};
  return {std::log(x), gamma_rate(shape, x)};
}

Form form_of(const Shape& shape) { return {shape.a, shape.is_beta ? shape.b - 1 : 1, shape.is_beta}; }

/// Adds the y of a walk at each of `times`, which begins at the first of them, to `ys`; fewer if it gets
/// stuck.
void walk(const Form& form, const Start& start, std::span<const double> times, std::vector<double>& ys) {
  constexpr double shortest = 1e-6;
  Walk walk(form, start.y, start.g);
  std::vector<double> steps(times.size());
  std::size_t i = 0;
  for (double now = times.front(); i < times.size();) {
    const double step = walk.expand();
    if (!(step > shortest)) return;
    std::size_t n = 0;
    for (; i + n < times.size() && times[i + n] <= now + step; ++n) steps[n] = times[i + n] - now;
    ys.resize(ys.size() + n);
    walk.look_ahead({steps.data(), n}, ys.data() + ys.size() - n);
    i += n;
    walk.go(step);
    now += step;
  }
}

/// From below. As long as x is too small a number to begin with, it is found by itself.
std::vector<double> walk_up(const Shape& shape, const Distances& from_end) {
  constexpr double too_small = 1e-280;
  std::vector<double> ys;
  ys.reserve(from_end.values().size());
  for (std::size_t i = 0; i < from_end.values().size(); ++i) {
    const double x = lower_quantile(shape, from_end.values()[i]);
    if (x > too_small) {
      walk(form_of(shape), start_at(shape, x), from_end.logarithms().subspan(i), ys);
      break;
    }
    ys.push_back(std::log(x));
  }
  return ys;
}

std::vector<double> walk_down(const Shape& shape, const Distances& from_end) {
  if (shape.is_beta) return walk_up(mirrored(shape), from_end);
  const double x = upper_quantile(shape, from_end.values().front());
  std::vector<double> ys;
  ys.reserve(from_end.values().size());
  walk(form_of(shape), {std::log(x), -gamma_rate_from_above(shape, x)}, from_end.logarithms(), ys);
  return ys;
}

/// From log x, or the log-odds of x, to x.
void to_values(const Shape& shape, bool is_upper, std::vector<double>& ys) {
  for (double& y : ys) y = shape.is_beta ? 1 / (1 + std::exp(is_upper ? y : -y)) : shape.scale * std::exp(y);
}

bool agree(double a, double b) { return std::abs(a - b) <= walk_error / 10 * std::abs(b); }

/// Whether the walks meet at the median, and pass through two quantiles each that are found by themselves.
bool is_confirmed(const Distribution& d, const Quantiles& found, const Distances& from_end) {
  const auto& distances = from_end.values();
  if (found.lower.size() < distances.size() || found.upper.size() < distances.size()) return false;
  const auto confirmed = [&](std::size_t i) {
    return agree(found.lower[i], quantile(d, distances[i])) &&
           agree(found.upper[i], quantile(d, 1 - distances[i]));
  };
  const auto last = distances.size() - 1;
  return agree(found.lower[last], found.upper[last]) && confirmed(last / 8) && confirmed(last / 3);
}

}  // namespace

Distances::Distances(std::vector<double> values) : values_(std::move(values)) {
  for (const double value : values_) logarithms_.push_back(std::log(value));
}

std::optional<Quantiles> walk_quantiles(const Distribution& d, const Distances& from_end) {
  const Shape shape = shape_of(d);
  Quantiles found{walk_up(shape, from_end), walk_down(shape, from_end)};
  to_values(shape, false, found.lower);
  to_values(shape, true, found.upper);
  if (!is_confirmed(d, found, from_end)) return std::nullopt;
  return found;
}

}  // namespace clientele::random
