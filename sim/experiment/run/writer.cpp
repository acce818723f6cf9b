#include "sim/experiment/run/writer.hpp"

#include <chrono>
#include <unordered_set>
#include <utility>

#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

namespace {

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
    : store_(store), queue_([this](std::vector<RunRecord> records) { write(std::move(records)); }) {}

void Writer::put(RunRecord record) { queue_.put(std::move(record)); }

void Writer::finish() { queue_.finish(); }

void Writer::write(std::vector<RunRecord> records) {
  const auto start = std::chrono::steady_clock::now();
  leave_out_overtaken(records);
  store_.write(records);
  seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace clientele::experiment
