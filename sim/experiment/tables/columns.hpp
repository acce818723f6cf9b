// What the columns of all tables mean: of those in CSV, of the answers and of the store itself. Columns that
// are measures, or numbers of a scenario that a sweep varies, are explained with these
// (scenario/reference.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::experiment {

/// "policy - column of tables", and what it means; "" for a name that is no column, or only that of a
/// measure.
std::string explain_column(std::string_view name);

/// The names of all these columns.
std::vector<std::string_view> column_names();

}  // namespace clientele::experiment
