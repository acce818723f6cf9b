// The write-ahead log that a killed writer leaves beside its store.
#pragma once

#include <string>

namespace clientele::experiment {

/// Whether the store is one that has a log, as it does until it is finished.
bool has_log_mode(const std::string& store);

/// Whether the log holds rows that SQLite would pass over without a word, as they follow a place that is not
/// as it was written: each frame of a log is checked together with all before it, and reading ends where that
/// fails (https://www.sqlite.org/fileformat2.html#walformat). What a writer had not finished when it was
/// killed is no damage, nor is what an earlier round of the log left behind. Only for logs that nobody is
/// writing; false if there is none.
bool is_log_damaged(const std::string& store);

}  // namespace clientele::experiment
