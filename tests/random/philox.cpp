// The generator is Philox4x32-10, to the bit, and a uniform is the word of it that its decision names.
#include <Random123/philox.h>
#include <doctest/doctest.h>

#include "sim/random/draws.hpp"

namespace clientele::random {
namespace {

struct KnownAnswer {
  Counter counter;
  Key key;
  Counter expected;
};

// The known-answer vectors that Random123 publishes for "philox4x32 10" (tests/kat_vectors).
constexpr KnownAnswer published[] = {{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
                                     {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                                      {0xffffffff, 0xffffffff},
                                      {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
                                     {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                                      {0xa4093822, 0x299f31d0},
                                      {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};

Counter reference(Counter c, Key k) {
  const auto r = r123::Philox4x32_R<10>{}({{c[0], c[1], c[2], c[3]}}, {{k[0], k[1]}});
  return {r[0], r[1], r[2], r[3]};
}

TEST_CASE("philox gives the known answers that its authors published") {
  for (const auto& [counter, key, expected] : published) CHECK(philox(counter, key) == expected);
}

TEST_CASE("philox agrees with Random123 on counters and keys all over the range") {
  Counter counter{1, 2, 3, 4};
  Key key{5, 6};
  for (int i = 0; i < 10'000; ++i) {
    const Counter expected = reference(counter, key);
    REQUIRE(philox(counter, key) == expected);
    key = {counter[0] ^ expected[1], counter[1] + expected[2]};
    counter = expected;
  }
}

TEST_CASE("a uniform is a word of Philox at the counter (slot, market, week and generation, family and k)") {
  const Draws draw(2024, 7);
  const Person who{staff_kind | 12, 345, 6};
  for (const std::uint32_t family : {0u, 1u, 7u, 0xfffu, 0x1000u, 0xabc123u})
    for (const std::uint32_t lane : {0u, 1u, 2u, 3u})
      for (const std::uint32_t k : {0u, 1u, 1000u}) {
        const Counter words = reference({staff_kind | 12, 345, 99u << 16 | 6u, (family & 0xfff) << 20 | k},
                                        {2024, family >> 12 << 20 | 7});
        CHECK(draw.uniform(who, 99, Decision{{family}, lane}, k) == to_uniform(words[lane]));
      }
}

}  // namespace
}  // namespace clientele::random
