// Tidy tables of a store, as CSV: one header row, one observation per row, names instead of numbers, in an
// order that depends on the plan alone. Parameters that a sweep varies are columns after `policy`, the policy
// of the first business; the others keep theirs.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/csv.hpp"
#include "sim/experiment/results.hpp"

namespace clientele {

/// scenario, policy, ..., business, replication, then one column per measure.
void write_runs(CsvWriter& csv, const Store& store);

/// The same with a column `week` after replication.
void write_weekly(CsvWriter& csv, const Store& store);

/// The same, one row per measure: ..., metric, value, unit.
void write_weekly_long(CsvWriter& csv, const Store& store);

/// scenario, policy, ..., business, metric, unit, n, mean, sd, ci_low, ci_high.
void write_summary(CsvWriter& csv, const Store& store);

/// The same of paired differences to the baseline, named in a column after `policy`.
void write_comparison(CsvWriter& csv, const Store& store, const std::string& baseline);

/// Writes runs.csv and summary.csv, comparison.csv if there is more than one policy, weekly.csv and
/// weekly_long.csv if weeks were kept, into `folder`, which is made if need be; returns their names. Files
/// appear when all are complete. Throws BadInput if one exists and `replace` is false, WriteFailure if the
/// folder cannot be written.
std::vector<std::string> export_csv(const Store& store, const std::string& folder,
                                    const std::string& baseline, bool replace);

}  // namespace clientele
