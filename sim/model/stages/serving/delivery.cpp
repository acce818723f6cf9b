// Quality follows the time given to a request [OS]. Work that is given less than it needs contains errors,
// the more the less [AM91][Wi86]: quality control finds some before the client does, the others wait to be
// discovered [Co80].
#include "sim/model/stages/serving/delivery.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace clientele::model {

namespace {

/// Delivered quality as a table of (time given - time expected) / time expected [OS].
float delivered_quality(float excess) {
  constexpr std::array<float, 11> table = {0.2f,  0.45f, 0.65f, 0.8f,  0.95f, 1.0f,
                                           1.05f, 1.2f,  1.35f, 1.55f, 1.8f};
  const float position = std::min(std::max(10 * (excess + 0.5f), 0.0f), 9.9999f);
  const auto cell = static_cast<std::size_t>(position);
  return table[cell] + (table[cell + 1] - table[cell]) * (position - static_cast<float>(cell));
}

Prioritisation priority_of(const Levers& levers) {
  return static_cast<Prioritisation>(static_cast<int>(levers.prioritisation));
}

/// How long somebody of this account waits relative to others, under overload.
float waiting_weight(const Constants& p, const Levers& levers, const Customers& customers, Row row) {
  const auto& account = customers.account;
  if (priority_of(levers) == Prioritisation::value)
    return exp(-p.priority_strength *
               std::clamp(account.contribution[row] / (customers.traits.budget[row] + 1e-6f), -2.0f, 2.0f));
  return exp(-p.priority_strength * (account.entitlement[row] + 1 - customers.traits.respect[row]));
}

/// What accounts of a seat get is by whoever answers them: their own member of staff, or the common queue.
float served_by(const StaffWeek& week, Seat seat, float own, double queue) {
  return week.own[seat] * own + (1 - week.own[seat]) * static_cast<float>(queue);
}

/// The average over the queue of what those who work for it give.
template <class Value>
double of_queue(const Office& office, const Staff& staff, const StaffWeek& week, const Value& value) {
  double sum = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) sum += week.queue[s] * value(s);
  return sum;
}

/// Nobody serves the accounts of a seat that nobody has: they get no time at all.
void find_servers(const Office& office, const Staff& staff, StaffWeek& week) {
  const double done = of_queue(office, staff, week, [&](Seat s) { return week.done[s]; });
  const double ratio = of_queue(office, staff, week, [&](Seat s) { return week.time_ratio[s]; });
  const double skill = of_queue(office, staff, week, [&](Seat s) { return staff.skill[s]; });
  for (const Seat s : office.seats()) {
    week.served_skill[s] = 1;
    if (!staff.present[s]) continue;
    week.served_done[s] = served_by(week, s, week.done[s], done);
    week.served_ratio[s] = served_by(week, s, week.time_ratio[s], ratio);
    week.served_skill[s] = served_by(week, s, staff.skill[s], skill);
  }
}

float timeliness_of(const StaffWeek& week, Seat seat, float share) {
  return clamp01(1 - (1 - week.served_done[seat]) * share);
}

/// Time given to a request, in what it needs; whoever waits longer is also given less of it.
float time_of(float ratio, float standard, float share) {
  const float shortfall = 1 - std::min(1.0f, ratio);
  return standard * std::max(0.0f, std::max(1.0f, ratio) - shortfall * share);
}

/// Share of the time needed that is missing; no work is done with errors where none is done.
float missing_of(float ratio, float time) { return ratio > 0 ? positive_part(1 - time) : 0.0f; }

/// Delivered quality follows the time given, and the skill of who serves.
float quality_of(const Constants& p, const StaffWeek& week, Seat seat, float time) {
  const float skill = std::max(0.0f, 1 + p.skill_noticed * (week.served_skill[seat] - 1));
  return delivered_quality(time / p.expected_time - 1) * skill;
}

