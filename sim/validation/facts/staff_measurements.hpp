// How each fact of staff (staff_facts.hpp) is measured in the simulator: what is summed over a replication,
// and what is made of the sums. All replications are measured together; the interval is the jackknife's, by
// replications (Quenouille 1956, Tukey 1958).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/experiment/observe/staff_panel.hpp"
#include "sim/layers.hpp"

namespace clientele::validation {

/// What is kept of one replication.
struct StaffReplication {
  Tally all_weeks;
  std::vector<StaffAnswer> answers;
  std::vector<CauseSpell> spells;
  std::vector<OfficeYear> office_years;
  double person_weeks = 0, ill_weeks = 0;
};

struct StaffMeasurement {
  std::string_view key;         ///< of the fact
  std::string_view definition;  ///< how it is measured
  std::vector<double> (*sums)(const StaffReplication&);
  double (*answer)(std::span<const double> sums);
};

/// One for each fact of staff, in their order.
std::span<const StaffMeasurement> staff_measurements();

/// What all replications say together, with its interval.
Estimate measure(const StaffMeasurement& measurement, std::span<const StaffReplication> replications);

}  // namespace clientele::validation
