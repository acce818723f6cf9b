// The pasts of the worlds of an experiment, each lived through once for all runs that share it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/model/specification.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

class SavedStates;
class ScenarioCache;

/// A past, and the runs that go on from it. Without a past their worlds begin from nowhere.
struct Past {
  std::vector<RunKey> runs;
  std::shared_ptr<const Scenario> scenario = {};  ///< outlives the world
  std::optional<World> world = {};
  std::string failure = {};  ///< why it could not be lived through; empty if it could
};

/// The runs by what they share, in the order in which their pasts first come up.
std::vector<Past> grouped_by_past(const Plan& plan, std::span<const RunKey> runs);

/// Lives through the past, until week 0 or until `stop` is raised; or takes it from `states`, if there are
/// any and they hold it, and else leaves it there.
void live_through(Past& past, const Plan& plan, ScenarioCache& scenarios, SavedStates* states,
                  const StopFlag& stop, Progress& progress, const ForEach& for_each_market);

}  // namespace clientele::experiment
