// Stage 9. People quit, sooner when exhausted and cynical or after a year of overload; positions are filled
// after a delay; rookies take time to assimilate [OS]. Accounts of a leaver move to colleagues, who know less
// of them.
#include <algorithm>
#include <cmath>

#include "sim/model/people.hpp"
#include "sim/model/stages/capacity.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// Weekly chance of quitting; a year of overload shortens tenure by the table (1, 1) (2, .593) [OS].
float quit_chance(const BusinessTerms& terms, const Constants& p, const Staff& staff, Seat s) {
  const float overload = clamp01(staff.long_fatigue[s] - 1);
  const float tenure = static_cast<float>(terms.staff_tenure) * (1 - p.overload_tenure_loss * overload);
  const float burnout = p.quit_exhaustion * positive_part(staff.exhaustion[s] - p.exhaustion_rest) +
                        p.quit_cynicism * positive_part(staff.cynicism[s] - p.cynicism_rest);
  return 1 - exp(-exp(burnout) / tenure);
}

/// The accounts of one office, in the order of their customers' slots, so that storage decides nothing.
std::span<const Row> accounts_by_slot(const Customers& customers, Rows accounts, std::vector<Row>& rows) {
  const Row none{-1};
  std::fill(rows.begin(), rows.end(), none);
  for (Row i = accounts.first; i < accounts.last; ++i) rows[customers.slot[i]] = i;
  return {rows.begin(), std::remove(rows.begin(), rows.end(), none)};
}

/// Accounts and backlog of a seat that is empty now go to whoever has the fewest accounts.
void pass_on(const Constants& p, Market& market, BusinessId business, Seat seat, std::vector<Row>& rows) {
  auto& office = market.offices[business];
  auto& staff = market.staff;
  if (office.headcount == 0) return;  // they wait for a successor
  for (const Row row : accounts_by_slot(market.customers, office.accounts, rows))
    if (seat_of(market.customers.account, row) == seat)
      hand_over(p, office.levers, market, row, least_loaded_seat(market, office));
  const float share = staff.backlog[seat] / static_cast<float>(office.headcount);
  for (const Seat s : office.seats())
    if (staff.present[s]) staff.backlog[s] += share;
  staff.backlog[seat] = 0;
}

void quit(const Context& context, const Draws& draw, Market& market, Scratch& scratch, BusinessId business) {
  auto& office = market.offices[business];
  auto& staff = market.staff;
  const auto& terms = context.terms(business);
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    staff.tenure[s] += 1;
    staff.experience[s] += (1 - staff.experience[s]) * (1 - exp(-1 / context.p.assimilation_weeks));
    const float uniform = draw.uniform(market.staff_member(business, s), context.week, Quitting::quit);
    if (uniform >= quit_chance(terms, context.p, staff, s)) continue;
    staff.present[s] = 0;
    --office.headcount;
    scratch.tallies[business][Item::quits] += 1;
    pass_on(context.p, market, business, s, scratch.rows);
  }
}

/// What one person gets done in an ordinary week, in effective hours: contract hours, usual presence, and the
/// mix of rookies and experienced people [OS]. A week in which many are ill or tired is no reason to hire.
double ordinary_hours(const BusinessTerms& terms, const Constants& p, const Office& office,
                      const Staff& staff) {
  double hours = 0;
  for (const Seat s : office.seats())
    if (staff.present[s])
      hours += terms.hours_per_week * (1 - usual_absence(terms, p, staff.exhaustion[s])) *
               effectiveness(p, staff.experience[s]);
  return hours / office.headcount;
}

