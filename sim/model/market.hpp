// State of a market: its customers with their accounts, and the offices that serve them with their staff.
// State is what one week hands to the next (state/*.hpp say what each variable is); what is forgotten after
// it is in scratch.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/columns.hpp"
#include "sim/model/decisions.hpp"
#include "sim/model/measures.hpp"
#include "sim/model/parameters/levers.hpp"
#include "sim/model/state/customers.hpp"
#include "sim/model/state/office.hpp"
#include "sim/model/state/staff.hpp"
#include "sim/model/traits.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::model {

/// The variables of everybody's accounts, in columns.
using Accounts = AccountState<RowColumn>;

/// Everybody in the market. Rows [0, served) have an account, the accounts of each business next to each
/// other (Office::accounts); rows [served, size) have none. People change rows when that changes, so a person
/// is known by `slot` and `generation`, never by row.
struct Customers : CustomerState<RowColumn> {
  Traits traits;
  Accounts account;
  Index served = 0;

  Index size() const { return slot.size(); }
  Rows everybody() const { return {Row{}, Row{size()}}; }
  Rows with_account() const { return {Row{}, Row{served}}; }
  Rows without_account() const { return {Row{served}, Row{size()}}; }
};

/// The people who serve, one row per seat.
struct Staff : StaffState<SeatColumn> {
  Index size() const { return experience.size(); }
  Seats everybody() const { return {Seat{}, Seat{size()}}; }  ///< empty seats too
};

/// A business's team in one market.
struct Office : OfficeState {
  Levers levers{};  ///< in force this week
  Seat first_seat{};
  Seat end_seat{};                ///< one past the last seat it may ever use
  Rows accounts;                  ///< where its accounts are among the market's customers
  PerSegment<double> advocacy{};  ///< satisfied accounts, weighted by how gladly they recommend

  Seats seats() const { return {first_seat, end_seat}; }
  bool is_open() const { return planned_headcount > 0; }
};

/// Who serves the account in a row, whose client its customer is, and what kind of customer.
inline Seat seat_of(const Accounts& account, Row row) { return Seat{account.seat[row]}; }
inline BusinessId business_of(const Accounts& account, Row row) {
  return BusinessId{int{account.business[row]}};
}
inline SegmentId segment_of(const Customers& customers, Row row) {
  return SegmentId{int{customers.segment[row]}};
}

struct Market {
  std::uint32_t number = 0;
  std::size_t group = 0;  ///< position in Scenario::markets
  double demand_noise = 0;
  Customers customers;
  Staff staff;
  PerBusiness<Office> offices;

  Person customer(Row row) const { return {customers.slot[row], number, customers.generation[row]}; }
  /// Known by business and place within its office, so that rivals may grow without making them other people.
  Person staff_member(BusinessId business, Seat seat) const {
    const auto place = static_cast<std::uint32_t>(seat - offices[business].first_seat);
    return {staff_kind | static_cast<std::uint32_t>(business.value) << 22 | place, number,
            staff.generation[seat]};
  }
  Person office(BusinessId business) const {
    return {office_kind | static_cast<std::uint32_t>(business.value), number, 0};
  }
  Person itself() const { return {market_kind, number, 0}; }
};

}  // namespace clientele::model
