// Whether a store is as it was written: its plan, its runs and their rows carry checksums.
//
// The manifest has one of the plan (all tables but those of results, and the layout of all); each run has one
// of its own row and, once it is done, one of its rows in each part of the results. Each is written in the
// transaction that writes what it is of. Stores of an earlier format have none.
#pragma once

#include <string_view>

#include "sim/experiment/store/checksum.hpp"
#include "sim/experiment/store/database.hpp"

namespace clientele::experiment {

/// The results of runs, in parts that readers need separately.
enum class Part { summaries, weekly, accounts };

inline constexpr std::string_view part_columns[] = {"summaries_checksum", "weekly_checksum",
                                                    "accounts_checksum"};

/// Writes down the checksum of the plan as it is now.
void sign_plan(Database& database);

/// Writes down the checksums of runs' own rows, as they are now.
class RunSigner {
 public:
  explicit RunSigner(Database& database);
  void sign(std::int64_t run);

 private:
  Statement read_, write_;
};

/// The checksum of the row of a run that is planned.
std::int64_t checksum_of_planned(std::int64_t run, std::int64_t cell, int replication,
                                 std::string_view identity);

/// Throws BadInput, saying that the file is damaged, unless the plan and the list of runs are as written.
void check_plan(Database& database);

/// The same of one part of the results of all runs that are done.
void check_results(Database& database, Part part);

}  // namespace clientele::experiment
