// A crew of threads that share the work of one caller.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace clientele::experiment {

/// `size` threads, the caller being one of them. Work is handed out one item at a time, so that a slow item
/// holds up nobody; which thread takes which item is left to chance, and nothing may depend on it.
class Crew {
 public:
  using Body = std::function<void(std::size_t)>;

  explicit Crew(unsigned size);

  /// Runs body(0) ... body(n-1) and returns when all are done. After the first exception no further item is
  /// started, and it is thrown again here. Call from one thread at a time, never from inside a body.
  void run(std::size_t n, const Body& body);

  unsigned size() const { return static_cast<unsigned>(threads_.size()) + 1; }

 private:
  void wait_for_work(std::stop_token stop);
  void take_items(const Body& body, std::size_t n);

  std::mutex mutex_;
  std::condition_variable_any start_;
  std::condition_variable finish_;
  const Body* body_ = nullptr;  ///< the job in hand, like the three below guarded by mutex_
  std::size_t n_ = 0;
  std::size_t job_ = 0;      ///< counts the jobs, so that nobody takes up the same one twice
  std::size_t at_work_ = 0;  ///< threads, other than the caller, that have not finished with the job
  std::exception_ptr error_;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::jthread> threads_;  ///< last, so that they end before what they use
};

}  // namespace clientele::experiment
