#include "sim/experiment/run/thread_pool.hpp"

namespace clientele::experiment {

struct ThreadPool::Threads {};

ThreadPool::ThreadPool(unsigned, const StopFlag* stop) : stop_(stop) {}

ThreadPool::~ThreadPool() = default;

void ThreadPool::run(std::size_t n, const Body& body) {
  for (std::size_t i = 0; i < n; ++i) {
    heed_stop();
    body(i, 0);
  }
}

unsigned ThreadPool::size() const { return 1; }

}  // namespace clientele::experiment
