#include "sim/experiment/observe/divergence.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plan.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

Row row_of(const Customers& customers, std::uint32_t slot) {
  Row row{};
  while (row < customers.everybody().last && customers.slot[row] != slot) ++row;
  return row;
}

constexpr double none = -1;

/// Adds all variables of a table that are compared; none of them is there where `there` is false.
template <class State>
void add(Snapshot& all, const State& state, Row row, bool there) {
  for_each_variable<State>([&](const StateInfo& info, auto column) {
    if (!info.compared) return;
    const auto value = static_cast<double>((state.*column)[row]);
    const bool nobodys = info.start.vacant != 0 && value == info.start.vacant;
    all.push_back({info.name, info.unit, info.meaning, there && !nobodys ? value : none});
  });
}

/// Whether it is known, and until those who leave have parted, what happened on an account this week.
bool is_known(Known known, StageId stage, bool judged) {
  if (known == Known::never || stage > StageId::leave) return false;
  return known == Known::from_requests ? stage >= StageId::request : stage >= StageId::experience && judged;
}

}  // namespace

Snapshot snapshot(const Market& market, std::uint32_t slot) {
  const auto& customers = market.customers;
  const auto row = row_of(customers, slot);
  Snapshot all;
  add<CustomerState<RowColumn>>(all, customers, row, true);
  add<Accounts>(all, customers.account, row, row < customers.with_account().last);
  return all;
}

Snapshot snapshot(StageId stage, const Market& market, const Scratch& scratch, std::uint32_t slot) {
  const auto row = row_of(market.customers, slot);
  const bool served = row < market.customers.with_account().last;
  const bool judged = served && scratch.account.handled[row] > 0;
  auto all = snapshot(market, slot);
  for_each_variable<AccountWeek>([&](const ScratchInfo& info, auto column) {
    if (info.known == Known::never) return;
    const bool there = served && is_known(info.known, stage, judged);
    all.push_back({info.name, info.unit, info.meaning,
                   there ? static_cast<double>((scratch.account.*column)[row]) : none});
  });
  return all;
}

std::vector<Contrast> contrasts(const Snapshot& first, const Snapshot& second) {
  std::vector<Contrast> list;
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i].value != second[i].value)
      list.push_back({first[i].name, first[i].unit, first[i].meaning, first[i].value, second[i].value});
  return list;
}

namespace {

/// A variable that tells how a decision went, in the order of decisions within a week.
struct DecisionRow {
  std::string_view variable, decision;
  std::string_view stage = {};  ///< empty: any
};

constexpr auto decision_rows = std::to_array<DecisionRow>({
    {"business", "whether the account ends, and who ends it", "settle"},
    {"business", "whether an account is opened, and with whom"},
    {"seeking", "where a client who left looks next"},
    {"generation", "whether a client who left leaves the market, and somebody new comes"},
    {"right requests", "how many requests for what is needed come in"},
    {"wrong requests", "how many requests for something else come in"},
    {"reworked requests", "how many requests come back"},
    {"mistaken claims", "how many claims are made in good faith"},
    {"requests believed wrong", "which requests staff believe to be wrong"},
    {"requests questioned", "whether staff question what they believe to be wrong"},
    {"times deferred to", "whether staff question what they believe to be wrong"},
    {"clashes", "whether a conversation turns hostile"},
    {"requests refused", "whether staff give in where no conversation helped"},
    {"learned", "whether the client takes advice"},
    {"value delivered", "whether the client takes advice"},
    {"slipped requests", "whether a request is forgotten"},
    {"incivility", "how often the client is uncivil"},
    {"warned", "whether the review warns the client"},
    {"seat", "who serves the account"},
});

}  // namespace

std::optional<Turn> turn_of(const Divergence& divergence) {
  for (const auto& [variable, decision, stage] : decision_rows) {
    if (!stage.empty() && stage != divergence.stage) continue;
    const auto found = std::ranges::find(divergence.contrasts, variable, &Contrast::name);
    if (found != divergence.contrasts.end()) return Turn{decision, *found};
  }
  return std::nullopt;
}

namespace {

/// One snapshot for each stage of the world's next week.
std::vector<Snapshot> simulate_week(World& world, CustomerKey customer) {
  std::vector<Snapshot> snapshots;
  world.step(in_sequence, [&](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (market.number == customer.market)
      snapshots.push_back(snapshot(stage.id, market, scratch, customer.slot));
  });
  return snapshots;
}

void require_customer(const World& world, CustomerKey customer) {
  const auto markets = world.markets();
  if (customer.market >= markets.size())
    throw BadInput(fmt::format("there is no market {}; markets are numbered 0 to {}", customer.market,
                               markets.size() - 1));
  const auto& customers = markets[customer.market].customers;
  if (row_of(customers, customer.slot) == customers.everybody().last)
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
  const auto divergence = [&](int week, std::string_view stage, std::string_view meaning,
                              std::vector<Contrast> list) {
    const auto& market = first.markets()[customer.market];
    const auto segment = market.customers.segment[row_of(market.customers, customer.slot)];
    return Divergence{week,
                      stage,
                      meaning,
                      scenario.markets[market.group].name,
                      scenario.segments[static_cast<std::size_t>(segment)].name,
                      std::move(list)};
  };
  const auto at_birth = [&](const World& world) {
    return snapshot(world.markets()[customer.market], customer.slot);
  };
  if (auto list = contrasts(at_birth(first), at_birth(second)); !list.empty())
    return divergence(0, "beginning", "the first week's accounts are opened", std::move(list));
  while (first.week() < scenario.weeks) {
    const auto one = simulate_week(first, customer);
    const auto other = simulate_week(second, customer);
    for (std::size_t stage = 0; stage < week.size(); ++stage)
      if (auto list = contrasts(one[stage], other[stage]); !list.empty())
        return divergence(first.week(), week[stage].name, week[stage].meaning, std::move(list));
  }
  return std::nullopt;
}

}  // namespace clientele::experiment
