// Distributions by inversion: one uniform, one value, monotone. Monotone use of the same uniform is what
// makes common random numbers work (Glasserman & Yao 1992).
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "sim/random/numeric.hpp"

namespace clientele::random {

/// A Poisson count with mean `rate` by sequential search, for rates up to `largest_searched_rate`; beyond
/// that by Boost.Math's quantile.
int poisson_large(float u, float rate);
inline constexpr float largest_searched_rate = 16.0f;

inline int poisson(float u, float rate) {
  if (rate > largest_searched_rate) return poisson_large(u, rate);
  float probability = exp(-rate);
  float cumulative = probability;
  int count = 0;
  while (u >= cumulative && probability > 1e-12f) {
    ++count;
    probability *= rate / static_cast<float>(count);
    cumulative += probability;
  }
  return count;
}

/// The same where it is small, for many at once: counts above `largest_seen_at_once` come out as one more
/// than that and are to be found by poisson().
inline constexpr float largest_seen_at_once = 3;

inline float poisson_if_small(float u, float rate) {
  float probability = exp(-rate);
  float cumulative = probability;
  float count = u >= cumulative ? 1.0f : 0.0f;
  for (const float k : {1.0f, 2.0f, largest_seen_at_once}) {
    probability *= rate / k;
    cumulative += probability;
    count += u >= cumulative ? 1.0f : 0.0f;
  }
  return rate > largest_searched_rate ? largest_seen_at_once + 1 : count;
}

/// Quantile functions of the families a trait may have, tabulated where they are dear (beta, gamma).
enum class Family { constant, uniform, normal, lognormal, beta, gamma };

/// `first` and `second` are: constant (value, -), uniform (low, high), all others (mean, standard deviation).
struct Distribution {
  Family family = Family::constant;
  double first = 0;
  double second = 0;

  bool operator==(const Distribution&) const = default;
};

/// The value that a variable of distribution `d` stays below with probability u in (0, 1).
double quantile(const Distribution& d, double u);

/// The same from a table, linear inside its cells: 1024 of equal width, the two outermost of them divided
/// further, each half as far from the end into 16 again, because tails may be long; exact beyond 2^-24.
/// Copies share the table.
class QuantileTable {
 public:
  explicit QuantileTable(const Distribution& d);
  float operator()(float u) const;
  const Distribution& distribution() const { return distribution_; }
  bool has_copies() const { return knots_.use_count() > 1; }
  bool is_copy_of(const QuantileTable& other) const { return knots_ && knots_ == other.knots_; }

 private:
  Distribution distribution_;
  struct Knots;
  std::shared_ptr<const Knots> knots_;  ///< none for families cheap enough to be computed
};

/// The tables somebody has made so far: equal distributions share one, for whatever trait, segment or
/// scenario. Tables without copies elsewhere are forgotten when there are more than `most_unused`. For one
/// thread at a time.
class QuantileTables {
 public:
  static constexpr std::size_t most_unused = 2000;  ///< 12 MB

  QuantileTable of(const Distribution& d);
  std::size_t size() const { return tables_.size(); }

 private:
  struct ByParameters {
    bool operator()(const Distribution& a, const Distribution& b) const {
      return std::tie(a.family, a.first, a.second) < std::tie(b.family, b.first, b.second);
    }
  };
  void forget_unused();

  std::map<Distribution, QuantileTable, ByParameters> tables_;
  std::size_t enough_ = most_unused;
};

}  // namespace clientele::random
