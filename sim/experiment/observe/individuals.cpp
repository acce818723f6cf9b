#include "sim/experiment/observe/individuals.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/model/market.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

double best_fifth_of_profit(const World& world, double shared_cost) {
  constexpr float half_a_year = 26;
  std::vector<double> profits;
  for (const Market& market : world.markets()) {
    const auto& account = market.customers.account;
    for (const Row i : market.customers.with_account())
      if (account.business[i] == 0 && account.tenure[i] >= half_a_year)
        profits.push_back(account.contribution[i] - shared_cost);
  }
  std::sort(profits.begin(), profits.end(), std::greater<>());
  double best = 0, all = 0;
  for (std::size_t i = 0; i < profits.size(); ++i) {
    if (5 * i < profits.size()) best += profits[i];
    all += profits[i];
  }
  return all > 0 ? best / all : std::numeric_limits<double>::quiet_NaN();
}

void ReferralStudy::look(const World& world) {
  const auto markets = world.markets();
  slots_.resize(markets.size());
  for (std::size_t m = 0; m < markets.size(); ++m) look(markets[m], world.week(), slots_[m]);
}

void ReferralStudy::look(const Market& market, int week, std::vector<Slot>& before) {
  const auto& customers = market.customers;
  const auto& account = customers.account;
  before.resize(static_cast<std::size_t>(customers.size()));
  std::vector<Slot> now(before.size());
  for (const Row i : customers.with_account()) {
    const bool won = account.business[i] == 0 && account.tenure[i] < static_cast<float>(week);
    const auto group = static_cast<std::int8_t>(won ? account.referred[i] : -1);
    now[customers.slot[i]] = {customers.generation[i], group};
    if (!won) continue;
    groups_[account.referred[i]].account_weeks += 1;
    groups_[account.referred[i]].contribution += account.contribution[i];
  }
  for (std::size_t slot = 0; slot < now.size(); ++slot) {
    const bool stayed =
        now[slot].group == before[slot].group && now[slot].generation == before[slot].generation;
    if (before[slot].group >= 0 && !stayed)
      groups_[static_cast<std::size_t>(before[slot].group)].departures += 1;
  }
  before = std::move(now);
}

}  // namespace clientele::experiment
