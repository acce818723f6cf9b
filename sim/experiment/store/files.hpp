// What stores, tables and pages need of the file system beyond the standard library.
#pragma once

#include <string>

namespace clientele::experiment {

/// The file that a path leads to in the end, absolute; it need not exist. All spellings of a path that lead
/// to one file give the same, also through symbolic links to nothing.
std::string real_path(const std::string& path);

/// Makes a file named after `start`, a point and six letters that nobody can guess. It is as readable as any
/// other. Gives the open descriptor, or -1 with errno set.
int make_new_file(const std::string& start, std::string& name);

/// Whether a name is one of those that make_new_file gives.
bool is_new_file(const std::string& name, const std::string& start);

/// Renames; replaces a file of the other name only if `replace` (EEXIST), as far as the file system can tell.
/// Gives 0, or -1 with errno set.
int rename_onto(const std::string& from, const std::string& to, bool replace);

/// Sees to it that a new name is still there after a power failure.
void sync_folder_of(const std::string& file);

}  // namespace clientele::experiment
