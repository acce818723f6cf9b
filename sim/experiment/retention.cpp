#include "sim/experiment/retention.hpp"

#include <algorithm>

#include "sim/model/week.hpp"

namespace clientele {

namespace {

/// The history of the account in this row after so many weeks of the world.
History history_of(const Customers& customers, Index row, int weeks_lived, Exit ending) {
  constexpr int year = 52;
  const int age = static_cast<int>(customers.account.tenure[row]);
  const int entered = std::max(0, age - weeks_lived);
  const int signed_in = weeks_lived - age;  // week; negative for those before the start
  return {.business = customers.account.business[row],
          .segment = customers.segment[row],
          .cohort = signed_in < 0 ? 0 : signed_in / year + 1,
          .entered = entered,
          .age = age,
          .ending = ending};
}

}  // namespace

void Retention::watch(int week, const Stage& stage, const Market& market, const ThisWeek& now) {
  if (stage.run != leave) return;
  std::lock_guard lock(mutex_);
  for (Index row = 0; row < market.customers.served; ++row)
    if (const auto exit = static_cast<Exit>(now.account.exit[row]); exit != Exit::stays)
      ++ended_[history_of(market.customers, row, week + 1, exit)];
}

std::vector<Histories> Retention::histories(const World& world) const {
  auto counts = ended_;
  for (const auto& market : world.markets())
    for (Index row = 0; row < market.customers.served; ++row)
      ++counts[history_of(market.customers, row, world.week(), Exit::stays)];
  std::vector<Histories> list;
  for (const auto& [history, accounts] : counts) list.push_back({history, accounts});
  return list;
}

}  // namespace clientele
