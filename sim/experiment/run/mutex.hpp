// Mutual exclusion, for what workers share.
#pragma once

#include <memory>

namespace clientele::experiment {

/// Nothing where the program is built without threads.
class Mutex {
 public:
  Mutex();
  ~Mutex();
  Mutex(const Mutex&) = delete;

 private:
  friend class Lock;
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

/// Holds the mutex as long as it lives.
class Lock {
 public:
  explicit Lock(Mutex& mutex);
  ~Lock();
  Lock(const Lock&) = delete;

 private:
  Mutex& mutex_;
};

}  // namespace clientele::experiment
