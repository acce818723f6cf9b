#include "sim/experiment/run/thread_pool.hpp"

#include <utility>

namespace clientele::experiment {

Crew::Crew(unsigned size) {
  for (unsigned i = 1; i < size; ++i)
    threads_.emplace_back([this](std::stop_token stop) { wait_for_work(std::move(stop)); });
}

void Crew::run(std::size_t n, const Body& body) {
  if (threads_.empty() || n <= 1) {
    for (std::size_t i = 0; i < n; ++i) body(i);
    return;
  }
  {
    std::lock_guard lock(mutex_);
    body_ = &body;
    n_ = n;
    at_work_ = threads_.size();
    next_ = 0;
    ++job_;
  }
  start_.notify_all();
  take_items(body, n);
  std::unique_lock lock(mutex_);
  finish_.wait(lock, [this] { return at_work_ == 0; });
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void Crew::wait_for_work(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  for (std::size_t seen = 0; start_.wait(lock, stop, [&] { return job_ != seen; });) {
    seen = job_;
    const Body& body = *body_;
    const std::size_t n = n_;
    lock.unlock();
    take_items(body, n);
    lock.lock();
    if (--at_work_ == 0) finish_.notify_one();
  }
}

void Crew::take_items(const Body& body, std::size_t n) {
  try {
    for (std::size_t i = next_++; i < n; i = next_++) body(i);
  } catch (...) {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    next_ = n;
  }
}

}  // namespace clientele::experiment
