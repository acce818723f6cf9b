#include "sim/experiment/run/writer.hpp"

#include <chrono>
#include <unordered_set>
#include <utility>

namespace clientele::experiment {

namespace {

constexpr std::size_t most_queued = 64;
constexpr std::size_t worth_a_transaction = most_queued / 2;
constexpr std::chrono::milliseconds gathering_time(20);

// That a run has begun is no news once it has ended: short runs are written once, not twice.
void leave_out_overtaken(std::vector<RunRecord>& records) {
  std::unordered_set<std::int64_t> ended;
  for (const auto& record : records)
    if (record.status != RunStatus::running) ended.insert(record.key.run);
  std::erase_if(records, [&](const RunRecord& record) {
    return record.status == RunStatus::running && ended.contains(record.key.run);
  });
}

}  // namespace

Writer::Writer(Store& store)
    : store_(store), thread_([this](std::stop_token stop) { drain(std::move(stop)); }) {}

void Writer::put(RunRecord record) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return error_ || queue_.size() < most_queued; });
  if (error_) std::rethrow_exception(error_);
  queue_.push_back(std::move(record));
  arrived_.notify_one();
}

void Writer::finish() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  if (error_) std::rethrow_exception(error_);
}

void Writer::drain(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (arrived_.wait(lock, stop, [this] { return !queue_.empty(); })) {
    arrived_.wait_for(lock, stop, gathering_time, [this] { return queue_.size() >= worth_a_transaction; });
    auto records = std::exchange(queue_, {});
    lock.unlock();
    room_.notify_all();
    leave_out_overtaken(records);
    write(records);
    lock.lock();
    if (error_) return;
  }
}

void Writer::write(const std::vector<RunRecord>& records) {
  const auto start = std::chrono::steady_clock::now();
  try {
    store_.write(records);
  } catch (...) {
    std::lock_guard lock(mutex_);
    error_ = std::current_exception();
    room_.notify_all();
  }
  seconds_ = seconds_ + std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace clientele::experiment
