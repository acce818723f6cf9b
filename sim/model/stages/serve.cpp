// Stage 5. Oliva & Sterman's service delivery, person by person: required hours against available hours give
// work pressure; pressure is answered by working harder and by giving each request less time [OS]. What
// clients get of it is in serving/delivery.cpp, what becomes of the standard in serving/standard.cpp.
#include <algorithm>
#include <cmath>

#include "sim/model/stages/clients/contribution.hpp"
#include "sim/model/stages/serving/capacity.hpp"
#include "sim/model/stages/serving/delivery.hpp"
#include "sim/model/stages/serving/standard.hpp"
#include "sim/model/stages/staff/absence.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// Of what would not go through the common queue anyhow, the share that colleagues take in turns.
double rotated(const BusinessTerms& terms, const Levers& levers) {
  return (1 - terms.pooling) * static_cast<double>(levers.rotation);
}

/// Of what goes round an office, the share that does not come back to whoever knows the client.
double others(const Office& office) { return office.headcount > 0 ? 1 - 1.0 / office.headcount : 0; }

/// Work that reaches each member of staff: their accounts' requests, conversations and onboarding.
void hand_out_work(const Context& context, const Market& market, BusinessId business, Scratch& scratch) {
  const auto& p = context.p;
  const auto& office = market.offices[business];
  const auto& account = market.customers.account;
  const auto& week = scratch.account;
  auto& tally = scratch.tallies[business];
  const auto handover_work =
      p.handover_work * static_cast<float>(rotated(context.terms(business), office.levers) * others(office));
  const auto onboarding_hours = static_cast<float>(context.terms(business).onboarding_hours);
  const auto busy = [&](Row i) {
    return (week.work[i] + week.talk[i] + week.claims[i] > 0) | (account.tenure[i] < p.onboarding_weeks);
  };
  for (const Row i : rows_where(office.accounts, scratch.rows, busy)) {
    const Seat seat = seat_of(account, i);
    const float onboarding = account.tenure[i] < p.onboarding_weeks ? onboarding_hours : 0.0f;
    const float checking = week.claims[i] * p.checking_hours * office.levers.claim_checking;
    const float control = week.work[i] * p.control_work * office.levers.quality_control;
    const float handover = week.work[i] * handover_work;
    scratch.staff.inflow[seat] += week.work[i];
    scratch.staff.talk[seat] += week.talk[i] + onboarding + checking + control + handover;
    tally[Item::hours_onboarding] += onboarding;
    tally[Item::hours_control] += control;
    tally[Item::hours_talk] += week.talk[i] + checking;
    tally[Item::hours_training] += handover;
    tally[Item::hours_checking] += checking;
  }
}

/// Selling is everybody's work in equal parts, and so are training and supervision.
void share_selling(const Office& office, Scratch& scratch, const Staff& staff, BusinessId business) {
  if (office.headcount == 0) return;
  const double hours = scratch.selling_hours[business] + office.training_due;
  scratch.tallies[business][Item::hours_talk] += scratch.selling_hours[business];
  scratch.tallies[business][Item::hours_selling] += scratch.selling_hours[business];
  scratch.tallies[business][Item::hours_training] += office.training_due;
  for (const Seat s : office.seats())
    if (staff.present[s]) scratch.staff.talk[s] += hours / office.headcount;
}

/// Share of the week that somebody is there.
float attendance(const Staff& staff, Seat s) { return (1 - staff.on_leave[s]) * (1 - staff.absence[s]); }

struct OfficeLoad {
  double required = 0;
  double planned = 0;    ///< required, as the business counts it
  double available = 0;  ///< this week
  double ordinary = 0;   ///< in a week in which as many are away as usual
};

/// Nobody gets less done in an hour than this, of what an experienced person does.
constexpr float least_effectiveness = 0.05f;

