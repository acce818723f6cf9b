// The scenarios of an experiment, each made when the first run of its point needs it.
#pragma once

#include <cstddef>
#include <memory>

#include "sim/experiment/run/mutex.hpp"
#include "sim/model/specification.hpp"

namespace clientele::experiment {

struct Plan;

/// Keeps the last one made: runs come point by point, so that it serves nearly all of them.
class ScenarioCache {
 public:
  explicit ScenarioCache(const Plan& plan) : plan_(plan) {}

  /// Tabulated. From any thread; throws BadInput when the scenario refuses the point.
  std::shared_ptr<const Scenario> at(std::size_t point);

 private:
  struct Made {
    std::size_t point = 0;
    std::shared_ptr<const Scenario> scenario = {};
  };
  Made last();

  const Plan& plan_;
  Mutex making_;           ///< held while a scenario is made; taken before the other
  QuantileTables tables_;  ///< of all scenarios made so far; guarded by the same
  Mutex mutex_;            ///< guards what follows
  Made last_;
};

}  // namespace clientele::experiment
