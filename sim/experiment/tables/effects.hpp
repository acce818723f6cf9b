// What factors that policies cross do, and what they do together: as estimates, and as a tidy table.
#pragma once

#include "analysis/factorial.hpp"
#include "sim/experiment/design/crossing.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/experiment/tables/csv.hpp"

namespace clientele::experiment {

/// The effects on one measure.
struct CrossedMeasure {
  std::size_t measure;  ///< position in Comparison::measures
  std::vector<FactorialEffect> effects;
};

/// On the measures by which firms are judged - churn, margin, burnout, profit - and on the objective, in the
/// order of the table; but for those that have no value in any replication.
std::vector<CrossedMeasure> crossed_effects(const Comparison& comparison, const Crossing& crossing,
                                            std::string_view objective);
/// The same on every measure.
std::vector<CrossedMeasure> all_crossed_effects(const Comparison& comparison, const Crossing& crossing);

/// Whether the policies of a plan are a crossing.
bool has_effects(const Plan& plan);

/// scenario, effect, order (1 for a main effect, 2 for an interaction of two factors, ...), factors, levels,
/// against, metric, unit, n, mean, ci_low, ci_high: on every measure, of the business under study, intervals
/// of a measure holding together. Where an effect is of several factors, these are joined by " x ".
void write_effects(CsvWriter& csv, const Store& store);

/// How many rows that has, its header apart.
std::int64_t count_effects(const Store& store);

}  // namespace clientele::experiment
