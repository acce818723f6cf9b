// One thread that writes results, so that the simulation does not wait for the disk.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// Takes records from any thread and writes together what arrives within a few hundredths of a second: one
/// run per transaction when runs are long, many when they are short.
class Writer {
 public:
  explicit Writer(Store& store);

  /// Hands over a record. Waits while too many are queued, to bound memory. Throws what went wrong with the
  /// store.
  void put(RunRecord record);

  /// Writes everything handed over and ends the thread. Throws what went wrong with the store.
  void finish();

  /// Seconds spent in the database so far.
  double seconds() const { return seconds_; }

 private:
  void drain(std::stop_token stop);
  void write(const std::vector<RunRecord>& records);

  Store& store_;
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::condition_variable room_;
  std::vector<RunRecord> queue_;
  std::exception_ptr error_;
  std::atomic<double> seconds_ = 0;
  std::jthread thread_;
};

}  // namespace clientele::experiment
