// Tidy tables of a store, as CSV: one header row, one observation per row, names instead of numbers, in an
// order that depends on the plan alone. Parameters that a sweep varies are columns after `policy`, the policy
// of the first business; the others keep theirs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/experiment/store/results.hpp"
#include "sim/experiment/tables/csv.hpp"

namespace clientele::experiment {

/// scenario, policy, ..., business, replication, then one column per measure.
void write_runs(CsvWriter& csv, const Store& store);

/// The same with a column `year` after replication, for the first year and for the last.
void write_years(CsvWriter& csv, const Store& store);

/// The same with a column `week` after replication; at the end, the levers that rules move, as they are in
/// force.
void write_weekly(CsvWriter& csv, const Store& store);

/// The same, one row per measure: ..., metric, value, unit.
void write_weekly_long(CsvWriter& csv, const Store& store);

/// scenario, policy, ..., business, metric, unit, n, mean, sd, ci_low, ci_high.
void write_summary(CsvWriter& csv, const Store& store);

/// The same of paired differences to the baseline - the plan's if empty -, named in a column after
/// `policy`.
void write_comparison(CsvWriter& csv, const Store& store, const std::string& baseline);

/// Whether the plan has policies to compare.
bool has_comparison(const Plan& plan);

/// Both in one table; the means have an empty baseline.
void write_summary_and_comparison(CsvWriter& csv, const Store& store, const std::string& baseline);

/// The values that the sweep gives a point, one field each.
void write_point(CsvWriter& csv, const Plan& plan, std::size_t point);

/// scenario, policy, ..., business, market, segment, replication, then of its accounts: how many there are on
/// average (accounts), what they bring in (contribution, money a week), the hours they take (a week), both
/// also per account, churn_rate and ended_rate (per account-year).
void write_segments(CsvWriter& csv, const Store& store);

/// The names of all tables: runs, years, segments, weekly, weekly_long, survival, staff_survival, incidence,
/// leaving_rates (tidy_survival.hpp), summary, comparison, effects (effects.hpp), manifest (manifest.hpp).
std::vector<std::string> table_names();

/// The table of that name in a few lines; "" if there is none.
std::string explain_table(const std::string& name);

/// The one that stands beside the others, whichever are asked for.
inline constexpr const char* manifest_table = "manifest";

/// Whether results of this plan make that table; throws BadInput, in the name of `whose` results, if not.
bool has_table(const Plan& plan, const std::string& name);
void require_table(const Plan& plan, const std::string& name, const std::string& whose);

/// The table of that name.
void write_table(CsvWriter& csv, const Store& store, const std::string& name, const std::string& baseline);

/// How many rows that table has, its header apart; found out without making them.
std::int64_t count_rows(const Store& store, const std::string& name);

}  // namespace clientele::experiment
