// Stage 5. Oliva & Sterman's service delivery, person by person: required hours against available hours give
// work pressure; pressure is answered by working harder and by giving each request less time; what is done
// under pressure becomes the standard [OS].
#include <algorithm>
#include <cmath>

#include "sim/model/stages/capacity.hpp"
#include "sim/model/week.hpp"

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

/// Work that reaches each member of staff: their accounts' requests, conversations and onboarding.
void hand_out_work(const Context& context, const Market& market, BusinessId business, Scratch& scratch) {
  const auto& p = context.p;
  const auto& office = market.offices[business];
  const auto& account = market.customers.account;
  const auto& week = scratch.account;
  auto& tally = scratch.tallies[business];
  const auto onboarding_hours = static_cast<float>(context.terms(business).onboarding_hours);
  const auto busy = [&](Row i) {
    return (week.work[i] + week.talk[i] + week.claims[i] > 0) | (account.tenure[i] < p.onboarding_weeks);
  };
  for (const Row i : rows_where(office.accounts, scratch.rows, busy)) {
    const Seat seat = seat_of(account, i);
    const float onboarding = account.tenure[i] < p.onboarding_weeks ? onboarding_hours : 0.0f;
    const float checking = week.claims[i] * p.checking_hours * office.levers.claim_checking;
    scratch.staff.inflow[seat] += week.work[i];
    scratch.staff.talk[seat] += week.talk[i] + onboarding + checking;
    tally[Item::hours_onboarding] += onboarding;
    tally[Item::hours_talk] += week.talk[i] + checking;
  }
}

/// Selling is everybody's work in equal parts.
void share_selling(const Office& office, Scratch& scratch, const Staff& staff, BusinessId business) {
  if (office.headcount == 0) return;
  const double hours = scratch.selling_hours[business];
  scratch.tallies[business][Item::hours_talk] += hours;
  for (const Seat s : office.seats())
    if (staff.present[s]) scratch.staff.talk[s] += hours / office.headcount;
}

/// An office's absence is disturbed by noise with a correlation time [OS]; a person's rises with exhaustion.
void disturb_absence(const BusinessTerms& terms, const Context& context, const Draws& draw, Market& market,
                     BusinessId business) {
  auto& office = market.offices[business];
  if (terms.absence_noise == 0) return;
  const double memory = std::exp(-1 / terms.absence_noise_weeks);
  const double shock = normal_quantile(draw.uniform(market.office(business), context.week, Noise::absence));
  office.absence_noise =
      memory * office.absence_noise + std::sqrt(1 - memory * memory) * terms.absence_noise * shock;
}

/// Effective hours at normal intensity: hours x presence x effectiveness of experience x what fatigue leaves,
/// less the time that experienced colleagues give to rookies [OS].
void find_available(const BusinessTerms& terms, const Constants& p, const Office& office, Staff& staff,
                    StaffWeek& week) {
  float rookies = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) rookies += 1 - staff.experience[s];
  const float teaching =
      office.headcount > 0 ? p.teaching_cost * rookies / static_cast<float>(office.headcount) : 0;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const float absence =
        usual_absence(terms, p, staff.exhaustion[s]) + static_cast<float>(office.absence_noise);
    staff.absence[s] = std::min(0.9f, positive_part(absence));
    const float freshness = exp(-p.fatigue_cost * positive_part(staff.fatigue[s] - 1));
    week.available[s] = static_cast<float>(terms.hours_per_week) * (1 - staff.absence[s]) * freshness *
                        std::max(0.05f, effectiveness(p, staff.experience[s]) - teaching);
  }
}

struct OfficeLoad {
  double required = 0;
  double available = 0;
};

OfficeLoad find_required(const Office& office, const Staff& staff, StaffWeek& week) {
  OfficeLoad load;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    week.required[s] =
        static_cast<float>(week.talk[s] + (week.inflow[s] + staff.backlog[s]) * office.standard);
    load.required += week.required[s];
    load.available += week.available[s];
  }
  return load;
}

/// Colleagues share a part `pooling` of the load in proportion to the hours they have (1 = one common queue).
void pool(const Office& office, const Staff& staff, const OfficeLoad& load, double pooling, StaffWeek& week) {
  if (load.available <= 0) return;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const double common = load.required * week.available[s] / load.available;
    week.required[s] = static_cast<float>((1 - pooling) * week.required[s] + pooling * common);
  }
}

/// Work pressure is answered twice: work intensity rises by exp(0.3705 g), up to the overtime allowed, and
/// time per request falls by exp(-0.6393 g) [OS]. Whoever has slack finishes everything.
void work(const Constants& p, const Office& office, const Staff& staff, StaffWeek& week) {
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const float required = week.required[s], available = week.available[s];
    const float g =
        required > 0 ? std::max((required - available) / required, p.least_pressure) : p.least_pressure;
    const float ratio = exp(-p.corner_cutting * g);
    const float needed = required * ratio / available;
    const float urge = exp(p.overtime_response * g);
    const float intensity =
        g > 0 ? std::min(urge, office.levers.overtime_cap) : std::min(1.0f, std::max(urge, needed));
    week.pressure[s] = g;
    week.time_ratio[s] = ratio;
    week.intensity[s] = intensity;
    week.done[s] = needed > intensity ? intensity / needed : 1.0f;
  }
}

