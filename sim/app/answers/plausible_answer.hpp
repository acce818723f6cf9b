// The answer of compare --uncertain.
#pragma once

#include <string>

#include "sim/experiment/store/store.hpp"
#include "sim/experiment/tables/csv.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// How the policies fare over plausible worlds: how often each is best, regret, where the scenario as it is
/// lies among them, and the simple rules that tell the worlds in which the one that is best most often wins.
std::string plausible_table(const Store& store, const Options& options);
std::string plausible_json(const Store& store, const Options& options);

/// One row per policy: policy, objective, worlds, mean, sd, best_share, best_share_low, best_share_high,
/// mean_regret, regret_95, largest_regret, nominal, median, lower_quartile, upper_quartile.
void write_plausible(CsvWriter& csv, const Store& store, const Options& options);

}  // namespace clientele::app
