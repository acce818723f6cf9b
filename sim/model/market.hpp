// State of a market: its customers with their accounts, and the offices that serve them with their staff.
// State is what one week hands to the next (state/*.hpp say what each variable is); what lives for one week
// only is in this_week.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/columns.hpp"
#include "sim/model/measures.hpp"
#include "sim/model/parameters/levers.hpp"
#include "sim/model/state/customers.hpp"
#include "sim/model/state/office.hpp"
#include "sim/model/state/staff.hpp"
#include "sim/model/traits.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::model {

/// The variables of everybody's accounts, in columns.
using Accounts = AccountState<ColumnOf>;

/// Everybody in the market. Rows [0, served) have an account, the accounts of each business next to each
/// other (Office::accounts); rows [served, size) have none. People change rows when that changes, so a person
/// is known by `slot` and `generation`, never by row.
struct Customers : CustomerState<ColumnOf> {
  Traits traits;
  Accounts account;
  Index served = 0;

  Index size() const { return slot.size(); }
  Rows with_account() const { return {0, served}; }
  Rows without_account() const { return {served, size()}; }
};

/// The people who serve, one row per seat.
struct Staff : StaffState<ColumnOf> {
  Index size() const { return experience.size(); }
};

/// A business's team in one market.
struct Office : OfficeState {
  Levers levers{};  ///< in force this week
  Index first_seat = 0;
  Index end_seat = 0;            ///< one past the last seat it may ever use
  Rows accounts;                 ///< where its accounts are among the market's customers
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

}  // namespace clientele::model
