// Who may write to a store: one process at a time, for as long as it does.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace clientele::experiment {

/// The right to write to the store of that name, held until destroyed. It is a lock on the file NAME.lock
/// beside it (flock(2)), which says who holds it; the lock of a process that was killed is free. All
/// spellings of a path that lead to one file are one name.
class StoreLock {
 public:
  /// Empty if another process has it. Throws BadInput where there can be no such file.
  static std::optional<StoreLock> try_acquire(const std::string& path);

  /// Throws NameTaken, naming the other process, if another has it.
  static StoreLock acquire_now(const std::string& path);

  /// Waits for it. If another process has it, `wait` is told once who.
  static StoreLock acquire(const std::string& path,
                           const std::function<void(const std::string& holder)>& wait);

  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock();

 private:
  StoreLock(std::string file, int descriptor);

  std::string file_;
  int descriptor_;
};

/// Who writes to the store of that name: "process 4711"; "another process" where that cannot be told.
std::string holder_of(const std::string& path);

/// Whether somebody, this process too, writes to the store of that name.
bool is_locked(const std::string& path);

}  // namespace clientele::experiment