/// Desired labour: work to be done, smoothed, over what a person is perceived to get done [OS]; between that
/// and the planned headcount by staffing_flexibility.
double desired_headcount(const BusinessTerms& terms, const Constants& p, const Staff& staff, Office& office) {
  if (office.headcount > 0) {
    const double surprise = ordinary_hours(terms, p, office, staff) - office.hours_per_person;
    office.hours_per_person += surprise / terms.productivity_perception_weeks;
  }
  office.smoothed_work += (office.required_hours - office.smoothed_work) / terms.labour_smoothing_weeks;
  const double needed =
      office.smoothed_work / std::max(1e-9, office.hours_per_person * terms.target_utilisation);
  return (1 - terms.staffing_flexibility) * office.planned_headcount + terms.staffing_flexibility * needed;
}

/// Positions are opened to replace the attrition that is perceived and to close the gap to desired labour,
/// minding those already being filled [OS]. Returns the people who arrive this week.
int recruits(const BusinessTerms& terms, const Constants& p, const Staff& staff, Office& office,
             double quits) {
  office.attrition += (quits - office.attrition) / terms.labour_smoothing_weeks;
  const double desired = desired_headcount(terms, p, staff, office);
  const double gap = (desired - office.headcount) / terms.labour_adjustment_weeks;
  const double wanted = std::max(0.0, office.attrition + gap);
  const double arriving = office.on_order / terms.hiring_delay;
  const double order =
      std::max(0.0, wanted + (wanted * terms.hiring_delay - office.on_order) / terms.labour_adjustment_weeks);
  office.on_order += order - arriving;
  office.hires_due += arriving;
  const double whole = std::floor(office.hires_due);
  office.hires_due -= whole;
  return static_cast<int>(whole);
}

/// The seat for a newcomer: one whose accounts wait for a successor, else the first that is free.
Seat free_seat(const Market& market, const Office& office) {
  const auto& staff = market.staff;
  Seat free{-1};
  for (const Seat s : office.seats()) {
    if (staff.present[s]) continue;
    if (staff.accounts[s] > 0) return s;
    if (free < Seat{}) free = s;
  }
  return free;
}

/// A newcomer takes over accounts that nobody serves, and a fair share of the colleagues'.
void take_over(const Constants& p, Market& market, BusinessId business, Seat newcomer,
               std::vector<Row>& rows) {
  const auto& office = market.offices[business];
  auto& staff = market.staff;
  const auto fair_share = static_cast<std::int32_t>(office.accounts.size()) / office.headcount;
  for (const Row row : accounts_by_slot(market.customers, office.accounts, rows)) {
    const Seat seat = seat_of(market.customers.account, row);
    const bool deserted = !staff.present[seat];
    const bool overloaded = staff.accounts[seat] > fair_share + 1 && staff.accounts[newcomer] < fair_share;
    if (seat != newcomer && (deserted || overloaded)) hand_over(p, office.levers, market, row, newcomer);
  }
  for (const Seat s : office.seats()) {
    if (staff.present[s]) continue;
    staff.backlog[newcomer] += staff.backlog[s];
    staff.backlog[s] = 0;
  }
}

void hire(const Context& context, const Draws& draw, Market& market, Scratch& scratch, BusinessId business) {
  auto& office = market.offices[business];
  const auto& terms = context.terms(business);
  const double quits = scratch.tallies[business][Item::quits];
  for (int arrivals = recruits(terms, context.p, market.staff, office, quits); arrivals > 0; --arrivals) {
    const Seat seat = free_seat(market, office);
    if (seat < Seat{}) return;
    const auto accounts = market.staff.accounts[seat];
    const float backlog = market.staff.backlog[seat];
    ++market.staff.generation[seat];
    draw_staff(context.scenario, draw, context.week, 0, market, business, seat);
    market.staff.accounts[seat] = accounts;
    market.staff.backlog[seat] = backlog;
    ++office.headcount;
    scratch.tallies[business][Item::hires] += 1;
    take_over(context.p, market, business, seat, scratch.rows);
  }
}

}  // namespace

void staffing(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    quit(context, draw, market, scratch, b);
    hire(context, draw, market, scratch, b);
  }
}

}  // namespace clientele::model
