// What is done under pressure becomes the standard, quickly down and hardly ever up: the ratchet of the
// lending centre [OS]. Two things that nobody measured there hold it up: the norm of those who do the work,
// and errors and complaints of which management comes to know (the wider loops of the same paper).
#include "sim/model/stages/serving/standard.hpp"

#include <algorithm>

namespace clientele::model {

namespace {

/// Time given over desired time, on the average of all work that got done; 1 where none was.
double time_given(const Office& office, const Staff& staff, const StaffWeek& week) {
  double given = 0, work_done = 0;
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const double done = week.done[s] * week.required[s];
    given += done * week.time_ratio[s];
    work_done += done;
  }
  return work_done > 0 ? given / work_done : 1;
}

double eroded(const Constants& p, double standard, double time_given) {
  const double gap = standard * (time_given - 1);
  if (gap < 0 && standard <= p.least_standard) return standard;
  return standard + gap / (gap < 0 ? p.standard_down_weeks : p.standard_up_weeks);
}

/// A norm is kept from both sides: no less than the work needs, and nothing gilded. Management asks for more
/// time where it hears of errors and complaints, never for less.
double held_up(const Constants& p, double standard, double reported) {
  const double missing = 1 - standard;
  const double asked = missing > 0 ? p.management_response * reported : 0;
  return standard + std::min(1.0, p.professional_norm + asked) * missing;
}

}  // namespace

void move_standard(const Constants& p, Office& office, const Staff& staff, const StaffWeek& week) {
  office.standard = eroded(p, office.standard, time_given(office, staff, week));
  office.standard = held_up(p, office.standard, office.reported);
}

}  // namespace clientele::model
