// Writes results beside the simulation, which does not wait for the disk.
#pragma once

#include "sim/experiment/run/record_queue.hpp"

namespace clientele::experiment {

class Store;

/// Takes records from any thread and writes together what arrives together: one run per transaction when runs
/// are long, many when they are short.
class Writer {
 public:
  explicit Writer(Store& store);

  /// Hands over a record. Throws what went wrong with the store.
  void put(RunRecord record);

  /// Writes everything handed over. Throws what went wrong with the store. Nothing can be put afterwards.
  void finish();

  /// Seconds spent in the database, once finished.
  double seconds() const { return seconds_; }

 private:
  void write(std::vector<RunRecord> records);

  Store& store_;
  double seconds_ = 0;
  RecordQueue queue_;  ///< last, so that its thread ends before what it uses
};

}  // namespace clientele::experiment
