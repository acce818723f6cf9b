// Random numbers belong to the decision: however and with whomever they are drawn, they are the same.
#include "sim/random/draws.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <vector>

namespace clientele::random {
namespace {

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

Columns filled(const Draws& draw, const People& people, std::size_t first, std::size_t n, Decision decision) {
  Columns out;
  for (auto& column : out) column.assign(room, -1.0f);
  draw.fill(&people.slots[first], &people.generations[first], n, 17, 31, decision,
            {&out[0][first], &out[1][first], &out[2][first], &out[3][first]});
  return out;
}

TEST_CASE("a column of draws equals the same people's draws one by one, at any position, length, alignment") {
  const Draws draw(11, 3);
  const People people(room);
  for (std::size_t first = 0; first < 9; ++first)
    for (const std::size_t n : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u, 15u, 16u, 17u, 31u, 33u, 64u, 257u}) {
      const Columns out = filled(draw, people, first, n, Decision::claims);
      for (std::size_t i = first; i < first + n; ++i) {
        const auto one = draw.block({people.slots[i], 17, people.generations[i]}, 31, Decision::claims);
        for (std::size_t j = 0; j < 4; ++j) REQUIRE(out[j][i] == one[j]);
      }
      CHECK(out[0][first + n] == -1.0f);  // and nothing is written beyond
    }
}

TEST_CASE("a block is the four uniforms of its decisions") {
  const Draws draw(11, 3);
  const Person who{5, 6, 7};
  const auto four = draw.block(who, 8, Decision::claims, 9);
  CHECK(four[0] == draw.uniform(who, 8, Decision::claims, 9));
  CHECK(four[1] == draw.uniform(who, 8, Decision::incivility, 9));
  CHECK(four[2] == draw.uniform(who, 8, Decision::voice, 9));
  CHECK(four[3] == draw.uniform(who, 8, Decision::recovery, 9));
}

TEST_CASE("a uniform changes with everything that it belongs to, and with nothing else") {
  const float here = Draws(1, 2).uniform({3, 4, 5}, 6, Decision::churn, 7);
  CHECK(Draws(1, 2).uniform({3, 4, 5}, 6, Decision::churn, 7) == here);
  const std::set<float> all{here,
                            Draws(9, 2).uniform({3, 4, 5}, 6, Decision::churn, 7),
                            Draws(1, 9).uniform({3, 4, 5}, 6, Decision::churn, 7),
                            Draws(1, 2).uniform({9, 4, 5}, 6, Decision::churn, 7),
                            Draws(1, 2).uniform({3, 9, 5}, 6, Decision::churn, 7),
                            Draws(1, 2).uniform({3, 4, 9}, 6, Decision::churn, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 9, Decision::churn, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 6, Decision::belief, 7),
                            Draws(1, 2).uniform({3, 4, 5}, 6, Decision::churn, 9),
                            Draws(1, 2).uniform({staff_kind | 3, 4, 5}, 6, Decision::churn, 7)};
  CHECK(all.size() == 10);
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
  along([&](auto i) { return draw.uniform({i, 0, 0}, 1, Decision::churn); });
  along([&](auto i) { return draw.uniform({1, i, 0}, 1, Decision::churn); });
  along([&](auto i) {
    return draw.uniform({1, 0, static_cast<std::uint16_t>(i)}, static_cast<int>(i >> 16), Decision::churn);
  });
  along([&](auto i) { return draw.uniform({1, 0, 0}, 1, Decision::belief, i); });
  along([&](auto i) {
    return draw.uniform({1, 0, 0}, static_cast<int>(i / 8), static_cast<Decision>(8 + i % 8));
  });
  along([&](auto i) { return Draws(5, i).uniform({1, 0, 0}, 1, Decision::churn); });
}

struct Pinned {
  Decision decision;
  int value;
};

// A new decision gets a new value; a value once used is never changed and never used again.
constexpr Pinned pinned[] = {{Decision::mood, 0},
                             {Decision::right_requests, 1},
                             {Decision::wrong_requests, 2},
                             {Decision::rework, 3},
                             {Decision::claims, 4},
                             {Decision::incivility, 5},
                             {Decision::voice, 6},
                             {Decision::recovery, 7},
                             {Decision::churn, 8},
                             {Decision::next_choice, 9},
                             {Decision::leave_for_good, 10},
                             {Decision::slips, 11},
                             {Decision::lead, 12},
                             {Decision::lead_business, 13},
                             {Decision::apparent_match, 14},
                             {Decision::sign, 15},
                             {Decision::belief, 16},
                             {Decision::contradict, 17},
                             {Decision::clash, 18},
                             {Decision::educate, 19},
                             {Decision::persuade, 20},
                             {Decision::pilot, 21},
                             {Decision::pilot_verdict, 22},
                             {Decision::concede, 23},
                             {Decision::truth_revealed, 24},
                             {Decision::early_exit, 25},
                             {Decision::mends_ways, 28},
                             {Decision::default_on_debt, 29},
                             {Decision::initial_business, 32},
                             {Decision::initial_tenure, 33},
                             {Decision::segment, 36},
                             {Decision::quit, 40},
                             {Decision::vulnerability, 44},
                             {Decision::initial_experience, 45},
                             {Decision::initial_exhaustion, 46},
                             {Decision::initial_cynicism, 47},
                             {Decision::initial_efficacy, 48},
                             {Decision::initial_staff_tenure, 49},
                             {Decision::demand, 52},
                             {Decision::absence, 53},
                             {Decision::hires, 54},
                             {Decision::first_trait, 64}};

TEST_CASE("the numbers of decisions are append-only: changing one changes all results") {
  for (const auto& [decision, value] : pinned) CHECK(static_cast<int>(decision) == value);
}

}  // namespace
}  // namespace clientele::random
