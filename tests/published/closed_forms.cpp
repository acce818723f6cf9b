// The closed forms against numbers in print, plain simulations in continuous time, and numerical integration.
#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/layers.hpp"
#include "sim/validation/published_models.hpp"

namespace clientele::validation {
namespace {

using Generator = std::mt19937_64;

double beta_variate(double a, double b, Generator& random) {
  const double x = std::gamma_distribution(a)(random), y = std::gamma_distribution(b)(random);
  return x / (x + y);
}

bool agrees_within_4_standard_errors(const std::vector<double>& sample, double expected) {
  const auto simulated = estimate(sample);
  return std::abs(simulated.mean - expected) < 4 * simulated.sd / std::sqrt(static_cast<double>(simulated.n));
}

/// Purchases of one customer in (0, t], one after the other.
int purchases_of_a_customer(const BgNbd& model, double t, Generator& random) {
  const double rate = std::gamma_distribution(model.r, 1 / model.alpha)(random);
  const double drop_out = beta_variate(model.a, model.b, random);
  int purchases = 0;
  for (double now = std::exponential_distribution(rate)(random); now <= t;
       now += std::exponential_distribution(rate)(random)) {
    ++purchases;
    if (std::bernoulli_distribution(drop_out)(random)) break;
  }
  return purchases;
}

TEST_CASE("sBG has the survivors of years 8 to 12 that Fader and Hardie print for High End") {
  const ShiftedBetaGeometric model{.alpha = 0.6681, .beta = 3.8061};
  const double printed[] = {46.0, 43.6, 41.4, 39.5, 37.8};
  for (int year = 8; year <= 12; ++year)
    CHECK(100 * model.survivors(year) == doctest::Approx(printed[year - 8]).epsilon(0.05 / 37.8));
}

TEST_CASE("sBG is geometric when all are alike") {
  const ShiftedBetaGeometric model{.alpha = 2e7, .beta = 8e7};
  CHECK(model.survivors(5) == doctest::Approx(std::pow(0.8, 5)).epsilon(1e-6));
}

TEST_CASE("BG/NBD has the purchases of a plain simulation in continuous time, to 4 standard errors") {
  const BgNbd model{.r = 0.243, .alpha = 4.414, .a = 0.793, .b = 2.426};
  for (const double t : {13.0, 78.0}) {
    Generator random(2005);
    std::vector<double> purchases, none;
    for (int i = 0; i < 200000; ++i) {
      const int bought = purchases_of_a_customer(model, t, random);
      purchases.push_back(bought);
      none.push_back(bought == 0);
    }
    CHECK(agrees_within_4_standard_errors(purchases, model.expected_purchases(t)));
    CHECK(agrees_within_4_standard_errors(none, model.share_without_purchase(t)));
  }
}

TEST_CASE("Bass's curve solves his differential equation, and bends where he says") {
  const BassDiffusion model{.p = 0.03, .q = 0.38};
  double adopters = 0;
  const double step = 1e-4;
  for (int i = 0; i < 60000; ++i) {  // midpoint rule to year 6
    const auto rate = [&](double f) { return (model.p + model.q * f) * (1 - f); };
    adopters += step * rate(adopters + step / 2 * rate(adopters));
  }
  CHECK(model.adopters(6) == doctest::Approx(adopters).epsilon(1e-8));
  const double t = model.peak(), h = 0.01;
  CHECK(model.adopters(t + h) - model.adopters(t) ==
        doctest::Approx(model.adopters(t) - model.adopters(t - h)).epsilon(1e-9));
}

}  // namespace
}  // namespace clientele::validation
