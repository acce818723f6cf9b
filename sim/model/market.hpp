// State of a market: its customers with their accounts, and the offices that serve them with their staff.
// State is what one week hands to the next; what lives for one week only is in this_week.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/columns.hpp"
#include "sim/model/measures.hpp"
#include "sim/model/parameters/levers.hpp"
#include "sim/model/traits.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::model {

inline constexpr std::uint8_t nobody = 255;  ///< no business

/// The relationship of a customer with a business. All in [0,1] unless a unit is named.
struct Accounts {
  Column satisfaction, trust, entitlement, mood /* log request rate */, expectation;
  Column rework /* requests that will come back */, tenure /* weeks */;
  Column contribution /* money a week, smoothed */, lifetime /* money, all weeks */,
      abuse /* incidents a week, smoothed */, receivable /* money */;
  IntegerColumn<std::int32_t> staff;  ///< seat of the staff member who serves it
  IntegerColumn<std::uint8_t> business, warned, referred;
};

/// Everybody in the market. Rows [0, served) have an account, the accounts of each business next to each
/// other (Office::accounts); rows [served, size) have none. People change rows when that changes, so a person
/// is known by `slot` and `generation`, never by row.
struct Customers {
  Traits traits;
  Column learned;  ///< knowledge gained from staff, as a share of what was missing
  Accounts account;
  IntegerColumn<std::uint32_t> slot;
  IntegerColumn<std::uint16_t> generation;
  IntegerColumn<std::uint8_t> segment;
  IntegerColumn<std::uint8_t> seeking;  ///< the business a leaver wants to switch to, or nobody
  Index served = 0;

  Index size() const { return slot.size(); }
  Rows with_account() const { return {0, served}; }
  Rows without_account() const { return {served, size()}; }
};

/// The people who serve, one row per seat; empty seats wait for a successor (next generation).
struct Staff {
  Column experience, fatigue /* work intensity over 3 weeks */, long_fatigue /* over 52 weeks */;
  Column exhaustion, cynicism, efficacy;  ///< the three dimensions of the Maslach Burnout Inventory, on [0,1]
  Column vulnerability;                   ///< how strongly strain acts on this person; mean 1
  Column backlog /* hours */, tenure /* weeks */, absence /* share of hours */;
  IntegerColumn<std::int32_t> accounts;  ///< accounts served
  IntegerColumn<std::uint16_t> generation;
  IntegerColumn<std::uint8_t> present;

  Index size() const { return experience.size(); }
};

/// A business's team in one market.
struct Office {
  Levers levers{};  ///< in force this week
  Index first_seat = 0;
  Index end_seat = 0;  ///< one past the last seat it may ever use
  int headcount = 0;
  Rows accounts;  ///< where its accounts are among the market's customers
  double standard =
      1;  ///< desired time per request, as a multiple of what the request needs (the ratchet) [OS]
  double smoothed_work = 0;     ///< required hours a week, smoothed [OS]
  double hours_per_person = 0;  ///< perceived effective hours of one person a week [OS]
  double attrition = 0;         ///< quits a week, smoothed [OS]
  double on_order = 0;          ///< positions being filled [OS]
  double hires_due = 0;         ///< fraction of a person carried over to next week
  double absence_noise = 0;
  double required_hours = 0;  ///< effective hours, last week
  double utilisation = 0;     ///< required over available hours, last week
  double planned_headcount = 0;
  std::vector<double> advocacy;  ///< per segment: satisfied accounts, weighted by how gladly they recommend
};

struct Market {
  std::uint32_t number = 0;
  std::size_t group = 0;  ///< position in Scenario::markets
  double demand_noise = 0;
  Customers customers;
  Staff staff;
  std::vector<Office> offices;  ///< one per business

  Person customer(Index row) const { return {customers.slot[row], number, customers.generation[row]}; }
  /// Known by business and place within its office, so that rivals may grow without making them other people.
  Person staff_member(std::size_t business, Index seat) const {
    const auto place = static_cast<std::uint32_t>(seat - offices[business].first_seat);
    return {staff_kind | static_cast<std::uint32_t>(business) << 22 | place, number, staff.generation[seat]};
  }
  Person office(std::size_t business) const {
    return {office_kind | static_cast<std::uint32_t>(business), number, 0};
  }
  Person itself() const { return {market_kind, number, 0}; }
};

inline constexpr std::array account_columns = {
    &Accounts::satisfaction, &Accounts::trust,  &Accounts::entitlement, &Accounts::mood,
    &Accounts::expectation,  &Accounts::rework, &Accounts::tenure,      &Accounts::contribution,
    &Accounts::lifetime,     &Accounts::abuse,  &Accounts::receivable};

inline constexpr std::array staff_columns = {
    &Staff::experience, &Staff::fatigue,       &Staff::long_fatigue, &Staff::exhaustion, &Staff::cynicism,
    &Staff::efficacy,   &Staff::vulnerability, &Staff::backlog,      &Staff::tenure,     &Staff::absence};

}  // namespace clientele::model
