// How far an execution has got, and the wish that it should stop: what is looked at and set from elsewhere.
#pragma once

#include <atomic>
#include <cstddef>

namespace clientele::experiment {

/// To be watched from another thread.
struct Progress {
  std::atomic<std::size_t> weeks_done = 0;
  std::atomic<std::size_t> weeks_in_all = 0;
  std::atomic<std::size_t> runs_done = 0;
  std::atomic<std::size_t> runs_in_all = 0;
};

/// May be raised by a signal handler or by another thread. Stays raised.
class StopFlag {
 public:
  void raise() noexcept { raised_ = true; }
  bool raised() const noexcept { return raised_; }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free, "or else no signal handler could raise it");
  std::atomic<bool> raised_ = false;
};

/// Thrown where work ends early because the flag was raised.
struct Interrupted {};

}  // namespace clientele::experiment
