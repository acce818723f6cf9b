#include "sim/validation/published_models.hpp"

#include <cmath>

namespace clientele::validation {

namespace {

/// Gauss's hypergeometric series 2F1(a, b; c; z), 0 <= z < 1, summed until a term no longer counts.
double hypergeometric(double a, double b, double c, double z) {
  double sum = 0, term = 1;
  for (int j = 0; std::abs(term) > 1e-16 * std::abs(sum); ++j) {
    sum += term;
    term *= (a + j) * (b + j) / ((c + j) * (j + 1)) * z;
  }
  return sum;
}

}  // namespace

double ShiftedBetaGeometric::survivors(int renewals) const {
  double share = 1;
  for (int i = 0; i < renewals; ++i) share *= (beta + i) / (alpha + beta + i);
  return share;
}

double BgNbd::expected_purchases(double t) const {
  const double unlimited = std::pow(alpha / (alpha + t), r);
  return (a + b - 1) / (a - 1) * (1 - unlimited * hypergeometric(r, b, a + b - 1, t / (alpha + t)));
}

double BgNbd::share_without_purchase(double t) const { return std::pow(alpha / (alpha + t), r); }

double BassDiffusion::adopters(double t) const {
  const double gone = std::exp(-(p + q) * t);
  return (1 - gone) / (1 + q / p * gone);
}

double BassDiffusion::peak() const { return std::log(q / p) / (p + q); }

}  // namespace clientele::validation
