#include "sim/experiment/run/record_queue.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace clientele::experiment {

namespace {

constexpr std::size_t most_queued = 64;
constexpr std::size_t worth_a_transaction = most_queued / 2;
constexpr std::chrono::milliseconds gathering_time(20);

}  // namespace

struct RecordQueue::Thread {
  Use use;
  std::mutex mutex = {};
  std::condition_variable_any arrived = {};
  std::condition_variable room = {};
  std::vector<RunRecord> queue = {};
  std::exception_ptr error = {};
  std::jthread thread = {};

  void drain(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (!error && arrived.wait(lock, stop, [this] { return !queue.empty(); })) {
      arrived.wait_for(lock, stop, gathering_time, [this] { return queue.size() >= worth_a_transaction; });
      auto records = std::exchange(queue, {});
      lock.unlock();
      room.notify_all();
      auto thrown = error_of_using(std::move(records));
      lock.lock();
      error = std::move(thrown);
    }
    room.notify_all();
  }

  std::exception_ptr error_of_using(std::vector<RunRecord> records) const {
    try {
      use(std::move(records));
    } catch (...) {
      return std::current_exception();
    }
    return nullptr;
  }
};

RecordQueue::RecordQueue(Use use) : thread_(new Thread{std::move(use)}) {
  thread_->thread = std::jthread([&thread = *thread_](const std::stop_token& stop) { thread.drain(stop); });
}

RecordQueue::~RecordQueue() = default;

void RecordQueue::put(RunRecord record) {
  auto& thread = *thread_;
  std::unique_lock lock(thread.mutex);
  thread.room.wait(lock, [&thread] { return thread.error || thread.queue.size() < most_queued; });
  if (thread.error) std::rethrow_exception(thread.error);
  thread.queue.push_back(std::move(record));
  thread.arrived.notify_one();
}

void RecordQueue::finish() {
  thread_->thread.request_stop();
  if (thread_->thread.joinable()) thread_->thread.join();
  if (thread_->error) std::rethrow_exception(thread_->error);
}

}  // namespace clientele::experiment
