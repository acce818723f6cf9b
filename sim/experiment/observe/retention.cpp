#include "sim/experiment/observe/retention.hpp"

#include <algorithm>

#include "sim/model/week.hpp"

namespace clientele::experiment {

Retention::Retention(const World& world) : world_(world), ended_(world.markets().size()) {}

// The account in this row, as seen after so many weeks of the world.
void Retention::add(Table& table, const Customers& customers, Row row, int weeks, bool ended) {
  constexpr int year = 52;
  const int tenure = static_cast<int>(customers.account.tenure[row]);
  const int entered = std::max(0, tenure - weeks);
  const int signed_in = weeks - tenure;  // week; negative for those before the start
  const int cohort = signed_in < 0 ? 0 : signed_in / year + 1;
  const int business = customers.account.business[row], segment = customers.segment[row];
  ++table[{business, segment, cohort, entered}].entered;
  auto& last = table[{business, segment, cohort, tenure}];
  ++(ended ? last.ended : last.censored);
}

Observer Retention::observer() {
  return [this](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (stage.id != StageId::leave) return;
    for (const Row row : market.customers.with_account())
      if (static_cast<Exit>(scratch.account.exit[row]) != Exit::stays)
        add(ended_[market.number], market.customers, row, world_.week() + 1, true);
  };
}

std::vector<LifeTableRow> Retention::life_table() const {
  Table table;
  for (const auto& ended : ended_)
    for (const auto& [key, counts] : ended) {
      table[key].entered += counts.entered;
      table[key].ended += counts.ended;
    }
  for (const auto& market : world_.markets())
    for (const Row row : market.customers.with_account())
      add(table, market.customers, row, world_.week(), false);
  std::vector<LifeTableRow> rows;
  for (const auto& [key, counts] : table) {
    const auto& [business, segment, cohort, tenure] = key;
    rows.push_back({business, segment, cohort, tenure, counts.entered, counts.ended, counts.censored});
  }
  return rows;
}

}  // namespace clientele::experiment
