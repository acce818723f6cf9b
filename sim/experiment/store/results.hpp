// Reading results back from a store, as samples for statistics.
#pragma once

#include <string>
#include <vector>

#include "analysis/competing_risks/over_groups.hpp"
#include "analysis/estimate.hpp"
#include "analysis/matrix.hpp"
#include "analysis/survival.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// A measure as the store knows it; it may have been made by another version of the program.
struct StoredMeasure {
  std::string name, unit, meaning;
  bool headline, lower_is_better;
};
std::vector<StoredMeasure> stored_measures(const Store& store);
std::vector<StoredMeasure> known_measures();  ///< of this program

/// What measures are taken over: the whole time, its first 52 weeks or its last 52, which are kept if the
/// plan says so.
enum class Period { whole, first_year, last_year };

/// One sample per measure: a value per replication from the first to the last that was planned. NaN where the
/// measure is undefined or the run is not finished.
using Samples = std::vector<std::vector<double>>;
Samples read_samples(const Store& store, std::size_t cell, std::size_t business,
                     Period period = Period::whole);

/// Accounts of one business in one cell; of one segment and of one cohort (record.hpp), or of all.
struct Clients {
  std::size_t cell, business;
  int segment = -1;  ///< from 0; negative: all
  int cohort = -1;   ///< from 0; negative: all
};

/// How long they lasted, ready for kaplan_meier: over all replications, and in each of them in their order.
/// An event is any end of the relationship, also by the business. Spells ascend in both entry and end.
using Spells = std::vector<Spell>;
Spells read_spells(const Store& store, const Clients& clients);
std::vector<Spells> read_spells_by_replication(const Store& store, const Clients& clients);

/// The same with why they ended, in each replication: causes are those of account_ends, counted from 1. Of a
/// store that does not tell (Plan::causes) every end has cause 1.
std::vector<CauseSpells> read_causes_by_replication(const Store& store, const Clients& clients);

/// The same of the people at work for one business in one cell: causes are those of employment_ends. Of a
/// store that tells.
std::vector<CauseSpells> read_staff_causes_by_replication(const Store& store, std::size_t cell,
                                                          std::size_t business);

/// The cohorts there are of all segments, ascending.
std::vector<int> read_cohorts(const Store& store, std::size_t cell, std::size_t business);

/// One measure of the business under study over all points of a sweep: one matrix per policy, points x
/// replications, NaN as above. `measure` must be one of the store's.
std::vector<Matrix> read_measure(const Store& store, const std::string& measure);

/// Estimates of these measures of one business in one cell, and of their paired differences to another cell.
/// What either happens in a run or does not is a share of runs.
std::vector<Estimate> estimates(const std::vector<StoredMeasure>& measures, const Samples& samples);
std::vector<Estimate> paired_differences(const std::vector<StoredMeasure>& measures, const Samples& samples,
                                         const Samples& baseline);

/// The policies of an experiment, side by side at one point of the sweep, for the business under study.
struct Comparison {
  std::vector<StoredMeasure> measures;
  std::vector<std::string> policies;
  std::size_t baseline;                            ///< position in policies
  std::vector<Samples> samples;                    ///< per policy
  std::vector<std::vector<Estimate>> values;       ///< per policy and measure
  std::vector<std::vector<Estimate>> differences;  ///< to the baseline, paired by replication
};

/// Throws BadInput if no policy is named `baseline`; an empty name means the plan's.
Comparison compare(const Store& store, const std::string& baseline = "", std::size_t point = 0,
                   Period period = Period::whole);

/// The position of the cell at the same point of the sweep under the policy `baseline`, the plan's if empty.
/// Throws BadInput if there is none.
std::size_t baseline_cell(const Plan& plan, std::size_t cell, const std::string& baseline);

}  // namespace clientele::experiment
