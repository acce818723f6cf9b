// The tables of a results store, as SQL. Their description is in store.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// Tells a results store from other SQLite files ("CLNT"), by PRAGMA application_id.
inline constexpr int store_application = 0x434c4e54;

/// Columns of the weekly table that hold levers are called so, and the name of the lever.
inline const std::string lever_prefix = "levers.";

/// The words of a lever that is a choice; none of any other.
std::span<const std::string_view> choices_of(std::string_view lever);

/// Makes the tables and writes down the plan.
void create_tables(Database& database, const Plan& plan, const Provenance& provenance);

/// Plans the runs of replications `from` to `to`.
void plan_runs(Database& database, const Plan& plan, const Provenance& provenance, int from, int to);

/// Reads back what create_tables wrote.
Plan read_plan(Database& database);

}  // namespace clientele::experiment
