// Tables of a store as files of one folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// Where tables go, as NAME.csv, and which.
struct CsvFolder {
  std::string folder;
  std::vector<std::string> tables = {};  ///< none: all that the results make but weekly_long, which is large
  bool replace = false;                  ///< earlier tables of this program
};

/// Makes the folder if need be. Throws BadInput if export_csv could not write there, or would replace a file
/// and may not, or if results of this plan make no such table. Worth asking before a long experiment.
void require_folder(const Plan& plan, const CsvFolder& csv);

/// Writes the tables and returns their names. Files appear when all are complete; earlier tables of ours that
/// do not belong to them are then removed, if earlier ones may be replaced. Tables too long for a spreadsheet
/// are announced first. Throws what require_folder throws, and WriteFailure.
using Announce = std::function<void(const std::string& message)>;
std::vector<std::string> export_csv(const Store& store, const CsvFolder& csv, const std::string& baseline,
                                    const Announce& announce = {});

/// What is to be said before a table is written; "" for nothing.
std::string warning_of_length(const Store& store, const std::string& table);

}  // namespace clientele::experiment
