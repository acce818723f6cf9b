// Where a person is stored decides nothing.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "sim/model/people.hpp"
#include "tests/model/worlds.hpp"

namespace clientele {
namespace {

/// Exchanges rows at random, those with an account among themselves and those without among themselves.
void shuffle_rows(Customers& customers, unsigned seed) {
  std::mt19937 engine(seed);
  const auto shuffle = [&](Index first, Index end) {
    for (Index i = end - 1; i > first; --i)
      swap_customers(customers, i, std::uniform_int_distribution<Index>(first, i)(engine));
  };
  shuffle(0, customers.served);
  shuffle(customers.served, customers.size());
}

/// Everything that is known of one customer.
std::vector<float> life_of(const Customers& customers, Index row) {
  std::vector<float> life;
  for (const auto& trait : trait_parameters) life.push_back((customers.traits.*trait.member)[row]);
  life.push_back(customers.generation[row]);
  life.push_back(customers.seeking[row]);
  life.push_back(customers.learned[row]);
  life.push_back(customers.account.business[row]);
  if (row >= customers.served) return life;
  for (const auto column : account_columns) life.push_back((customers.account.*column)[row]);
  life.push_back(static_cast<float>(customers.account.staff[row]));
  life.push_back(customers.account.warned[row]);
  life.push_back(customers.account.referred[row]);
  return life;
}

std::map<std::uint32_t, std::vector<float>> lives_by_slot(const Market& market) {
  std::map<std::uint32_t, std::vector<float>> lives;
  for (Index i = 0; i < market.customers.size(); ++i)
    lives[market.customers.slot[i]] = life_of(market.customers, i);
  return lives;
}

TEST_CASE("the order in which customers are stored changes nobody's history, to the bit") {
  LoneMarket straight(varied_world()), shuffled(varied_world());
  shuffle_rows(shuffled.market.customers, 1);
  for (int week = 0; week < 60; ++week) {
    straight.live_week();
    shuffled.live_week();
    REQUIRE(lives_by_slot(straight.market) == lives_by_slot(shuffled.market));
    for (const auto column : staff_columns)
      REQUIRE(((straight.market.staff.*column) == (shuffled.market.staff.*column)).all());
    for (std::size_t b = 0; b < straight.scenario.businesses.size(); ++b)
      for (std::size_t item = 0; item < straight.tally(b).sums().size(); ++item)
        REQUIRE(straight.tally(b).sums()[item] == shuffled.tally(b).sums()[item]);
  }
}

}  // namespace
}  // namespace clientele
