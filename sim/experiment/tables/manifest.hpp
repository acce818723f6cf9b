// What a table of results cannot say of itself.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/store/store.hpp"
#include "sim/experiment/tables/csv.hpp"

namespace clientele::experiment {

/// key, value: who made the results by which command, of which scenario, model and seeds, and how many of the
/// runs are done. As comment lines these would be in the way of whatever reads the tables.
/// `baseline` is that of the tables beside it; empty for the plan's.
void write_manifest(CsvWriter& csv, const Store& store, const std::string& baseline);

std::int64_t count_manifest(const Store& store);

/// The values of the store's manifest that say where numbers come from, by key, in the order of the table.
std::vector<std::pair<std::string, std::string>> origin_of(const Store& store);

}  // namespace clientele::experiment
