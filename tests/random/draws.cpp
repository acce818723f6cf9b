// Random numbers belong to the decision: however and with whomever they are drawn, they are the same.
#include "sim/random/draws.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <vector>

namespace clientele::random {
namespace {

// Two families of decisions, of four each.
enum class Coins { first, second, third, fourth };
enum class Dice { first, second, third, fourth };
constexpr DecisionFamily family_of(Coins) { return family_named("coins"); }
constexpr DecisionFamily family_of(Dice) { return family_named("dice"); }

constexpr std::size_t room = 300;

/// People whose slots and generations have no regularity a loop could rely on.
struct People {
  std::vector<std::uint32_t> slots;
  std::vector<std::uint16_t> generations;

  explicit People(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      slots.push_back(static_cast<std::uint32_t>(i * 2654435761u >> 7));
      generations.push_back(static_cast<std::uint16_t>(i * 40503u));
    }
  }
};

using Columns = std::array<std::vector<float>, 4>;

Columns filled(const Draws& draw, const People& people, std::size_t first, std::size_t n,
               DecisionFamily family) {
  Columns out;
  for (auto& column : out) column.assign(room, -1.0f);
  draw.fill(&people.slots[first], &people.generations[first], n, 17, 31, family,
            {&out[0][first], &out[1][first], &out[2][first], &out[3][first]});
  return out;
}

TEST_CASE("a column of draws equals the same people's draws one by one, at any position, length, alignment") {
  const Draws draw(11, 3);
  const People people(room);
  for (std::size_t first = 0; first < 9; ++first)
    for (const std::size_t n : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u, 15u, 16u, 17u, 31u, 33u, 64u, 257u}) {
      const Columns out = filled(draw, people, first, n, family_of(Coins{}));
      for (std::size_t i = first; i < first + n; ++i) {
        const auto one = draw.block({people.slots[i], 17, people.generations[i]}, 31, family_of(Coins{}));
        for (std::size_t j = 0; j < 4; ++j) REQUIRE(out[j][i] == one[j]);
      }
      CHECK(out[0][first + n] == -1.0f);  // and nothing is written beyond
    }
}

TEST_CASE("a block is the four uniforms of its decisions") {
  const Draws draw(11, 3);
  const Person who{5, 6, 7};
  const auto four = draw.block<Coins>(who, 8, 9);
  CHECK(four[Coins::first] == draw.uniform(who, 8, Coins::first, 9));
  CHECK(four[Coins::second] == draw.uniform(who, 8, Coins::second, 9));
  CHECK(four[Coins::third] == draw.uniform(who, 8, Coins::third, 9));
  CHECK(four[Coins::fourth] == draw.uniform(who, 8, Coins::fourth, 9));
}

TEST_CASE("a uniform changes with everything that it belongs to, and with nothing else") {
  const float here = Draws(1, 2).uniform({3, 4, 5}, 6, Coins::first, 7);
  CHECK(Draws(1, 2).uniform({3, 4, 5}, 6, Coins::first, 7) == here);
  const std::set<float> all{here,
                            Draws(9, 2).uniform({3, 4, 5}, 6, Coins::first, 7),
                            Draws(1, 9).uniform({3, 4, 5}, 6, Coins::first, 7),
                            Draws(1, 2).uniform({9, 4, 5}, 6, Coins::first, 7),
                            Draws(1, 2).uniform({3, 9, 5}, 6, Coins::first, 7),
                            Draws(1, 2).uniform({3, 4, 9}, 6, Coins::first, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 9, Coins::first, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 6, Dice::first, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 6, Coins::second, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 6, Coins::first, 9),
                            Draws(1, 2).uniform({staff_kind | 3, 4, 5}, 6, Coins::first, 7)};
  CHECK(all.size() == 11);
}

TEST_CASE("one decision of many people is that lane of their blocks") {
  const Draws draw(11, 3);
  const People people(room);
  std::vector<float> out(room);
  for (const auto decision : {Coins::first, Coins::second, Coins::third, Coins::fourth}) {
    draw.fill_one(people.slots.data(), people.generations.data(), room, 17, 31, decision_of(decision),
                  out.data());
    for (std::size_t i = 0; i < room; ++i)
      REQUIRE(out[i] == draw.uniform({people.slots[i], 17, people.generations[i]}, 31, decision));
  }
}

TEST_CASE("uniforms lie strictly between 0 and 1, whatever the bits") {
  CHECK(to_uniform(0) == 0x1p-24f);
  CHECK(to_uniform(0xffffffff) == 1 - 0x1p-24f);
  for (std::uint64_t bits = 0; bits <= 0xffffffff; bits += 0xfedcb) {
    const float u = to_uniform(static_cast<std::uint32_t>(bits));
    REQUIRE(u > 0.0f);
    REQUIRE(u < 1.0f);
  }
}

// For n uniforms the mean has standard error 1/sqrt(12 n), the correlation of neighbours 1/sqrt(n).
TEST_CASE("uniforms of people, weeks and decisions are uniform and unrelated to their neighbours") {
  const Draws draw(5, 0);
  constexpr int n = 200'000;
  const auto along = [&](auto&& at) {
    double sum = 0, product = 0, last = 0;
    for (int i = 0; i < n; ++i) {
      const double u = at(static_cast<std::uint32_t>(i)) - 0.5;
      sum += u;
      product += u * last;
      last = u;
    }
    CHECK(std::abs(sum / n) < 4 / std::sqrt(12.0 * n));
    CHECK(std::abs(12 * product / n) < 4 / std::sqrt(1.0 * n));
  };
  along([&](auto i) { return draw.uniform({i, 0, 0}, 1, Coins::first); });
  along([&](auto i) { return draw.uniform({1, i, 0}, 1, Coins::first); });
  along([&](auto i) {
    return draw.uniform({1, 0, static_cast<std::uint16_t>(i)}, static_cast<int>(i >> 16), Coins::first);
  });
  along([&](auto i) { return draw.uniform({1, 0, 0}, 1, Dice::first, i); });
  along([&](auto i) {
    return draw.uniform({1, 0, 0}, static_cast<int>(i / 8), Decision{{1 + i % 8 / 4}, i % 4});
  });
  along([&](auto i) { return Draws(5, i).uniform({1, 0, 0}, 1, Coins::first); });
}

}  // namespace
}  // namespace clientele::random
