// The tables of a results store, as SQL. Their description is in store.hpp.
#pragma once

#include <string>

#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// Tells a results store from other SQLite files ("CLNT"), by PRAGMA application_id.
inline constexpr int store_application = 0x434c4e54;

/// Makes the tables and writes down the plan.
void create_tables(Database& database, const Plan& plan, const Provenance& provenance);

/// Plans the runs of replications `from` to `to`.
void plan_runs(Database& database, const Plan& plan, const Provenance& provenance, int from, int to);

/// Reads back what create_tables wrote.
Plan read_plan(Database& database);

}  // namespace clientele::experiment
