// What an account takes and brings in within a week, known from when clients have judged the week until they
// part.
#pragma once

#include "sim/model/scratch.hpp"
#include "sim/model/stages/serving/capacity.hpp"

namespace clientele::model {

/// Hours at the pace of those who serve the account; `standard` is that of their office.
inline float hours_taken(const AccountWeek& week, const StaffWeek& staff, Seat seat, float standard, Row i) {
  return week.work[i] * standard * staff.served_ratio[seat] + week.talk[i];
}

/// The invoice, less credits and the cost of those hours.
inline float brought_in(const AccountWeek& week, float hourly_cost, float hours, Row i) {
  return week.invoice[i] - week.credit[i] - hourly_cost * hours;
}

/// What an hour for a client costs: a person, by the hours that there are of one for clients (practical
/// capacity).
inline float hourly_cost(const BusinessTerms& terms) {
  return static_cast<float>(terms.wage * terms.on_costs / client_hours(terms));
}

}  // namespace clientele::model
