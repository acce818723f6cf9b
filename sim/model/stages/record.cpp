// Stage 11. The week's sums are written down, and the office reads its own indicators: word of mouth and
// levers of next week follow from them.
#include <algorithm>

#include "sim/model/stages/management/steering.hpp"
#include "sim/model/stages/management/survey.hpp"
#include "sim/model/stages/staff/questionnaire.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

constexpr int weeks_between_rankings = 13;

/// Adds sum_of(member) of each observed variable of `State` to its sum.
template <class State, class Sum>
void record_observed(std::size_t first, Tally& tally, const Sum& sum_of) {
  std::size_t next = first;
  for_each_variable<State>([&](const StateInfo& info, auto member) {
    if (is_observed(info)) tally[Observed{next++}] += sum_of(member);
  });
}

void record_states(const Market& market, const Office& office, Tally& tally) {
  const auto of_accounts = [&](auto member) {
    return sum_over(office.accounts, market.customers.account.*member);
  };
  const auto of_staff = [&](auto member) {
    double sum = 0;
    for (const Seat s : office.seats())
      if (market.staff.present[s]) sum += (market.staff.*member)[s];
    return sum;
  };
  record_observed<Accounts>(0, tally, of_accounts);
  record_observed<StaffState<SeatColumn>>(observed_of_accounts, tally, of_staff);
  record_observed<OfficeState>(observed_of_accounts + observed_of_staff, tally, [&](auto member) {
    return office.is_open() ? static_cast<double>(office.*member) : 0.0;
  });
}

void record_accounts(const Constants& p, const Customers& customers, Rows accounts, Tally& tally) {
  const auto& account = customers.account;
  const auto& satisfaction = account.satisfaction;
  const auto& knowledge = customers.traits.knowledge;
  const auto count = [&](const auto& holds) {
    return sum_over(accounts, [&](Row i) { return holds(i) ? 1.0f : 0.0f; });
  };
  tally[Item::accounts] += static_cast<double>(accounts.size());
  tally[Item::knowledge] +=
      sum_over(accounts, [&](Row i) { return knowledge[i] + (1 - knowledge[i]) * customers.learned[i]; });
  tally[Item::receivable] += sum_over(accounts, account.receivable);
  tally[Item::content] += count([&](Row i) { return satisfaction[i] > p.content_above; });
  tally[Item::discontent] += count([&](Row i) { return satisfaction[i] < p.discontent_below; });
  tally[Item::referred_accounts] += sum_over(accounts, [&](Row i) { return account.referred[i]; });
  tally[Item::referred_contribution] += sum_over(accounts, [&](Row i) {
    const float contribution = account.contribution[i];
    return account.referred[i] ? contribution : 0.0f;
  });
}

void record_staff(const Context& context, const Market& market, Scratch& scratch, BusinessId business) {
  const auto& p = context.p;
  const auto& office = market.offices[business];
  const auto& staff = market.staff;
  Tally& tally = scratch.tallies[business];
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    tally[Item::staff] += 1;
    tally[Item::burned_out] += chance_of_counting(p, staff, s);
  }
  if (!office.is_open()) return;
  tally[Item::vacancies] += std::max(0.0, office.planned_headcount - office.headcount);
  tally[Item::offices] += 1;
}

/// Satisfied accounts, weighted by how satisfied they are and how gladly they recommend, per segment. All
/// segments in one pass, as there may be a thousand of them.
void gather_advocacy(const Customers& customers, Office& office, PerSegment<SumLanes>& lanes) {
  lanes.fill(SumLanes::Zero());
  const Rows accounts = office.accounts;
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float advocacy =
        2 * positive_part(customers.account.satisfaction[i] - 0.5f) * customers.traits.referral[i];
    lanes[segment_of(customers, i)][lane_in_sum(accounts, i)] += advocacy;
  }
  for (const SegmentId s : office.advocacy.ids()) office.advocacy[s] = lanes[s].sum();
}

/// Once a quarter the accounts are ranked: how much do the best fifth contribute?
void rank_accounts(const Context& context, const Market& market, Scratch& scratch, BusinessId business) {
  if ((context.week + 1) % weeks_between_rankings != 0) return;
  const auto& account = market.customers.account;
  auto& values = scratch.values;
  values.clear();
  const Rows accounts = market.offices[business].accounts;
  for (Row i = accounts.first; i < accounts.last; ++i) values.push_back(account.contribution[i]);
  if (values.empty()) return;
  const auto best = values.begin() + static_cast<std::ptrdiff_t>((values.size() + 4) / 5);
  std::nth_element(values.begin(), best - 1, values.end(), std::greater<>());
  for (auto value = values.begin(); value != values.end(); ++value) {
    scratch.tallies[business][Item::ranked_contribution] += *value;
    if (value < best) scratch.tallies[business][Item::best_fifth_contribution] += *value;
  }
}

/// Of errors and complaints a share reaches management, late; of what quality control finds, all.
void report(const Constants& p, Office& office, const Tally& tally) {
  const double pieces = tally[Item::requests] + tally[Item::rework];
  if (pieces <= 0) return;
  const double surfaced = tally[Item::voiced] + tally[Item::errors_surfaced];
  const double known = (p.report_share * surfaced + tally[Item::errors_found]) / pieces;
  office.reported += (known - office.reported) / p.report_weeks;
}

}  // namespace

void record(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    record_accounts(context.p, market.customers, market.offices[b].accounts, scratch.tallies[b]);
    gather_advocacy(market.customers, market.offices[b], scratch.advocacy);
    record_staff(context, market, scratch, b);
    record_states(market, market.offices[b], scratch.tallies[b]);
    rank_accounts(context, market, scratch, b);
    report(context.p, market.offices[b], scratch.tallies[b]);
    survey(context, draw, market, b, market.offices[b], scratch.tallies[b]);
    steer(context.policy(b), market.offices[b], scratch.tallies[b], context.week + 2);  // weeks count from 1
  }
}

}  // namespace clientele::model
