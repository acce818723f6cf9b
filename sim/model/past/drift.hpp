// Whether the past of a business had come to rest: what still changed over its last year.
#pragma once

#include <span>

#include "sim/model/indices.hpp"

namespace clientele::model {

struct Market;
struct Tally;

inline constexpr int weeks_of_quarter = 13, weeks_of_year = 52;

/// The shortest past that tells how much still changed.
inline constexpr int weeks_that_tell_drift = weeks_of_year + weeks_of_quarter;

/// Means of a quarter of the past, over the offices of one business.
struct QuarterOfPast {
  double weeks = 0;         ///< looked at
  double standard = 0;      ///< sum over them, as all that follows
  double exhaustion = 0;    ///< of the average member of staff
  double staff_tenure = 0;  ///< weeks
  double old_accounts = 0;  ///< share of accounts of more than two years
};

/// The last quarter before week 0, and the same quarter a year earlier.
struct Past {
  QuarterOfPast last, year_before;
};

/// Adds a week of the past, as it ends, if it is one of these quarters; `week` is negative.
void remember(Past& past, std::span<const Market> markets, BusinessId business, int week);

/// Notes in the sums of a run by how much the two quarters differ. Notes nothing of a past that is shorter.
void note_drift(const Past& past, Tally& tally);

}  // namespace clientele::model
