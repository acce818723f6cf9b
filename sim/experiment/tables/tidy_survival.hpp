// How long accounts last and people stay, and why they go, as tidy tables (tidy.hpp). All are over all
// replications. Standard errors and intervals are so too: they take replications for independent of each
// other, and neither clients nor staff of one for independent (over_groups.hpp); of a single replication they
// are empty. Whoever was there before the first week is looked at from the age that they had then.
#pragma once

#include <cstdint>

#include "sim/experiment/store/store.hpp"
#include "sim/experiment/tables/csv.hpp"

namespace clientele::experiment {

/// Kaplan-Meier curves of how long accounts last, whyever they end: of every segment and every cohort, and of
/// all together. scenario, policy, ..., business, segment, cohort, week, at_risk, events, censored, survival,
/// standard_error, ci_low, ci_high.
void write_survival(CsvWriter& csv, const Store& store);

/// The same of the people at work, week being that of service. scenario, policy, ..., business, week,
/// at_risk, events, censored, survival, standard_error, ci_low, ci_high.
void write_staff_survival(CsvWriter& csv, const Store& store);

/// Cumulative incidence of each cause (Aalen-Johansen), of clients and of staff, at the ages at which
/// somebody left for it. scenario, policy, ..., business, who, cause, week, at_risk, events, incidence,
/// standard_error, ci_low, ci_high.
void write_incidence(CsvWriter& csv, const Store& store);

/// How many leave for each cause a year, in bands of age: occurrence/exposure rates. Their interval alone is
/// exact for events that are independent, and so too narrow where those of one office are not: compare the
/// standard error. scenario, policy, ..., business, who, cause, tenure_from, tenure_to, exposure, events,
/// rate, standard_error, ci_low, ci_high.
void write_leaving_rates(CsvWriter& csv, const Store& store);

/// How many rows those are.
std::int64_t count_survival(const Store& store);
std::int64_t count_staff_survival(const Store& store);
std::int64_t count_incidence(const Store& store);
std::int64_t count_leaving_rates(const Store& store);

}  // namespace clientele::experiment