/// What of somebody's hours for clients is lost, in effective hours: to want of experience, then of what is
/// left to teaching, then to fatigue.
void count_losses(const Constants& p, float experience, float skill, double hours, float effective,
                  float freshness, Tally& tally) {
  const float alone = std::max(least_effectiveness, effectiveness(p, experience, skill));
  tally[Item::hours_inexperience] += hours * positive_part(effectiveness(p, 1, skill) - alone);
  tally[Item::hours_teaching] += hours * (alone - effective);
  tally[Item::hours_fatigue] += hours * effective * (1 - freshness);
}

/// Effective hours at normal intensity: hours for clients x effectiveness of experience and skill x what
/// fatigue leaves, less the time that experienced colleagues give to rookies [OS].
void find_available(const BusinessTerms& terms, const Constants& p, const Office& office, const Staff& staff,
                    StaffWeek& week, OfficeLoad& load, Tally& tally) {
  float rookies = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) rookies += 1 - staff.experience[s];
  const float teaching =
      office.headcount > 0 ? p.teaching_cost * rookies / static_cast<float>(office.headcount) : 0;
  const double contract = terms.hours_per_week * share_for_clients(terms);
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const float freshness = exp(-p.fatigue_cost * positive_part(staff.fatigue[s] - 1));
    const float skill = trained_skill(p, office, staff.skill[s]);
    const float effective =
        std::max(least_effectiveness, effectiveness(p, staff.experience[s], skill) - teaching);
    const auto hours = static_cast<float>(contract) * freshness * effective;
    week.available[s] = hours * attendance(staff, s);
    count_losses(p, staff.experience[s], skill, contract * attendance(staff, s), effective, freshness, tally);
    load.available += week.available[s];
    load.ordinary += hours * share_present(terms, usual_absence(terms, p, staff.exhaustion[s]));
  }
  tally[Item::assimilation_cost] +=
      hourly_cost(terms) * (tally[Item::hours_inexperience] + tally[Item::hours_teaching]);
}

/// Hours required, at the time that requests are given here by now. A business that plans counts them at the
/// time they need: otherwise it would have room for more clients whenever a corner is cut.
void find_required(const Office& office, const Staff& staff, StaffWeek& week, OfficeLoad& load) {
  double all_work = 0;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const double work = week.inflow[s] + staff.backlog[s];
    week.required[s] = static_cast<float>(week.talk[s] + work * office.standard);
    load.required += week.required[s];
    all_work += work;
  }
  load.planned = load.required + office.levers.plan_on_need * (1 - office.standard) * all_work;
}

/// The common queue takes a part `pooling` of everybody's work, and all of it while somebody is away. It goes
/// to those who are there, to the more the more hours they have and the busier their shift is.
void share_out(const Office& office, const Staff& staff, double pooling, StaffWeek& week) {
  double places = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) places += week.available[s] * staff.shift[s];
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const bool alone = places <= 0;
    week.own[s] = alone ? 1.0f : static_cast<float>(1 - pooling) * attendance(staff, s);
    week.queue[s] = alone ? 0.0f : static_cast<float>(week.available[s] * staff.shift[s] / places);
  }
}

/// One column after sharing: what remains one's own, and one's part of all that went into the queue.
template <class Values>
void take_from_queue(const Office& office, const Staff& staff, const StaffWeek& week, Values& values) {
  double common = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) common += (1 - week.own[s]) * values[s];
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    values[s] = static_cast<typename Values::Scalar>(week.own[s] * values[s] + week.queue[s] * common);
  }
}

/// Work, and what it brings with it: whoever answers for somebody meets with that client's manners.
void pool(const Office& office, const Staff& staff, double pooling, StaffWeek& week) {
  share_out(office, staff, pooling, week);
  take_from_queue(office, staff, week, week.required);
  take_from_queue(office, staff, week, week.incivility);
  take_from_queue(office, staff, week, week.dissonance);
}

/// Nobody who is away all week does any work.
void rest(const Constants& p, StaffWeek& week, Seat s) {
  week.pressure[s] = p.least_pressure;
  week.time_ratio[s] = 1;
  week.intensity[s] = 0;
  week.done[s] = week.required[s] > 0 ? 0.0f : 1.0f;
}

