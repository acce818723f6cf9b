// Carries out the runs of a plan on all processors and brings the results to the store.
#pragma once

#include <atomic>
#include <span>

#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// How far an execution has got, to be watched from another thread.
struct Progress {
  std::atomic<std::size_t> weeks_done = 0;
  std::atomic<std::size_t> weeks_in_all = 0;
  std::atomic<std::size_t> runs_done = 0;
  std::atomic<std::size_t> runs_in_all = 0;
};

struct Outcome {
  std::size_t done = 0;
  std::size_t failed = 0;
  bool interrupted = false;
  std::string first_failure = {};  ///< reason of the failed run with the lowest number
  double seconds = 0;              ///< that it took
  double writing = 0;              ///< seconds of those in which results were being written
};

/// Lives the given runs and writes each to the store when it is complete. A run that throws is recorded as
/// failed and the others go on. Once `stop` is set, runs under way are given up at their next week and what
/// is complete is kept. Throws WriteFailure when the store cannot be written. Results do not depend on the
/// size of the crew.
Outcome execute(Store& store, std::span<const RunKey> runs, Crew& crew, const std::atomic<bool>& stop,
                Progress& progress);

}  // namespace clientele::experiment
