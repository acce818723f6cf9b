// Random numbers that belong to decisions, not to the order of execution. Every uniform is a pure function
//     uniform(seed, replication, who, week, decision, k)
// computed by the counter-based generator Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011). Hence one more
// agent leaves all others' draws untouched, and two policies can be run on the same people with common random
// numbers. Which decisions there are is for those to say who make them (sim/model/decisions.hpp).
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace clientele::random {

/// Decisions that are drawn together: up to four of them share one block of Philox, a lane each. The key has
/// 24 bits.
struct DecisionFamily {
  std::uint32_t key = 0;
};

/// The family of that name: its key is a hash of the name (FNV-1a, Fowler, Noll & Vo, folded to 24 bits), so
/// that the random numbers of a decision depend on no other decision there is.
constexpr DecisionFamily family_named(std::string_view kind, std::string_view name = {}) {
  std::uint32_t hash = 0x811c9dc5u;
  for (const std::string_view part : {kind, name})
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
  return {(hash >> 24 ^ hash) & 0xffffffu};
}

struct Decision {
  DecisionFamily family;
  std::uint32_t lane = 0;
};

/// The lane of a decision among its family's, which are the values of an enum, four at most.
template <class Enum>
constexpr std::uint32_t lane_of(Enum decision) {
  const auto lane = static_cast<std::uint32_t>(decision);
  assert(lane < 4);
  return lane;
}

/// A decision by its name, whose family family_of() finds.
template <class Enum>
constexpr Decision decision_of(Enum decision) {
  return {family_of(decision), lane_of(decision)};
}

/// The uniforms of one family, each found by its decision.
template <class Enum>
struct Uniforms {
  std::array<float, 4> lanes{};

  float operator[](Enum decision) const { return lanes[lane_of(decision)]; }
};

/// The same of `n` people or occasions, in columns.
template <class Enum, std::size_t n>
struct UniformsOfMany {
  std::array<std::array<float, n>, 4> lanes;

  std::array<float*, 4> columns() {
    return {lanes[0].data(), lanes[1].data(), lanes[2].data(), lanes[3].data()};
  }
  Uniforms<Enum> of(std::size_t i) const { return {{lanes[0][i], lanes[1][i], lanes[2][i], lanes[3][i]}}; }
};

/// Who decides. The key names a person for good: wherever they are stored, whoever else exists.
struct Person {
  std::uint32_t slot;        ///< kind of entity (upper 2 bits) and number within the market
  std::uint32_t market;      ///< number of the market
  std::uint16_t generation;  ///< how many came before in the same slot
};

inline constexpr std::uint32_t staff_kind = 1u << 30;
inline constexpr std::uint32_t office_kind = 2u << 30;
inline constexpr std::uint32_t market_kind = 3u << 30;

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

/// The generator itself: ten rounds of Philox4x32.
Counter philox(Counter counter, Key key);

/// A uniform number strictly between 0 and 1, on a grid of 2^-23.
inline float to_uniform(std::uint32_t bits) { return (static_cast<float>(bits >> 9) + 0.5f) * 0x1p-23f; }

/// As many as 20 bits can count, as a round number.
inline constexpr int most_replications = 1'000'000;

/// The random numbers of one replication, 20 bits, as k is. The key of Philox is
/// (seed, the upper half of the family's key and the replication), its counter (slot, market, week and
/// generation, the lower half and k).
class Draws {
 public:
  Draws(std::uint32_t seed, std::uint32_t replication) : seed_(seed), replication_(replication) {}

  /// The uniforms of all decisions of a family, or of one.
  std::array<float, 4> block(Person who, int week, DecisionFamily family, std::uint32_t k = 0) const;
  float uniform(Person who, int week, Decision decision, std::uint32_t k = 0) const;

  /// The same by name: draw.block<Persuasion>(who, week), draw.uniform(who, week, Persuasion::pilot).
  template <class Enum>
  Uniforms<Enum> block(Person who, int week, std::uint32_t k = 0) const {
    return {block(who, week, family_of(Enum{}), k)};
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  float uniform(Person who, int week, Enum decision, std::uint32_t k = 0) const {
    return uniform(who, week, decision_of(decision), k);
  }

  /// The uniforms of a family for many people of one market: out[lane][i] is of person i.
  void fill(const std::uint32_t* slots, const std::uint16_t* generations, std::size_t n, std::uint32_t market,
            int week, DecisionFamily family, std::array<float*, 4> out) const;

  /// The same, of the k[i]-th of person i's occasions.
  void fill(const std::uint32_t* slots, const std::uint16_t* generations, const std::uint32_t* k,
            std::size_t n, std::uint32_t market, int week, DecisionFamily family,
            std::array<float*, 4> out) const;

  /// The uniforms of one decision of many people of one market.
  void fill_one(const std::uint32_t* slots, const std::uint16_t* generations, std::size_t n,
                std::uint32_t market, int week, Decision decision, float* out) const;

 private:
  Key key_of(DecisionFamily family) const { return {seed_, family.key >> 12 << 20 | replication_}; }

  std::uint32_t seed_, replication_;
};

}  // namespace clientele::random
