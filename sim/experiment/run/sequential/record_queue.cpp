#include "sim/experiment/run/record_queue.hpp"

#include <utility>

namespace clientele::experiment {

struct RecordQueue::Thread {
  Use use;
};

RecordQueue::RecordQueue(Use use) : thread_(new Thread{std::move(use)}) {}

RecordQueue::~RecordQueue() = default;

void RecordQueue::put(RunRecord record) {
  std::vector<RunRecord> records;
  records.push_back(std::move(record));
  thread_->use(std::move(records));
}

void RecordQueue::finish() {}

}  // namespace clientele::experiment
