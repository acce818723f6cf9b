// Threads that share the work of one caller.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "sim/experiment/run/progress.hpp"

namespace clientele::experiment {

/// `size` workers, the caller being one of them. Work is handed out one item at a time, so that a slow item
/// holds up nobody; which worker takes which item is left to chance, and nothing may depend on it. Where the
/// program is built without threads the caller is the only worker.
class ThreadPool {
 public:
  using Body = std::function<void(std::size_t item, unsigned worker)>;

  /// Once `stop` is raised, no further item is started and `run` throws Interrupted.
  explicit ThreadPool(unsigned size, const StopFlag* stop = nullptr);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;

  /// Runs the body for items 0 ... n-1 and returns when all are done. No two items are with the same worker,
  /// 0 ... size()-1, at the same time; the caller is worker 0. After the first exception no further item is
  /// started, and it is thrown again here. Call from one thread at a time, never from inside a body.
  void run(std::size_t n, const Body& body);

  /// Throws Interrupted if the flag is raised: for bodies that take long.
  void heed_stop() const {
    if (stop_ && stop_->raised()) throw Interrupted();
  }

  unsigned size() const;

 private:
  struct Threads;
  const StopFlag* stop_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace clientele::experiment
