// Carries out the runs of a plan on all processors and brings the results to the store.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/layers.hpp"

namespace clientele::experiment {

class SavedStates;
class StopFlag;
class Store;
class ThreadPool;
struct Progress;
struct RunKey;

struct Outcome {
  std::size_t done = 0;
  std::size_t failed = 0;
  bool interrupted = false;
  std::string first_failure = {};  ///< reason of the failed run with the lowest number
  double seconds = 0;              ///< that it took
  double writing = 0;              ///< seconds of those in which results were being written
};

/// Simulates the given runs and writes each to the store when it is complete. A run that throws is recorded
/// as failed and the others go on. Once `stop` is raised, runs under way are given up at their next week and
/// what is complete is kept. Throws WriteFailure when the store cannot be written. Results do not depend on
/// the size of the pool.
/// `states`, if given, are the worlds at week 0: those that it holds are taken from there, others left there.
Outcome execute(Store& store, std::span<const RunKey> runs, ThreadPool& pool, const StopFlag& stop,
                Progress& progress, SavedStates* states = nullptr);

}  // namespace clientele::experiment
