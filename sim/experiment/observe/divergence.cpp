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
});

std::optional<Turn> turn_in(const std::vector<Contrast>& contrasts, const Moment& moment) {
  for (const auto& [variable, decision, stage] : decision_rows) {
    if (!stage.empty() && stage != moment.stage) continue;
    const auto found = std::ranges::find(contrasts, variable, &Contrast::name);
    if (found != contrasts.end()) return Turn{moment, decision, *found};
  }
  return std::nullopt;
}

}  // namespace

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

/// Follows the two worlds until something is decided otherwise.
class Pair {
 public:
  Pair(const Scenario& scenario, World& first, World& second, CustomerKey customer)
      : scenario_(scenario), first_(first), second_(second), customer_(customer) {}

  void begin() {
    const auto snapshot_of = [&](const World& world) {
      return snapshot(world.markets()[customer_.market], customer_.slot);
    };
    look({0, "beginning", "the first week's accounts are opened"}, snapshot_of(first_), snapshot_of(second_));
  }
  void simulate_week_of_both() {
    const auto one = simulate_week(first_, customer_);
    const auto other = simulate_week(second_, customer_);
    for (std::size_t stage = 0; stage < week.size(); ++stage)
      look({first_.week(), week[stage].name, week[stage].meaning}, one[stage], other[stage]);
  }
  bool is_decided() const { return found_ && found_->turn; }
  std::optional<Divergence> found() && { return std::move(found_); }

 private:
  void look(const Moment& moment, const Snapshot& one, const Snapshot& other) {
    if (is_decided()) return;
    auto list = contrasts(one, other);
    if (list.empty()) return;
    auto turn = turn_in(list, moment);
    if (!found_) found_ = parting(moment, std::move(list));
    found_->turn = std::move(turn);
  }

  Divergence parting(const Moment& moment, std::vector<Contrast> list) const {
    const auto& market = first_.markets()[customer_.market];
    const auto& customers = market.customers;
    const auto segment = segment_of(customers, row_of(customers, customer_.slot));
    return {moment, scenario_.markets[market.group].name, segment_of(scenario_, segment).name,
            std::move(list), std::nullopt};
  }

  const Scenario& scenario_;
  World& first_;
  World& second_;
  CustomerKey customer_;
  std::optional<Divergence> found_;
};

World world_of(const Scenario& scenario, const World* past, const std::string& policy, std::uint32_t seed,
               std::uint32_t replication) {
  auto policy_of = policy_assignment(scenario, policy);
  return past ? past->continued(scenario, std::move(policy_of))
              : World(scenario, std::move(policy_of), seed, replication);
}

}  // namespace

std::optional<Divergence> find_divergence(const Scenario& scenario, const Scenario& before,
                                          const std::string& first_policy, const std::string& second_policy,
                                          std::uint32_t seed, std::uint32_t replication,
                                          CustomerKey customer) {
  std::optional<World> past;
  if (before.past_weeks > 0)
    past.emplace(before, policies_of_past(before, policy_assignment(before, first_policy)), seed, replication,
                 in_sequence, -before.past_weeks);
  while (past && past->week() < 0) past->step();
  World first = world_of(scenario, past ? &*past : nullptr, first_policy, seed, replication);
  World second = world_of(scenario, past ? &*past : nullptr, second_policy, seed, replication);
  require_customer(first, customer);
  Pair pair(scenario, first, second, customer);
  pair.begin();
  while (first.week() < scenario.weeks && !pair.is_decided()) pair.simulate_week_of_both();
  return std::move(pair).found();
}

std::optional<Divergence> find_divergence(const Scenario& scenario, const std::string& first_policy,
                                          const std::string& second_policy, std::uint32_t seed,
                                          std::uint32_t replication, CustomerKey customer) {
  return find_divergence(scenario, scenario, first_policy, second_policy, seed, replication, customer);
}

}  // namespace clientele::experiment
