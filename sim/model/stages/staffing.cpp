// Stage 9. People quit, sooner when exhausted and cynical, when the job does not suit them or after a year of
// overload; some retire or move away; positions are filled after a delay; rookies take time to assimilate
// [OS]. Accounts of a leaver move to colleagues, who know less of them.
#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/model/people.hpp"
#include "sim/model/stages/management/skills.hpp"
#include "sim/model/stages/serving/capacity.hpp"
#include "sim/model/stages/staff/match.hpp"
#include "sim/model/stages/staff/recruits.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// Weekly hazard of quitting; a year of overload shortens tenure by the table (1, 1) (2, .593) [OS]. It is in
/// proportion to the other jobs there are.
float quit_hazard(const Context& context, const BusinessTerms& terms, const Market& market, Seat s) {
  const auto& p = context.p;
  const auto& staff = market.staff;
  const float overload = clamp01(staff.long_fatigue[s] - 1);
  const float tenure = static_cast<float>(terms.staff_tenure) * (1 - p.overload_tenure_loss * overload);
  const float burnout = p.quit_exhaustion * (staff.exhaustion[s] - p.reference_exhaustion) +
                        p.quit_cynicism * (staff.cynicism[s] - p.reference_cynicism);
  const auto openings = static_cast<float>(context.scenario.markets[market.group].terms.job_openings);
  return openings * exp(burnout) * misfit(p, staff.match[s], staff.tenure[s]) / tenure;
}

/// Why somebody leaves, and the hazard of each: of competing risks whichever comes first takes the person.
struct Departures {
  float quit, retirement, move;

  float all() const { return quit + retirement + move; }
  Departure first(float uniform) const {
    const float at = uniform * all();
    if (at < quit) return Departure::quits;
    return at < quit + retirement ? Departure::retires : Departure::moves;
  }
};

void count_departure(Departure departure, Scratch& scratch, BusinessId business, Seat seat) {
  constexpr Item kinds[] = {Item::weeks, Item::quits, Item::retirements, Item::moves, Item::dismissals};
  scratch.tallies[business][kinds[static_cast<std::size_t>(departure)]] += 1;
  scratch.staff.departure[seat] = static_cast<std::uint8_t>(departure);
}

Departures departures_of(const Context& context, const Market& market, BusinessId business, Seat seat) {
  const auto& terms = context.terms(business);
  return {quit_hazard(context, terms, market, seat), static_cast<float>(terms.retirement / 52),
          static_cast<float>(terms.moves / 52)};
}

/// The accounts of one office, in the order of their customers' slots, so that storage decides nothing.
/// Looked for when somebody first leaves or is hired in a week: nobody changes rows in this stage.
class AccountsBySlot {
 public:
  AccountsBySlot(const Customers& customers, Rows accounts, std::vector<Row>& rows)
      : customers_(customers), accounts_(accounts), rows_(rows) {}

  std::span<const Row> rows() {
    if (!std::exchange(found_, true)) find();
    return std::span(rows_).first(static_cast<std::size_t>(accounts_.size()));
  }

 private:
  void find() {
    const Row none{-1};
    const auto end = rows_.begin() + customers_.size();
    std::fill(rows_.begin(), end, none);
    for (Row i = accounts_.first; i < accounts_.last; ++i) rows_[customers_.slot[i]] = i;
    std::remove(rows_.begin(), end, none);
  }

  const Customers& customers_;
  Rows accounts_;
  std::vector<Row>& rows_;
  bool found_ = false;
};

/// The backlogs of those who leave go to their colleagues in equal shares. Everybody is given all shares of
/// the week at once, one after the other as if given when they came up.
class SharedBacklogs {
 public:
  explicit SharedBacklogs(std::vector<float>& shares) : shares_(shares) { shares_.clear(); }

  /// Shares out the backlog of somebody who has left this many colleagues.
  void share_out(float& backlog, int colleagues) {
    const float share = backlog / static_cast<float>(colleagues);
    if (share != 0) shares_.push_back(share);
    backlog = 0;
  }
  /// Gives all shares there are so far.
  void give(float& backlog) const {
    for (const float share : shares_) backlog += share;
  }

 private:
  std::vector<float>& shares_;
};

/// Accounts of a seat that is empty now go to whoever has the fewest.
void hand_over_all(const Constants& p, Market& market, const Office& office, Seat seat,
                   AccountsBySlot& accounts, LeastLoaded& colleagues) {
  if (market.staff.accounts[seat] == 0) return;
  for (const Row row : accounts.rows())
    if (seat_of(market.customers.account, row) == seat)
      hand_over(p, office.levers, market, row, colleagues.find());
}

/// Somebody goes: the accounts move to colleagues, and so does what waits. What nobody is left to take waits
/// for a successor.
void go(const Context& context, Market& market, BusinessId business, Seat seat, AccountsBySlot& accounts,
        LeastLoaded& colleagues, SharedBacklogs& backlogs) {
  auto& office = market.offices[business];
  market.staff.present[seat] = 0;
  backlogs.give(market.staff.backlog[seat]);
  if (--office.headcount == 0) return;
  hand_over_all(context.p, market, office, seat, accounts, colleagues);
  backlogs.share_out(market.staff.backlog[seat], office.headcount);
}

