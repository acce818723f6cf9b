#include "sim/experiment/run/scenario_cache.hpp"

#include <utility>

#include "sim/experiment/design/points.hpp"

namespace clientele::experiment {

ScenarioCache::Made ScenarioCache::last() {
  const Lock lock(mutex_);
  return last_;
}

// Making a scenario can take as long as a run, and workers that come to a new point together want the same
// one: the first makes it.
std::shared_ptr<const Scenario> ScenarioCache::at(std::size_t point) {
  const auto is_of_point = [&](const Made& made) { return made.scenario && made.point == point; };
  if (auto now = last(); is_of_point(now)) return now.scenario;
  const Lock making(making_);
  const auto before = last();
  if (is_of_point(before)) return before.scenario;
  auto scenario = std::make_shared<Scenario>(scenario_at(plan_, point));
  tabulate(*scenario, tables_);
  const Lock lock(mutex_);
  last_ = {point, std::move(scenario)};
  return last_.scenario;
}

}  // namespace clientele::experiment
