#include "sim/experiment/observe/retention.hpp"

#include <algorithm>

#include "sim/model/week.hpp"

namespace clientele::experiment {

namespace {

/// Whether and why an account ends.
std::optional<AccountEnd> reason_of(Exit exit) {
  if (exit == Exit::stays) return std::nullopt;
  if (exit == Exit::ended) return AccountEnd::by_business;
  return exit == Exit::stranded ? AccountEnd::closing : AccountEnd::own_choice;
}

}  // namespace

Retention::Retention(const World& world) : world_(world), ended_(world.markets().size()) {}

// The account in this row, as seen after so many weeks of the world.
void Retention::add(Table& table, const Customers& customers, Row row, int weeks,
                    std::optional<AccountEnd> end) {
  constexpr int year = 52;
  const int tenure = static_cast<int>(customers.account.tenure[row]);
  const int entered = std::max(0, tenure - weeks);
  const int signed_in = weeks - tenure;  // week; negative for those before the start
  const int cohort = signed_in < 0 ? 0 : signed_in / year + 1;
  const int business = customers.account.business[row], segment = customers.segment[row];
  ++table[{business, segment, cohort, entered}].entered;
  auto& last = table[{business, segment, cohort, tenure}];
  ++(end ? last.ended[static_cast<std::size_t>(*end)] : last.censored);
}

Observer Retention::observer() {
  return [this](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (stage.id != StageId::leave) return;
    for (const Row row : market.customers.with_account())
      if (const auto end = reason_of(static_cast<Exit>(scratch.account.exit[row])))
        add(ended_[market.number], market.customers, row, world_.week() + 1, end);
  };
}

std::vector<LifeTableRow> Retention::life_table() const {
  Table table;
  for (const auto& ended : ended_)
    for (const auto& [key, counts] : ended) table[key] += counts;
  for (const auto& market : world_.markets())
    for (const Row row : market.customers.with_account())
      add(table, market.customers, row, world_.week(), std::nullopt);
  std::vector<LifeTableRow> rows;
  for (const auto& [key, counts] : table) {
    const auto& [business, segment, cohort, tenure] = key;
    rows.push_back({business, segment, cohort, tenure, counts});
  }
  return rows;
}

}  // namespace clientele::experiment
