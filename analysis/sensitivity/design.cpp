#include "analysis/sensitivity/design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <boost/random/uniform_01.hpp>

#include "analysis/random_order.hpp"

namespace clientele::analysis {
namespace {

// Boost's 64-bit sequence in units of 2^-53, so that the largest value is still below one.
double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

}  // namespace

Matrix sobol_points(std::size_t n, std::size_t k) {
  boost::random::sobol sequence(k);
  Matrix points(n, k);
  for (std::size_t row = 0; row < points.rows(); ++row) {
    for (std::size_t column = 0; column < points.columns(); ++column) points(row, column) = unit(sequence());
  }
  return points;
}

Matrix latin_hypercube(std::size_t n, std::size_t k, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_01<double> within;
  Matrix points(n, k);
  for (std::size_t column = 0; column < points.columns(); ++column) {
    const auto slice = random_order(n, engine);
    for (std::size_t i = 0; i < n; ++i) {
      const double position = (static_cast<double>(slice[i]) + within(engine)) / static_cast<double>(n);
      points(i, column) = position;
    }
  }
  return points;
}

Matrix symmetric_latin_hypercube(std::size_t n, std::size_t k, std::uint64_t seed) {
  constexpr double below_one = 1 - 0x1p-53;
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_01<double> within;
  boost::random::uniform_int_distribution<int> side(0, 1);
  const auto pairs = n / 2;
  const auto in_slice = [&](std::size_t slice) {
    return (static_cast<double>(slice) + within(engine)) / static_cast<double>(n);
  };
  Matrix points(n, k);
  for (std::size_t column = 0; column < points.columns(); ++column) {
    const auto slice = random_order(pairs, engine);
    for (std::size_t i = 0; i < pairs; ++i) {
      const double position = in_slice(slice[i]), mirrored = std::min(1 - position, below_one);
      const bool swapped = side(engine) == 1;
      points(i, column) = swapped ? mirrored : position;
      points(pairs + i, column) = swapped ? position : mirrored;
    }
    if (n % 2 == 1) points(n - 1, column) = in_slice(pairs);
  }
  return points;
}

}  // namespace clientele::analysis
