#include "sim/random/draws.hpp"

namespace clientele::random {

namespace {

struct Words {
  std::uint32_t a, b, c, d;
};

// Salmon et al. 2011, section 3.3: multipliers M and Weyl constants of Philox4x32.
inline Words rounds(Words w, Key key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p = std::uint64_t{0xD2511F53u} * w.a;
    const std::uint64_t q = std::uint64_t{0xCD9E8D57u} * w.c;
    w = {static_cast<std::uint32_t>(q >> 32) ^ w.b ^ key[0], static_cast<std::uint32_t>(q),
         static_cast<std::uint32_t>(p >> 32) ^ w.d ^ key[1], static_cast<std::uint32_t>(p)};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return w;
}

std::uint32_t when(int week, std::uint16_t generation) {
  return static_cast<std::uint32_t>(week) << 16 | generation;
}

std::uint32_t what(DecisionFamily family, std::uint32_t k) { return (family.key & 0xfffu) << 20 | k; }

/// Blocks of many counters, several at a time: each i writes what is its own and nothing else.
template <class CounterOf, class Keep>
void blocks(std::size_t n, Key key, const CounterOf& counter_of, const Keep& keep) {
#pragma GCC ivdep
  for (std::size_t i = 0; i < n; ++i) keep(i, rounds(counter_of(i), key));
}

/// Writes all four uniforms of a block.
auto keep_all(std::array<float*, 4> out) {
  return [=](std::size_t i, Words w) {
    out[0][i] = to_uniform(w.a);
    out[1][i] = to_uniform(w.b);
    out[2][i] = to_uniform(w.c);
    out[3][i] = to_uniform(w.d);
  };
}

}  // namespace

Counter philox(Counter counter, Key key) {
  const Words w = rounds({counter[0], counter[1], counter[2], counter[3]}, key);
  return {w.a, w.b, w.c, w.d};
}

std::array<float, 4> Draws::block(Person who, int week, DecisionFamily family, std::uint32_t k) const {
  const Words w = rounds({who.slot, who.market, when(week, who.generation), what(family, k)}, key_of(family));
  return {to_uniform(w.a), to_uniform(w.b), to_uniform(w.c), to_uniform(w.d)};
}

float Draws::uniform(Person who, int week, Decision decision, std::uint32_t k) const {
  return block(who, week, decision.family, k)[decision.lane];
}

void Draws::fill(const std::uint32_t* slots, const std::uint16_t* generations, std::size_t n,
                 std::uint32_t market, int week, DecisionFamily family, std::array<float*, 4> out) const {
  const auto counter = [=, what_word = what(family, 0)](std::size_t i) {
    return Words{slots[i], market, when(week, generations[i]), what_word};
  };
  blocks(n, key_of(family), counter, keep_all(out));
}

void Draws::fill(const std::uint32_t* slots, const std::uint16_t* generations, const std::uint32_t* k,
                 std::size_t n, std::uint32_t market, int week, DecisionFamily family,
                 std::array<float*, 4> out) const {
  const auto counter = [=](std::size_t i) {
    return Words{slots[i], market, when(week, generations[i]), what(family, k[i])};
  };
  blocks(n, key_of(family), counter, keep_all(out));
}

void Draws::fill_one(const std::uint32_t* slots, const std::uint16_t* generations, std::size_t n,
                     std::uint32_t market, int week, Decision decision, float* out) const {
  const auto counter = [=, what_word = what(decision.family, 0)](std::size_t i) {
    return Words{slots[i], market, when(week, generations[i]), what_word};
  };
  const auto fill_with = [&](auto word) {
    blocks(n, key_of(decision.family), counter,
           [=](std::size_t i, Words w) { out[i] = to_uniform(w.*word); });
  };
  switch (decision.lane) {
    case 0:
      return fill_with(&Words::a);
    case 1:
      return fill_with(&Words::b);
    case 2:
      return fill_with(&Words::c);
    default:
      return fill_with(&Words::d);
  }
}

}  // namespace clientele::random
