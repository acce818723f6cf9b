#include "sim/experiment/run/scenario_cache.hpp"

#include <utility>

#include "sim/experiment/design/past.hpp"
#include "sim/experiment/design/points.hpp"

namespace clientele::experiment {

ScenarioCache::Made ScenarioCache::look(const Made& last) {
  const Lock lock(mutex_);
  return last;
}

// Making a scenario can take as long as a run, and workers that come to a new point together want the same
// one: the first makes it.
std::shared_ptr<const Scenario> ScenarioCache::found_or_made(Made& last, const std::string& name,
                                                             const Make& make) {
  const auto is_wanted = [&](const Made& made) { return made.scenario && made.name == name; };
  if (auto now = look(last); is_wanted(now)) return now.scenario;
  const Lock making(making_);
  const auto earlier = look(last);
  if (is_wanted(earlier)) return earlier.scenario;
  auto scenario = std::make_shared<Scenario>(make());
  tabulate(*scenario, tables_);
  const Lock lock(mutex_);
  last = {name, std::move(scenario)};
  return last.scenario;
}

std::shared_ptr<const Scenario> ScenarioCache::at(std::size_t point) {
  return found_or_made(last_, std::to_string(point), [&] { return scenario_at(plan_, point); });
}

std::shared_ptr<const Scenario> ScenarioCache::before(std::size_t point) {
  return found_or_made(last_before_, past_identity(plan_, point),
                       [&] { return past_scenario(plan_, point); });
}

}  // namespace clientele::experiment
