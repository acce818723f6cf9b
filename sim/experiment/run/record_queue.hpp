// Records on their way from the workers to whoever writes them.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/experiment/store/record.hpp"

namespace clientele::experiment {

/// Takes records from any thread and hands them, on a thread of its own, to `use`: together what arrives
/// within a few hundredths of a second. Where the program is built without threads, each is used at once.
class RecordQueue {
 public:
  using Use = std::function<void(std::vector<RunRecord>)>;

  explicit RecordQueue(Use use);
  ~RecordQueue();
  RecordQueue(const RecordQueue&) = delete;

  /// Waits while too many are queued, to bound memory. Throws what an earlier `use` has thrown; after that
  /// nothing is used any more.
  void put(RunRecord record);

  /// Returns when everything put has been used. Throws what `use` has thrown.
  void finish();

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace clientele::experiment
