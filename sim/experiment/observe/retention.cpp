#include "sim/experiment/observe/retention.hpp"

#include <algorithm>

#include "sim/model/week.hpp"

namespace clientele::experiment {

// The account in this row, as seen after so many weeks of the world.
void Retention::add(Table& table, const Customers& customers, Row row, int weeks_lived, bool ended) {
  constexpr int year = 52;
  const int tenure = static_cast<int>(customers.account.tenure[row]);
  const int entered = std::max(0, tenure - weeks_lived);
  const int signed_in = weeks_lived - tenure;  // week; negative for those before the start
  const int cohort = signed_in < 0 ? 0 : signed_in / year + 1;
  const int business = customers.account.business[row], segment = customers.segment[row];
  ++table[{business, segment, cohort, entered}].entered;
  auto& last = table[{business, segment, cohort, tenure}];
  ++(ended ? last.ended : last.censored);
}

void Retention::watch(int week, const Stage& stage, const Market& market, const ThisWeek& now) {
  if (stage.id != StageId::leave) return;
  std::lock_guard lock(mutex_);
  for (const Row row : market.customers.with_account())
    if (static_cast<Exit>(now.account.exit[row]) != Exit::stays)
      add(ended_, market.customers, row, week + 1, true);
}

std::vector<LifeLine> Retention::life_table(const World& world) const {
  auto table = ended_;
  for (const auto& market : world.markets())
    for (const Row row : market.customers.with_account())
      add(table, market.customers, row, world.week(), false);
  std::vector<LifeLine> lines;
  for (const auto& [key, counts] : table) {
    const auto& [business, segment, cohort, tenure] = key;
    lines.push_back({business, segment, cohort, tenure, counts.entered, counts.ended, counts.censored});
  }
  return lines;
}

}  // namespace clientele::experiment