/// Work pressure is answered twice: work intensity rises by exp(0.3705 g), up to the overtime allowed, and
/// time per request falls by exp(-0.6393 g) [OS]. Whoever has slack finishes everything.
void work(const Constants& p, const Office& office, StaffWeek& week, Seat s) {
  const float required = week.required[s], available = week.available[s];
  if (available <= 0) return rest(p, week, s);
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

/// What was not done waits; work for those whom nobody serves waits for a successor.
void keep_backlog(const Office& office, Staff& staff, const StaffWeek& week) {
  const auto standard = static_cast<float>(office.standard);
  for (const Seat s : office.seats())
    staff.backlog[s] = staff.present[s] ? (1 - week.done[s]) * week.required[s] / standard
                                        : staff.backlog[s] + static_cast<float>(week.inflow[s]);
}

/// Where the paid hours of one person went: by the clock, whatever is done in an hour.
void count_paid_hours(const BusinessTerms& terms, const Staff& staff, const StaffWeek& week, Seat s,
                      Tally& tally) {
  const double hours = terms.hours_per_week;
  const double present = hours * attendance(staff, s);
  const double for_clients = present * share_for_clients(terms);
  const float needed =
      week.available[s] > 0 ? week.required[s] * week.time_ratio[s] / week.available[s] : 0.0f;
  const float busy = std::min(needed, week.intensity[s]);
  const double overtime = positive_part(week.intensity[s] - 1) * for_clients;
  tally[Item::hours_overtime] += overtime;
  tally[Item::hours_paid] += hours + overtime;
  tally[Item::hours_leave] += hours * staff.on_leave[s];
  tally[Item::hours_sick] += hours * (1 - staff.on_leave[s]) - present;
  tally[Item::hours_meetings] += present * terms.meetings;
  tally[Item::hours_administration] += present * terms.administration;
  tally[Item::hours_prospecting] += present * terms.prospecting;
  tally[Item::hours_learning] += present * terms.learning;
  tally[Item::hours_for_clients] += for_clients * busy;
  tally[Item::hours_idle] += for_clients + overtime - for_clients * busy;
}

void count_hours(const BusinessTerms& terms, const Office& office, const Staff& staff, const StaffWeek& week,
                 const OfficeLoad& load, Tally& tally) {
  tally[Item::hours_required] += load.required;
  tally[Item::hours_planned] += load.planned;
  tally[Item::hours_available] += load.available;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    tally[Item::hours_done] += week.done[s] * week.required[s];
    tally[Item::hours_backlog] += staff.backlog[s];
    tally[Item::dissonance] += week.dissonance[s];
    count_paid_hours(terms, staff, week, s, tally);
    if (week.available[s] <= 0) continue;
    tally[Item::at_work] += 1;
    tally[Item::pressure] += week.pressure[s];
    tally[Item::intensity] += week.intensity[s];
    tally[Item::time_ratio] += week.time_ratio[s] * office.standard;
  }
}

}  // namespace

void serve(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  auto& staff = market.staff;
  for (const BusinessId b : market.offices.ids()) {
    auto& office = market.offices[b];
    const auto& terms = context.terms(b);
    hand_out_work(context, market, b, scratch);
    share_selling(office, scratch, staff, b);
    find_absence(context, draw, market, b);
    OfficeLoad load;
    find_available(terms, context.p, office, staff, scratch.staff, load, scratch.tallies[b]);
    find_required(office, staff, scratch.staff, load);
    pool(office, staff, terms.pooling + rotated(terms, office.levers), scratch.staff);
    for (const Seat s : office.seats())
      if (staff.present[s]) work(context.p, office, scratch.staff, s);
    keep_backlog(office, staff, scratch.staff);
    count_hours(terms, office, staff, scratch.staff, load, scratch.tallies[b]);
    move_standard(context.p, office, staff, scratch.staff);
    office.utilisation = load.ordinary > 0 ? load.planned / load.ordinary : 0;
    office.usual_load += (office.utilisation - office.usual_load) / context.p.load_weeks;
    office.required_hours = load.planned;
    deliver(context.p, office, market, scratch, scratch.tallies[b]);
  }
}

}  // namespace clientele::model
