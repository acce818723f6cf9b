// The answer of an experiment, from its store.
#pragma once

#include <string>

#include "sim/layers.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/store/csv.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::app {

/// Checks what the options ask of the answer before a long experiment is begun. Throws BadInput.
void require_answerable(const Plan& plan, const Options& options);

/// Prints what the plan's verb promises in the form asked.
void print_answer(const Store& store, const Options& options);

/// The businesses, each with its own policy.
std::string run_table(const Store& store);
std::string run_json(const Store& store);

/// The headline measures of every policy with their 95 % intervals, the paired differences to the baseline,
/// the decision they lead to, and a sentence that sums it up. At most 100 columns wide for the measures and
/// policies that are shipped.
std::string comparison_table(const Store& store, const Options& options);

/// Every measure of every policy, its paired difference to the baseline, what common random numbers achieved,
/// and the decision.
std::string comparison_json(const Store& store, const Options& options);

/// How the policies fare over plausible worlds: how often each is best, regret, and the simple rules that tell
/// the worlds in which the one that is best most often wins.
std::string plausible_table(const Store& store, const Options& options);
std::string plausible_json(const Store& store, const Options& options);

/// One row per policy: policy, objective, worlds, mean, sd, best_share, best_share_low, best_share_high,
/// mean_regret, regret_95, largest_regret.
void write_plausible(CsvWriter& csv, const Store& store, const Options& options);

/// One line per point and policy, as many as can be read.
std::string sweep_table(const Store& store);

/// What comparison_json has of the policies, for one point, as one line (JSON Lines).
std::string sweep_json_line(const Store& store, const std::string& baseline, std::size_t point);

}  // namespace clientele::app
