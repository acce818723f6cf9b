// What an account takes and brings in within a week, known from when clients have judged the week until they
// part.
#pragma once

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Hours at the pace of those who serve the account; `standard` is that of their office.
inline float hours_taken(const AccountWeek& week, const StaffWeek& staff, Seat seat, float standard, Row i) {
  return week.work[i] * standard * staff.time_ratio[seat] + week.talk[i];
}

/// The invoice, less credits and the wages of those hours.
inline float brought_in(const AccountWeek& week, float wage_of_hour, float hours, Row i) {
  return week.invoice[i] - week.credit[i] - wage_of_hour * hours;
}

inline float hourly_wage(const BusinessTerms& terms) {
  return static_cast<float>(terms.wage / terms.hours_per_week);
}

}  // namespace clientele::model
