// The place of a store among files: what may be put where, and what becomes of a store that was there.
//
// A store appears whole: its plan is written under a name that nobody can guess, which is then changed to the
// one wanted. A store that is replaced is kept as NAME.previous until the new one is finished, so that at
// every moment there is one with all its runs. Everything here is done while the name is locked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/experiment/store/store_lock.hpp"

namespace clientele::experiment {

/// Whether the file looks like a results store of this program, by its first bytes.
bool is_store(const std::string& path);

/// Throws BadInput, saying what to do, unless a new store may be put there: where there is nothing or, if
/// `replace`, an earlier store or an empty file. Folders and devices are never replaced.
void require_place(const std::string& path, bool replace);

/// Removes what is left of plans for that store whose writers were killed.
void remove_fragments(const std::string& path);

/// A file of our own beside the one that it becomes.
class Unplaced {
 public:
  /// Makes an empty file. Throws WriteFailure.
  explicit Unplaced(const std::string& path);
  ~Unplaced();
  Unplaced(const Unplaced&) = delete;

  const std::string& file() const { return file_; }

  /// Gives it its name. Throws NameTaken if somebody has made a file of that name meanwhile, unless
  /// `replace`.
  void place(bool replace);

  /// It is in use now. Before that, a file that took nobody's place is removed at the end.
  void leave() { file_.clear(); }

 private:
  std::string path_, target_, file_;
};

/// Prepares that a store is replaced: puts everything that it holds into its one file, and finds out whether
/// it is to be kept as NAME.previous. One that is not finished and has fewer finished runs than the previous
/// store there gives way. Throws BadInput if it is finished and cannot be kept, or if the previous store is
/// being written.
class Replaced {
 public:
  explicit Replaced(const std::string& path);

  /// Names what remove_previous() may remove once the new store is finished; "" for nothing.
  const std::string& mark() const { return mark_; }

  /// Gives the store that is replaced its other name as well.
  void keep() const;

 private:
  std::string path_, mark_;
  bool kept_ = false;
  std::optional<StoreLock> previous_lock_;
};

/// Gives a store one name again whose replacement was broken off between its steps, when it has two or three.
void end_half_replacement(const std::string& path);

/// Removes NAME.previous if it is the store with this mark, unchanged since it was replaced.
void remove_previous(const std::string& path, const std::string& mark);

/// What tells a file from all others: its device and number; "" if there is none.
std::string file_mark(const std::string& path);

}  // namespace clientele::experiment
