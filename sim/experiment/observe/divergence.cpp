#include "sim/experiment/observe/divergence.hpp"

#include <fmt/core.h>

#include <utility>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plan.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

constexpr std::pair<std::string_view, Column Accounts::*> account_variables[] = {
    {"satisfaction", &Accounts::satisfaction},
    {"trust", &Accounts::trust},
    {"entitlement", &Accounts::entitlement},
    {"mood", &Accounts::mood},
    {"expectation", &Accounts::expectation},
    {"rework", &Accounts::rework},
    {"tenure", &Accounts::tenure},
    {"contribution", &Accounts::contribution},
    {"abuse", &Accounts::abuse},
    {"receivable", &Accounts::receivable}};

/// Counts of the week, which begin at none in the stage where requests are made.
constexpr std::pair<std::string_view, Column AccountWeek::*> counts[] = {
    {"right requests", &AccountWeek::rights},
    {"wrong requests", &AccountWeek::wrongs},
    {"reworked requests", &AccountWeek::reworks},
    {"mistaken claims", &AccountWeek::claims},
    {"hours of work", &AccountWeek::work},
    {"hours of conversation", &AccountWeek::talk},
    {"value delivered", &AccountWeek::value},
    {"requests believed wrong", &AccountWeek::believed_wrong},
    {"requests questioned", &AccountWeek::questioned},
    {"times heard", &AccountWeek::heard},
    {"requests refused", &AccountWeek::refused},
    {"times deferred to", &AccountWeek::deferred},
    {"clashes", &AccountWeek::clashes},
    {"incivility", &AccountWeek::incivility},
    {"slipped requests", &AccountWeek::slips}};

/// What the stage in which clients judge their week leaves behind.
constexpr std::pair<std::string_view, Column AccountWeek::*> outcomes[] = {
    {"timeliness", &AccountWeek::timeliness},
    {"quality", &AccountWeek::quality},
    {"experience", &AccountWeek::experience},
    {"credit", &AccountWeek::credit},
    {"invoice", &AccountWeek::invoice}};

/// All that is known of the customer after a stage.
using Snapshot = std::vector<std::pair<std::string_view, double>>;

Index row_of(const Customers& customers, std::uint32_t slot) {
  Index row = 0;
  while (row < customers.size() && customers.slot[row] != slot) ++row;
  return row;
}

// What happened this week is known up to the stage in which accounts end.
bool knows_counts(const Stage& stage) { return &stage >= &week[2] && &stage <= &week[7]; }
bool knows_outcomes(const Stage& stage) { return &stage >= &week[5] && &stage <= &week[7]; }

/// What lasts from week to week.
Snapshot snapshot(const Customers& customers, Index row) {
  const bool served = row < customers.served;
  Snapshot all = {{"generation", customers.generation[row]},
                  {"business", served ? customers.account.business[row] : -1.0},
                  {"served by seat", served ? customers.account.staff[row] : -1.0},
                  {"learned", customers.learned[row]}};
  for (const auto& [name, column] : account_variables)
    all.emplace_back(name, served ? (customers.account.*column)[row] : -1.0);
  return all;
}

Snapshot snapshot(const Stage& stage, const Market& market, const ThisWeek& now, std::uint32_t slot) {
  const auto row = row_of(market.customers, slot);
  const bool served = row < market.customers.served;
  auto all = snapshot(market.customers, row);
  for (const auto& [name, column] : counts)
    all.emplace_back(name, served && knows_counts(stage) ? (now.account.*column)[row] : -1.0);
  const bool judged = served && knows_outcomes(stage) && now.account.handled[row] > 0;
  for (const auto& [name, column] : outcomes)
    all.emplace_back(name, judged ? (now.account.*column)[row] : -1.0);
  return all;
}

std::vector<Contrast> contrasts(const Snapshot& first, const Snapshot& second) {
  std::vector<Contrast> list;
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i].second != second[i].second)
      list.push_back({first[i].first, first[i].second, second[i].second});
  return list;
}

/// One snapshot for each stage of the world's next week.
std::vector<Snapshot> simulate_week(World& world, CustomerKey customer) {
  std::vector<Snapshot> snapshots;
  world.step(in_sequence, [&](const Stage& stage, const Market& market, const ThisWeek& now) {
    if (market.number == customer.market) snapshots.push_back(snapshot(stage, market, now, customer.slot));
  });
  return snapshots;
}

void require_customer(const World& world, CustomerKey customer) {
  const auto markets = world.markets();
  if (customer.market >= markets.size())
    throw BadInput(fmt::format("there is no market {}; markets are numbered 0 to {}", customer.market,
                               markets.size() - 1));
  const auto& customers = markets[customer.market].customers;
  if (row_of(customers, customer.slot) == customers.size())
    throw BadInput(fmt::format("there is no customer {} in market {}; customers are numbered 0 to {}",
                               customer.slot, customer.market, customers.size() - 1));
}

}  // namespace

std::optional<Divergence> find_divergence(const Scenario& scenario, const std::string& first_policy,
                                          const std::string& second_policy, std::uint32_t seed,
                                          std::uint32_t replication, CustomerKey customer) {
  World first(scenario, policy_assignment(scenario, first_policy), seed, replication);
  World second(scenario, policy_assignment(scenario, second_policy), seed, replication);
  require_customer(first, customer);
  const auto at_birth = [&](const World& world) {
    const auto& customers = world.markets()[customer.market].customers;
    return snapshot(customers, row_of(customers, customer.slot));
  };
  if (auto list = contrasts(at_birth(first), at_birth(second)); !list.empty())
    return Divergence{0, "beginning", std::move(list)};
  while (first.week() < scenario.weeks) {
    const auto one = simulate_week(first, customer);
    const auto other = simulate_week(second, customer);
    for (std::size_t stage = 0; stage < week.size(); ++stage)
      if (auto list = contrasts(one[stage], other[stage]); !list.empty())
        return Divergence{first.week(), week[stage].name, std::move(list)};
  }
  return std::nullopt;
}

}  // namespace clientele::experiment
