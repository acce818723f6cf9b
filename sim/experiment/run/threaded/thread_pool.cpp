#include "sim/experiment/run/thread_pool.hpp"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace clientele::experiment {

struct ThreadPool::Threads {
  std::mutex mutex;
  std::condition_variable_any start;
  std::condition_variable finish;
  const Body* body = nullptr;  ///< the job in hand, like the three below guarded by the mutex
  std::size_t n = 0;
  std::size_t job = 0;      ///< counts the jobs, so that nobody takes up the same one twice
  std::size_t at_work = 0;  ///< threads, other than the caller, that have not finished with the job
  std::exception_ptr error;
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;  ///< last, so that they end before what they use

  explicit Threads(unsigned size) {
    for (unsigned worker = 1; worker < size; ++worker)
      threads.emplace_back([this, worker](std::stop_token stop) { wait_for_work(std::move(stop), worker); });
  }

  void begin(std::size_t items, const Body& wanted) {
    {
      const std::lock_guard lock(mutex);
      body = &wanted;
      n = items;
      at_work = threads.size();
      next = 0;
      ++job;
    }
    start.notify_all();
  }

  void wait_for_work(std::stop_token stop, unsigned worker) {
    std::unique_lock lock(mutex);
    for (std::size_t seen = 0; start.wait(lock, stop, [&] { return job != seen; });) {
      seen = job;
      const Body& wanted = *body;
      const std::size_t items = n;
      lock.unlock();
      take_items(items, wanted, worker);
      lock.lock();
      if (--at_work == 0) finish.notify_one();
    }
  }

  void take_items(std::size_t items, const Body& wanted, unsigned worker) {
    try {
      for (std::size_t i = next++; i < items; i = next++) wanted(i, worker);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!error) error = std::current_exception();
      next = items;
    }
  }

  void wait_for_the_others() {
    std::unique_lock lock(mutex);
    finish.wait(lock, [this] { return at_work == 0; });
    if (error) std::rethrow_exception(std::exchange(error, nullptr));
  }
};

ThreadPool::ThreadPool(unsigned size, const StopFlag* stop)
    : stop_(stop), threads_(std::make_unique<Threads>(size)) {}

ThreadPool::~ThreadPool() = default;

void ThreadPool::run(std::size_t n, const Body& body) {
  const Body heedful = [&](std::size_t item, unsigned worker) {
    heed_stop();
    body(item, worker);
  };
  if (threads_->threads.empty() || n <= 1) {
    for (std::size_t i = 0; i < n; ++i) heedful(i, 0);
    return;
  }
  threads_->begin(n, heedful);
  threads_->take_items(n, heedful, 0);
  threads_->wait_for_the_others();
}

unsigned ThreadPool::size() const { return static_cast<unsigned>(threads_->threads.size()) + 1; }

}  // namespace clientele::experiment
