// Random numbers that belong to decisions, not to the order of execution. Every uniform is a pure function
//     uniform(seed, replication, who, week, decision, k)
// computed by the counter-based generator Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011). Hence one more
// agent leaves all others' draws untouched, and two policies can be run on the same people with the same
// luck.
#pragma once

#include <array>
#include <cstdint>

namespace clientele::random {

/// Every decision that needs luck. Four consecutive values share one block of Philox. Values are append-only:
/// changing one changes all results.
enum class Decision : std::uint16_t {
  // customers with an account, each week
  mood = 0,
  right_requests = 1,
  wrong_requests = 2,
  rework = 3,
  claims = 4,
  incivility = 5,
  voice = 6,
  recovery = 7,
  churn = 8,
  next_choice = 9,
  leave_for_good = 10,
  slips = 11,
  // customers without an account, each week
  lead = 12,
  lead_business = 13,
  apparent_match = 14,
  sign = 15,
  // one request that staff and customer may see differently; k counts the week's requests of the account
  belief = 16,
  contradict = 17,
  clash = 18,
  educate = 19,
  persuade = 20,
  pilot = 21,
  pilot_verdict = 22,
  concede = 23,
  truth_revealed = 24,
  early_exit = 25,
  // accounts under review, and bad debts
  mends_ways = 28,
  default_on_debt = 29,
  // the first week's accounts
  initial_business = 32,
  initial_tenure = 33,
  segment = 36,
  // staff
  quit = 40,
  vulnerability = 44,
  initial_experience = 45,
  initial_exhaustion = 46,
  initial_cynicism = 47,
  initial_efficacy = 48,
  initial_staff_tenure = 49,
  // markets and offices
  demand = 52,
  absence = 53,
  hires = 54,
  // birth: one decision per trait follows
  first_trait = 64
};

/// Who decides. The key names a person for life: wherever they are stored, whoever else exists.
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

/// The random numbers of one replication.
class Draws {
 public:
  Draws(std::uint32_t seed, std::uint32_t replication) : key_{seed, replication} {}

  /// The four uniforms of the block that `first` (a multiple of 4) opens.
  std::array<float, 4> block(Person who, int week, Decision first, std::uint32_t k = 0) const;

  float uniform(Person who, int week, Decision decision, std::uint32_t k = 0) const;

  /// The same block for many people of one market: out[j][i] is the j-th uniform of person i.
  void fill(const std::uint32_t* slots, const std::uint16_t* generations, std::size_t n, std::uint32_t market,
            int week, Decision first, std::array<float*, 4> out) const;

  /// The same, of the k[i]-th of person i's occasions.
  void fill(const std::uint32_t* slots, const std::uint16_t* generations, const std::uint32_t* k,
            std::size_t n, std::uint32_t market, int week, Decision first, std::array<float*, 4> out) const;

  /// The uniforms of one decision of many people of one market.
  void fill_one(const std::uint32_t* slots, const std::uint16_t* generations, std::size_t n,
                std::uint32_t market, int week, Decision decision, float* out) const;

 private:
  Key key_;
};

}  // namespace clientele::random
