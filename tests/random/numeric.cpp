// Elementary functions: as accurate as they say, and the same bits alone as in a vectorised loop.
#include "sim/random/numeric.hpp"

#include <doctest/doctest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace clientele::random {
namespace {

struct Interval {
  float low, high;
};

/// Numbers spread evenly over an interval's floating-point representations as well as over its length.
std::vector<float> spread(Interval interval, int n) {
  std::vector<float> points;
  for (int i = 0; i <= n; ++i)
    points.push_back(interval.low +
                     (interval.high - interval.low) * static_cast<float>(i) / static_cast<float>(n));
  for (float tiny = 1e-30f; tiny < 1; tiny *= 1.37f)
    for (const float x : {tiny, -tiny})
      if (x >= interval.low && x <= interval.high) points.push_back(x);
  return points;
}

template <class Function, class Exact>
double largest_relative_error(const std::vector<float>& points, Function function, Exact exact) {
  double worst = 0;
  for (const float x : points) {
    const double truth = exact(static_cast<double>(x));
    worst = std::max(worst, std::abs(function(x) - truth) / std::max(std::abs(truth), 1e-37));
  }
  return worst;
}

TEST_CASE("exp, log and logistic have relative errors below 3e-7") {
  CHECK(largest_relative_error(
            spread({-86, 88}, 1'000'000), [](float x) { return exp(x); },
            [](double x) { return std::exp(x); }) < 3e-7);
  CHECK(largest_relative_error(
            spread({1e-6f, 4}, 1'000'000), [](float x) { return log(x); },
            [](double x) { return std::log(x); }) < 3e-7);
  CHECK(largest_relative_error(
            spread({1, 1e6f}, 1'000'000), [](float x) { return log(x); },
            [](double x) { return std::log(x); }) < 3e-7);
  CHECK(largest_relative_error(
            spread({-80, 80}, 1'000'000), [](float x) { return logistic(x); },
            [](double x) { return 1 / (1 + std::exp(-x)); }) < 3e-7);
}

TEST_CASE("exp is clamped where single precision ends, and exact at zero") {
  CHECK(exp(0.0f) == 1.0f);
  CHECK(exp(1000.0f) == exp(88.0f));
  CHECK(exp(-1000.0f) == exp(-87.0f));
  CHECK(std::isfinite(exp(1000.0f)));
  CHECK(exp(-1000.0f) > 0.0f);
}

TEST_CASE("exp and logistic never fall, so that a higher hazard is never a lower chance") {
  for (const float step : {1e-3f, 0.1f}) {
    for (float x = -20; x < 20; x += step) {
      REQUIRE(logistic(x + step) >= logistic(x));
      REQUIRE(exp(x + step) > exp(x));
    }
  }
}

// Every number on the grid of uniforms that is 101 apart, and the ends of the grid.
TEST_CASE("the normal quantile errs by less than 3e-6 of its value on the grid of uniforms") {
  const boost::math::normal_distribution<> normal;
  double worst = 0;
  const auto compare = [&](std::uint32_t cell) {
    const float u = (static_cast<float>(cell) + 0.5f) * 0x1p-23f;
    const double truth = boost::math::quantile(normal, static_cast<double>(u));
    worst = std::max(worst, std::abs(normal_quantile(u) - truth) / std::abs(truth));
  };
  for (std::uint32_t cell = 0; cell < 1u << 23; cell += 101) compare(cell);
  for (std::uint32_t cell = 0; cell < 1000; ++cell) {
    compare(cell);
    compare((1u << 23) - 1 - cell);
    compare((1u << 22) + cell - 500);
  }
  CHECK(worst < 3e-6);
}

TEST_CASE("the normal quantile is odd: a uniform and its opposite are equally far from the middle") {
  for (std::uint32_t cell = 0; cell < 1u << 22; cell += 997) {
    const float u = (static_cast<float>(cell) + 0.5f) * 0x1p-23f;
    REQUIRE(normal_quantile(u) == doctest::Approx(-normal_quantile(1 - u)).epsilon(1e-6));
  }
}

/// The function on its own: the call through a volatile pointer can be neither inlined nor vectorised.
using Function = float (*)(float);
constexpr Function functions[] = {
    [](float x) { return exp(x); }, [](float x) { return log(std::abs(x) + 1e-9f); },
    [](float x) { return logistic(x); }, [](float x) { return normal_quantile(logistic(0.2f * x)); }};

template <int which>
void over_column(const float* in, float* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = functions[which](in[i]);
}

template <int which>
void compare_column_with_scalar(const std::vector<float>& points) {
  const volatile Function alone = functions[which];
  for (std::size_t first = 0; first < 9; ++first) {
    std::vector<float> out(points.size());
    over_column<which>(points.data() + first, out.data() + first, points.size() - first);
    for (std::size_t i = first; i < points.size(); ++i) REQUIRE(out[i] == alone(points[i]));
  }
}

TEST_CASE("functions of a column are those of its elements, to the bit, at any position of the column") {
  const auto points = spread({-60, 60}, 10'003);
  compare_column_with_scalar<0>(points);
  compare_column_with_scalar<1>(points);
  compare_column_with_scalar<2>(points);
  compare_column_with_scalar<3>(points);
}

TEST_CASE("clamp01 and positive_part leave the inside alone and cut the outside off") {
  CHECK(clamp01(-0.1f) == 0.0f);
  CHECK(clamp01(0.3f) == 0.3f);
  CHECK(clamp01(1.1f) == 1.0f);
  CHECK(positive_part(-2.0f) == 0.0f);
  CHECK(positive_part(2.0f) == 2.0f);
}

}  // namespace
}  // namespace clientele::random