/// What an account gets that waits no longer than others; and what those who serve cannot give.
void deliver_to_seats(const Constants& p, const Office& office, StaffWeek& week) {
  const auto standard = static_cast<float>(office.standard);
  for (const Seat s : office.seats()) {
    const float time = time_of(week.served_ratio[s], standard, 1);
    week.timeliness[s] = timeliness_of(week, s, 1);
    week.quality[s] = quality_of(p, week, s, time);
    week.served_missing[s] = missing_of(week.served_ratio[s], time);
    week.missing[s] =
        week.required[s] > 0 ? positive_part(1 - time_of(week.time_ratio[s], standard, 1)) : 0.0f;
  }
}

/// Where everybody waits alike, all accounts of a seat get the same.
void deliver_alike(const Office& office, const Accounts& account, Scratch& scratch) {
#pragma GCC ivdep
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
    const Seat seat = seat_of(account, i);
    scratch.account.timeliness[i] = scratch.staff.timeliness[seat];
    scratch.account.quality[i] = scratch.staff.quality[seat];
    scratch.account.missing[i] = scratch.staff.served_missing[seat];
  }
}

/// Who is served first takes from the others: weights are normalised so that each member of staff's total is
/// unchanged.
void deliver_by_priority(const Constants& p, const Office& office, const Customers& customers,
                         Scratch& scratch) {
  const auto& account = customers.account;
  const auto standard = static_cast<float>(office.standard);
  auto& weights = scratch.account.chance;
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
    weights[i] = waiting_weight(p, office.levers, customers, i);
    scratch.staff.weight[seat_of(account, i)] += weights[i] * scratch.account.work[i];
  }
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
    const Seat seat = seat_of(account, i);
    const double total = scratch.staff.weight[seat];
    const auto share = total > 0 ? static_cast<float>(weights[i] * scratch.staff.inflow[seat] / total) : 1.0f;
    const float ratio = scratch.staff.served_ratio[seat];
    const float time = time_of(ratio, standard, share);
    scratch.account.timeliness[i] = timeliness_of(scratch.staff, seat, share);
    scratch.account.quality[i] = quality_of(p, scratch.staff, seat, time);
    scratch.account.missing[i] = missing_of(ratio, time);
  }
}

/// Errors in the work of an account's week: a share of its requests, in proportion to the time they were not
/// given.
inline float errors_made(const Constants& p, const AccountWeek& week, Row i) {
  return p.error_generation * week.missing[i] * (week.handled[i] - week.refused[i]);
}

/// What quality control finds is mended from next week on, by those who did it; nobody pays for that.
void mend(const Constants& p, float found, const Office& office, Market& market, Scratch& scratch,
          Tally& tally) {
  const auto& customers = market.customers;
  const auto any = [&](Row i) { return errors_made(p, scratch.account, i) > 0; };
  for (const Row i : rows_where(office.accounts, scratch.rows, any)) {
    const float errors = found * errors_made(p, scratch.account, i);
    const float hours = errors * p.correction_work * customers.traits.hours_per_request[i];
    scratch.staff.mending[seat_of(customers.account, i)] += hours;
    tally[Item::errors_found] += errors;
    tally[Item::hours_mending] += hours;
  }
  for (const Seat s : office.seats()) market.staff.backlog[s] += static_cast<float>(scratch.staff.mending[s]);
}

/// Errors that nobody found go out with the work.
void make_errors(const Constants& p, const Office& office, Market& market, Scratch& scratch, Tally& tally) {
  if (p.error_generation == 0) return;
  const float found = p.control_finds * office.levers.quality_control;
  const auto made = [&](Row i) { return errors_made(p, scratch.account, i); };
  auto& errors = market.customers.account.errors;
#pragma GCC ivdep
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) errors[i] += (1 - found) * made(i);
  tally[Item::errors_made] += sum_over(office.accounts, made);
  if (found > 0) mend(p, found, office, market, scratch, tally);
}

}  // namespace

void deliver(const Constants& p, const Office& office, Market& market, Scratch& scratch, Tally& tally) {
  find_servers(office, market.staff, scratch.staff);
  deliver_to_seats(p, office, scratch.staff);
  if (priority_of(office.levers) == Prioritisation::fair)
    deliver_alike(office, market.customers.account, scratch);
  else
    deliver_by_priority(p, office, market.customers, scratch);
  make_errors(p, office, market, scratch, tally);
}

}  // namespace clientele::model
