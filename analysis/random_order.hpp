// A random permutation that is the same on every platform, which std::shuffle does not promise.
#pragma once

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace clientele::analysis {

/// The numbers 0 to n - 1 in random order (Fisher & Yates 1938).
inline std::vector<std::size_t> random_order(std::size_t n, boost::random::mt19937_64& engine) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = n; i > 1; --i) {
    std::swap(order[i - 1], order[boost::random::uniform_int_distribution<std::size_t>(0, i - 1)(engine)]);
  }
  return order;
}

}  // namespace clientele::analysis
