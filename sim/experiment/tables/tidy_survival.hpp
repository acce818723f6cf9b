// How long accounts last, as a tidy table (tidy.hpp).
#pragma once

#include <cstdint>

#include "sim/experiment/store/store.hpp"
#include "sim/experiment/tables/csv.hpp"

namespace clientele::experiment {

/// Kaplan-Meier curves of how long accounts last, over all replications: of every segment and every cohort,
/// and of all together. scenario, policy, ..., business, segment, cohort, week, at_risk, events, censored,
/// survival, standard_error, ci_low, ci_high.
void write_survival(CsvWriter& csv, const Store& store);

/// How many rows that are.
std::int64_t count_survival(const Store& store);

}  // namespace clientele::experiment
