// The scenarios of an experiment, each made when the first run of its point needs it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

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

  /// The same, of the scenario that worlds of the point live in before week 0.
  std::shared_ptr<const Scenario> before(std::size_t point);

 private:
  struct Made {
    std::string name = {};
    std::shared_ptr<const Scenario> scenario = {};
  };
  using Make = std::function<Scenario()>;
  std::shared_ptr<const Scenario> found_or_made(Made& last, const std::string& name, const Make& make);
  Made look(const Made& last);

  const Plan& plan_;
  Mutex making_;           ///< held while a scenario is made; taken before the other
  QuantileTables tables_;  ///< of all scenarios made so far; guarded by the same
  Mutex mutex_;            ///< guards what follows
  Made last_, last_before_;
};

}  // namespace clientele::experiment