/// What was not done waits; work for those whom nobody serves waits for a successor.
void keep_backlog(const Office& office, Staff& staff, const StaffWeek& week) {
  const auto standard = static_cast<float>(office.standard);
  for (const Seat s : office.seats())
    staff.backlog[s] = staff.present[s] ? (1 - week.done[s]) * week.required[s] / standard
                                        : staff.backlog[s] + static_cast<float>(week.inflow[s]);
}

/// Desired time per request follows what was done: quickly down, hardly ever up - the ratchet [OS].
void erode_standard(const Constants& p, Office& office, const Staff& staff, const StaffWeek& week) {
  double given_time = 0, work_done = 0;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const double done = week.done[s] * week.required[s];
    given_time += done * week.time_ratio[s];
    work_done += done;
  }
  if (work_done <= 0) return;
  const double gap = office.standard * (given_time / work_done - 1);
  if (gap < 0 && office.standard <= p.least_standard) return;
  office.standard += gap / (gap < 0 ? p.standard_down_weeks : p.standard_up_weeks);
}

void count_hours(const BusinessTerms& terms, const Office& office, const Staff& staff, const StaffWeek& week,
                 const OfficeLoad& load, Tally& tally) {
  tally[Item::hours_required] += load.required;
  tally[Item::hours_available] += load.available;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    tally[Item::hours_done] += week.done[s] * week.required[s];
    tally[Item::hours_backlog] += staff.backlog[s];
    tally[Item::pressure] += week.pressure[s];
    tally[Item::intensity] += week.intensity[s];
    tally[Item::hours_overtime] +=
        positive_part(week.intensity[s] - 1) * terms.hours_per_week * (1 - staff.absence[s]);
    tally[Item::time_ratio] += week.time_ratio[s] * office.standard;
  }
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

float timeliness_of(const StaffWeek& week, Seat seat, float share) {
  return clamp01(1 - (1 - week.done[seat]) * share);
}

/// Quality by the time given; whoever waits longer is also given less of it.
float quality_of(const Constants& p, const StaffWeek& week, float standard, Seat seat, float share) {
  const float shortfall = 1 - std::min(1.0f, week.time_ratio[seat]);
  const float time = standard * std::max(0.0f, std::max(1.0f, week.time_ratio[seat]) - shortfall * share);
  return delivered_quality(time / p.expected_time - 1);
}

/// Where everybody waits alike, all accounts of a seat get the same.
void deliver_alike(const Constants& p, const Office& office, const Accounts& account, Scratch& scratch) {
  const auto standard = static_cast<float>(office.standard);
  for (const Seat s : office.seats()) {
    scratch.staff.timeliness[s] = timeliness_of(scratch.staff, s, 1);
    scratch.staff.quality[s] = quality_of(p, scratch.staff, standard, s, 1);
  }
#pragma GCC ivdep
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
    scratch.account.timeliness[i] = scratch.staff.timeliness[seat_of(account, i)];
    scratch.account.quality[i] = scratch.staff.quality[seat_of(account, i)];
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
    const double total = scratch.staff.weight[seat_of(account, i)];
    const auto share =
        total > 0 ? static_cast<float>(weights[i] * scratch.staff.inflow[seat_of(account, i)] / total) : 1.0f;
    scratch.account.timeliness[i] = timeliness_of(scratch.staff, seat_of(account, i), share);
    scratch.account.quality[i] = quality_of(p, scratch.staff, standard, seat_of(account, i), share);
  }
}

/// What each account gets: work done in time, and quality.
void deliver_to_accounts(const Constants& p, const Office& office, const Customers& customers,
                         Scratch& scratch) {
  if (priority_of(office.levers) == Prioritisation::fair)
    return deliver_alike(p, office, customers.account, scratch);
  deliver_by_priority(p, office, customers, scratch);
}

}  // namespace

void serve(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    auto& office = market.offices[b];
    const auto& terms = context.terms(b);
    hand_out_work(context, market, b, scratch);
    share_selling(office, scratch, market.staff, b);
    disturb_absence(terms, context, draw, market, b);
    find_available(terms, context.p, office, market.staff, scratch.staff);
    const OfficeLoad load = find_required(office, market.staff, scratch.staff);
    pool(office, market.staff, load, terms.pooling, scratch.staff);
    work(context.p, office, market.staff, scratch.staff);
    keep_backlog(office, market.staff, scratch.staff);
    count_hours(terms, office, market.staff, scratch.staff, load, scratch.tallies[b]);
    erode_standard(context.p, office, market.staff, scratch.staff);
    office.utilisation = load.available > 0 ? load.required / load.available : 0;
    office.required_hours = load.required;
    deliver_to_accounts(context.p, office, market.customers, scratch);
  }
}

}  // namespace clientele::model