/// A week in the job: practice comes with work, not with time away.
void practise(const Constants& p, Staff& staff, Seat s) {
  const float worked = (1 - staff.on_leave[s]) * (1 - staff.absence[s]);
  staff.tenure[s] += 1;
  staff.experience[s] += (1 - staff.experience[s]) * (1 - exp(-worked / p.assimilation_weeks));
}

void depart(const Context& context, const Draws& draw, Market& market, Scratch& scratch, BusinessId business,
            AccountsBySlot& accounts) {
  auto& office = market.offices[business];
  auto& staff = market.staff;
  SharedBacklogs backlogs(scratch.shares);
  LeastLoaded colleagues(staff, office.seats(), scratch.loads);
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    practise(context.p, staff, s);
    const auto departures = departures_of(context, market, business, s);
    const auto chance = draw.block<Quitting>(market.staff_member(business, s), context.week);
    if (chance[Quitting::quit] >= 1 - exp(-departures.all())) continue;
    count_departure(departures.first(chance[Quitting::cause]), scratch, business, s);
    go(context, market, business, s, accounts, colleagues, backlogs);
    if (office.headcount == 0) break;
  }
  for (const Seat s : office.seats())
    if (staff.present[s]) backlogs.give(staff.backlog[s]);
}

/// What one person gets done in an ordinary week, in effective hours: contract hours, usual presence, and the
/// mix of rookies and experienced people [OS]. A week in which many are ill or tired is no reason to hire.
double ordinary_hours_per_person(const BusinessTerms& terms, const Constants& p, const Office& office,
                                 const Staff& staff) {
  double hours = 0;
  for (const Seat s : office.seats())
    if (staff.present[s])
      hours += ordinary_hours(terms, p, staff.exhaustion[s], staff.experience[s],
                              trained_skill(p, office, staff.skill[s]));
  return hours / office.headcount;
}

/// Desired labour: work to be done, smoothed, over what a person is perceived to get done [OS]; between that
/// and the planned headcount by staffing_flexibility.
double desired_headcount(const BusinessTerms& terms, const Constants& p, const Staff& staff, Office& office) {
  if (office.headcount > 0) {
    const double surprise = ordinary_hours_per_person(terms, p, office, staff) - office.hours_per_person;
    office.hours_per_person += surprise / terms.productivity_perception_weeks;
  }
  office.smoothed_work += (office.required_hours - office.smoothed_work) / terms.labour_smoothing_weeks;
  const double needed =
      office.smoothed_work / std::max(1e-9, office.hours_per_person * terms.target_utilisation);
  return (1 - terms.staffing_flexibility) * office.planned_headcount + terms.staffing_flexibility * needed;
}

/// Those who are not needed, beyond the spare capacity that is kept, are dismissed little by little. Returns
/// the people who go this week.
int surplus(const BusinessTerms& terms, Office& office, double desired) {
  const double idle = office.headcount - desired * (1 + terms.spare_capacity);
  office.dismissals_due = idle > 0 ? office.dismissals_due + terms.dismissal_rate * idle : 0;
  const double whole = std::min(std::floor(office.dismissals_due), office.headcount - 1.0);
  office.dismissals_due -= std::floor(office.dismissals_due);
  return static_cast<int>(std::max(0.0, whole));
}

/// Positions are opened to replace the attrition that is perceived and to close the gap to desired labour,
/// minding those already being filled [OS]. Returns the people who arrive this week.
int recruits(const BusinessTerms& terms, Office& office, double desired, double departures) {
  office.attrition += (departures - office.attrition) / terms.labour_smoothing_weeks;
  const double gap = (desired - office.headcount) / terms.labour_adjustment_weeks;
  const double wanted = std::max(0.0, office.attrition + gap);
  const double delay = hiring_delay(terms, office.levers);
  const double arriving = office.on_order / delay;
  const double order =
      std::max(0.0, wanted + (wanted * delay - office.on_order) / terms.labour_adjustment_weeks);
  office.on_order += order - arriving;
  office.hires_due += arriving;
  const double whole = std::floor(office.hires_due);
  office.hires_due -= whole;
  return static_cast<int>(whole);
}

/// The seats for newcomers: first one whose accounts wait for a successor, then those that are free, in
/// order.
class FreeSeats {
 public:
  FreeSeats(const Staff& staff, Seats seats) : staff_(staff), seats_(seats), next_(seats.first) {}

  /// Seat{-1} where none is left.
  Seat find() {
    if (std::exchange(first_, false))
      for (const Seat s : seats_)
        if (!staff_.present[s] && staff_.accounts[s] > 0) return s;
    while (next_ < seats_.last && staff_.present[next_]) ++next_;
    return next_ < seats_.last ? next_ : Seat{-1};
  }

 private:
  const Staff& staff_;
  Seats seats_;
  Seat next_;
  bool first_ = true;
};

