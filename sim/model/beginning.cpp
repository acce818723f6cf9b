#include "sim/model/beginning.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/model/people.hpp"
#include "sim/model/preconditions.hpp"
#include "sim/model/scratch.hpp"
#include "sim/model/stages/serving/capacity.hpp"
#include "sim/model/stages/staff/recruits.hpp"

namespace clientele::model {

namespace {

/// Room for so many, with nobody in it yet.
template <class State>
void make_room(State& state, Index size) {
  for_each_variable<State>([&](const StateInfo& info, auto member) {
    using Value = typename std::remove_reference_t<decltype(state.*member)>::Scalar;
    (state.*member).setConstant(size, static_cast<Value>(info.start.vacant));
  });
}

void make_room_for_customers(Customers& customers, Index population) {
  for (const auto& trait : trait_parameters) (customers.traits.*trait.member).setZero(population);
  make_room<Accounts>(customers.account, population);
  make_room<CustomerState<RowColumn>>(customers, population);
  for (const Row i : customers.everybody()) customers.slot[i] = static_cast<std::uint32_t>(i.value);
}

/// Of the first week nothing is known but its number, which is negative in a past.
Levers first_levers(const Policy& policy, int first_week) {
  auto levers = policy.levers;
  for (const Rule& rule : policy.rules)
    if (rule.indicator == Indicator::week && rule.holds(first_week + 1)) levers.*rule.lever = rule.value;
  return levers;
}

/// An office in the balance that its terms describe: as many people arriving as usually leave, work as
/// planned for.
Office make_office(const Scenario& scenario, const BusinessTerms& terms, const Levers& levers,
                   Seat first_seat) {
  const double rookie = scenario.model.rookie_effectiveness;
  const double effectiveness = (rookie + (1 - rookie) * terms.initial_experience) *
                               (1 + scenario.model.training_effect * static_cast<double>(levers.training));
  Office office;
  office.levers = levers;
  office.first_seat = first_seat;
  office.end_seat = first_seat + seats_of(terms);
  office.headcount = static_cast<int>(terms.staff);
  office.planned_headcount = terms.staff;
  office.standard = terms.initial_standard;
  office.hours_per_person = terms.hours_per_week * (1 - terms.absence) * (1 - terms.leave) *
                            share_for_clients(terms) * effectiveness;
  office.smoothed_work = terms.staff * office.hours_per_person * terms.target_utilisation;
  office.attrition = terms.staff * (1 / terms.staff_tenure + (terms.retirement + terms.moves) / 52);
  office.support = levers.staff_support;
  office.supervision = levers.supervision;
  office.trained = levers.training;
  office.on_order = office.attrition * hiring_delay(terms, levers);
  office.skill_calm = levers.calm;
  office.skill_educate = levers.educate;
  office.skill_persuade = levers.persuade;
  office.advocacy = PerSegment<double>(scenario.segments.size());
  return office;
}

void make_offices(const Scenario& scenario, const std::vector<std::size_t>& policy_of, const Draws& draw,
                  int first_week, Market& market) {
  Seat next{};
  for (const BusinessId b : businesses_of(scenario)) {
    const auto& terms = terms_of(scenario, b);
    market.offices.push_back(make_office(
        scenario, terms, first_levers(scenario.policies[policy_of[b.index()]], first_week), next));
    next = next + seats_of(terms);
  }
  make_room<StaffState<SeatColumn>>(market.staff, next.value);
  for (const BusinessId b : businesses_of(scenario)) {
    const auto& terms = terms_of(scenario, b);
    const auto& office = market.offices[b];
    for (Seat s = office.first_seat; s < office.first_seat + office.headcount; ++s)
      draw_staff(scenario, draw, terms.initial_experience, market, b, s);
  }
}

/// The customers who have an account at the start: the same people under every policy, drawn by lot.
std::vector<Lead> first_accounts(const Scenario& scenario, const Draws& draw, const Market& market) {
  std::vector<Lead> lots;
  for (const Row i : market.customers.everybody())
    lots.push_back({i, {}, false, draw.uniform(market.customer(i), 0, FirstAccount::business)});
  std::sort(lots.begin(), lots.end(), [](const Lead& a, const Lead& b) {
    return std::pair(a.arrival, a.row) < std::pair(b.arrival, b.row);
  });
  std::size_t taken = 0;
  for (const BusinessId b : businesses_of(scenario))
    for (auto left = terms_of(scenario, b).initial_accounts; left > 0 && taken < lots.size(); --left)
      lots[taken++].business = b;
  lots.resize(taken);
  return lots;
}

void open_first_accounts(const Scenario& scenario, const Draws& draw, Market& market) {
  auto accounts = first_accounts(scenario, draw, market);
  std::vector<std::vector<Load>> loads(market.offices.size());
  std::vector<LeastLoaded> staff;
  for (const BusinessId b : market.offices.ids())
    staff.emplace_back(market.staff, market.offices[b].seats(), loads[b.index()]);
  for (Lead& lead : accounts) {
    lead.seat = staff[lead.business.index()].find();
    ++market.staff.accounts[lead.seat];
  }
  std::sort(accounts.begin(), accounts.end(), [](const Lead& a, const Lead& b) { return a.row < b.row; });
  for (const Lead& lead : accounts) {
    const auto& levers = market.offices[lead.business].levers;
    const Row row = open_account(scenario.model, levers, market, lead.row, lead.business, lead.seat);
    const double mean = terms_of(scenario, lead.business).initial_tenure;
    const float uniform = draw.uniform(market.customer(row), 0, FirstAccount::tenure);
    market.customers.account.tenure[row] = std::floor(static_cast<float>(2 * mean) * uniform);
  }
}

}  // namespace

Index seats_of(const BusinessTerms& terms) {
  return static_cast<Index>(std::max(4 * terms.staff, terms.staff + 16));
}

Market make_market(const Scenario& scenario, const std::vector<std::size_t>& policy_of, const Draws& draw,
                   std::uint32_t number, std::size_t group) {
  require_complete(scenario, policy_of);
  if (group >= scenario.markets.size())
    throw std::logic_error("there is no group of markets of this number in the scenario");
  return begin_market(scenario, policy_of, draw, number, group);
}

Market begin_market(const Scenario& scenario, const std::vector<std::size_t>& policy_of, const Draws& draw,
                    std::uint32_t number, std::size_t group, int first_week) {
  Market market;
  market.number = number;
  market.group = group;
  const auto population = static_cast<Index>(scenario.markets[group].terms.population);
  make_room_for_customers(market.customers, population);
  for (const Row i : market.customers.everybody()) draw_customer(scenario, draw, market, i);
  make_offices(scenario, policy_of, draw, first_week, market);
  open_first_accounts(scenario, draw, market);
  return market;
}

}  // namespace clientele::model
