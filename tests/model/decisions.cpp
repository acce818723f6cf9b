// The families of decisions: what their random numbers depend on, and what they do not.
#include "sim/model/decisions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace clientele::scenario {
namespace {

struct Pinned {
  std::string_view name;
  std::uint32_t key;
};

// A family's name is frozen, and with it the key of its random numbers: changing either changes results.
constexpr Pinned pinned[] = {
    {"requests", 0xad5ab5},
    {"reactions", 0x62c704},
    {"leaving", 0x0382da},
    {"prospect", 0xae3eea},
    {"disagreement", 0x61ea15},
    {"persuasion", 0xe9316e},
    {"truth", 0x77fb88},
    {"risk", 0x2b9619},
    {"first account", 0x7d9fd1},
    {"birth", 0x4a2c1f},
    {"quitting", 0x1009e9},
    {"recruit", 0x4d74cf},
    {"recruit, too", 0x9d533b},
    {"noise", 0x441641},
    {"return", 0xee373a},
    {"survey", 0x22217a},
    {"trait fit", 0xe67760},
    {"trait knowledge", 0x6cd8be},
    {"trait openness", 0xd56c71},
    {"trait respect", 0xd9a73d},
    {"trait volatility", 0xaf0b84},
    {"trait candor", 0xbecf31},
    {"trait claim_error", 0xadffc0},
    {"trait request_rate", 0x66cd6e},
    {"trait hours_per_request", 0xac919c},
    {"trait change_of_mind", 0xb337ce},
    {"trait urgency", 0xf2062e},
    {"trait budget", 0x6b7e0d},
    {"trait price_sensitivity", 0x5c862d},
    {"trait referral", 0xf2ca8b},
    {"trait base_churn", 0xe707b7},
    {"trait payment_delay", 0xe88bd9},
    {"trait default_risk", 0xa0f2ee},
};

TEST_CASE("the keys of families are those they always had") {
  for (const auto& [name, key] : pinned) {
    CAPTURE(name);
    CHECK(family_named(name).key == key);
    CHECK(std::count(decision_keys.begin(), decision_keys.end(), key) == 1);
  }
  CHECK(std::size(pinned) <= decision_keys.size());  // newer ones may follow
}

TEST_CASE("keys depend on the name alone, fill 24 bits and are the standard hash") {
  CHECK(family_named("").key == ((0x811c9dc5u >> 24 ^ 0x811c9dc5u) & 0xffffffu));
  CHECK(family_named("trait ", "fit").key == family_named("trait fit").key);
  std::uint32_t all = 0;
  for (const auto key : decision_keys) all |= key;
  CHECK(all > 0x7fffffu);
  CHECK(all <= 0xffffffu);
}

// n pairs: the correlation of unrelated uniforms has standard error 1 / sqrt(n). About 33 x 33 / 2 pairs of
// families, so five standard errors, which chance exceeds once in 3,600 runs of all of them.
TEST_CASE("uniforms of one family are unrelated to those of any other") {
  constexpr int n = 4000;
  const Draws draw(7, 3);
  for (std::size_t a = 0; a < decision_keys.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      double product = 0;
      for (int i = 0; i < n; ++i) {
        const Person who{static_cast<std::uint32_t>(i), 0, 0};
        const auto u = [&](std::size_t family) {
          return draw.uniform(who, 1, Decision{{decision_keys[family]}}) - 0.5;
        };
        product += u(a) * u(b);
      }
      CAPTURE(a);
      CAPTURE(b);
      CHECK(std::abs(12 * product / n) < 5 / std::sqrt(1.0 * n));
    }
}

}  // namespace
}  // namespace clientele::scenario