/// A newcomer takes over accounts that nobody serves, and a fair share of the colleagues'.
void take_over(const Constants& p, Market& market, const Office& office, Seat newcomer,
               AccountsBySlot& accounts) {
  auto& staff = market.staff;
  const auto fair_share = static_cast<std::int32_t>(office.accounts.size()) / office.headcount;
  for (const Row row : accounts.rows()) {
    const Seat seat = seat_of(market.customers.account, row);
    const bool deserted = !staff.present[seat];
    const bool overloaded = staff.accounts[seat] > fair_share + 1 && staff.accounts[newcomer] < fair_share;
    if (seat != newcomer && (deserted || overloaded)) hand_over(p, office.levers, market, row, newcomer);
  }
}

/// What waits at seats that nobody has is the newcomer's.
void take_over_backlogs(Staff& staff, Seats seats, Seat newcomer) {
  for (const Seat s : seats) {
    if (staff.present[s]) continue;
    staff.backlog[newcomer] += staff.backlog[s];
    staff.backlog[s] = 0;
  }
}

void welcome(const Context& context, const Draws& draw, Market& market, BusinessId business, Seat seat) {
  const auto accounts = market.staff.accounts[seat];
  const float backlog = market.staff.backlog[seat];
  ++market.staff.generation[seat];
  draw_staff(context.scenario, draw, 0, market, business, seat);
  market.staff.accounts[seat] = accounts;
  market.staff.backlog[seat] = backlog;
  ++market.offices[business].headcount;
}

void hire(const Context& context, const Draws& draw, Market& market, Scratch& scratch, BusinessId business,
          double desired, AccountsBySlot& accounts) {
  auto& office = market.offices[business];
  auto& staff = market.staff;
  const auto& tally = scratch.tallies[business];
  const double departures = tally[Item::quits] + tally[Item::retirements] + tally[Item::moves];
  const int arrivals = recruits(context.terms(business), office, desired, departures);
  FreeSeats seats(staff, office.seats());
  for (int arrival = 0; arrival < arrivals; ++arrival) {
    const Seat seat = seats.find();
    if (seat < Seat{}) return;
    welcome(context, draw, market, business, seat);
    scratch.tallies[business][Item::hires] += 1;
    take_over(context.p, market, office, seat, accounts);
    if (arrival == 0) take_over_backlogs(staff, office.seats(), seat);  // nothing is left to later ones
  }
}

/// Of equals in service the one in the last seat goes first.
Seat last_hired(const Staff& staff, Seats seats) {
  Seat last{-1};
  for (const Seat s : seats)
    if (staff.present[s] && (last < Seat{} || staff.tenure[s] <= staff.tenure[last])) last = s;
  return last;
}

void pay_off(const BusinessTerms& terms, const Staff& staff, Scratch& scratch, BusinessId business,
             Seat seat) {
  count_departure(Departure::is_dismissed, scratch, business, seat);
  scratch.tallies[business][Item::severance] +=
      terms.wage * (terms.notice_weeks + terms.severance * staff.tenure[seat] / 52);
}

/// Last in, first out.
void dismiss(const Context& context, Market& market, Scratch& scratch, BusinessId business, int people,
             AccountsBySlot& accounts) {
  auto& staff = market.staff;
  const Seats seats = market.offices[business].seats();
  SharedBacklogs backlogs(scratch.shares);
  LeastLoaded colleagues(staff, seats, scratch.loads);
  for (int i = 0; i < people; ++i) {
    const Seat seat = last_hired(staff, seats);
    pay_off(context.terms(business), staff, scratch, business, seat);
    go(context, market, business, seat, accounts, colleagues, backlogs);
  }
  for (const Seat s : seats)
    if (staff.present[s]) backlogs.give(staff.backlog[s]);
}

/// Everybody is dismissed, nobody will be hired, and nothing waits any more.
void close_office(const Context& context, Market& market, Scratch& scratch, BusinessId business) {
  auto& office = market.offices[business];
  auto& staff = market.staff;
  for (const Seat s : office.seats()) {
    if (staff.present[s]) pay_off(context.terms(business), staff, scratch, business, s);
    staff.present[s] = 0;
    staff.backlog[s] = 0;
  }
  office.headcount = 0;
  office.planned_headcount = office.on_order = office.hires_due = office.dismissals_due = 0;
  scratch.tallies[business][Item::closings] += 1;
}

void adjust_headcount(const Context& context, const Draws& draw, Market& market, Scratch& scratch,
                      BusinessId business) {
  const auto& terms = context.terms(business);
  auto& office = market.offices[business];
  AccountsBySlot accounts(market.customers, office.accounts, scratch.rows);
  depart(context, draw, market, scratch, business, accounts);
  const double desired = desired_headcount(terms, context.p, market.staff, office);
  const int idle = surplus(terms, office, desired);
  if (idle > 0) dismiss(context, market, scratch, business, idle, accounts);
  hire(context, draw, market, scratch, business, desired, accounts);
  train(context.p, terms, office, scratch.tallies[business]);
}

}  // namespace

void staffing(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    if (!context.failed(b))
      adjust_headcount(context, draw, market, scratch, b);
    else if (market.offices[b].is_open())
      close_office(context, market, scratch, b);
  }
}

}  // namespace clientele::model
