#include "sim/experiment/run/pasts.hpp"

#include <exception>
#include <map>
#include <new>
#include <utility>

#include "sim/experiment/design/past.hpp"
#include "sim/experiment/run/saved_states.hpp"
#include "sim/experiment/run/scenario_cache.hpp"

namespace clientele::experiment {

std::vector<Past> grouped_by_past(const Plan& plan, std::span<const RunKey> runs) {
  std::vector<std::string> of_point;
  for (std::size_t point = 0; point < plan.points.size(); ++point)
    of_point.push_back(past_identity(plan, point));
  const bool all_alike = pasts_of(plan) == 0;
  std::vector<Past> pasts;
  std::map<std::pair<int, std::string>, std::size_t> known;
  for (const auto& key : runs) {
    const auto name = all_alike ? std::pair(0, std::string())
                                : std::pair(key.replication, of_point[plan.cells[key.cell].point]);
    const auto [found, is_new] = known.emplace(name, pasts.size());
    if (is_new) pasts.emplace_back();
    pasts[found->second].runs.push_back(key);
  }
  return pasts;
}

namespace {

World lived(const Plan& plan, const RunKey& key, const Scenario& scenario, const StopFlag& stop,
            Progress& progress, const ForEach& for_each_market) {
  const auto& cell = plan.cells[key.cell];
  World world(scenario, policies_of_past(scenario, policy_assignment(scenario, cell.policy)),
              seed_at(plan, cell.point, scenario.seed), static_cast<std::uint32_t>(key.replication),
              for_each_market, -scenario.past_weeks);
  while (world.week() < 0 && !stop.raised()) {
    world.step(for_each_market);
    ++progress.weeks_done;
  }
  return world;
}

World taken_from(std::string_view state, const Plan& plan, const RunKey& key, const Scenario& scenario) {
  const auto& cell = plan.cells[key.cell];
  return World::restored(scenario, policies_of_past(scenario, policy_assignment(scenario, cell.policy)),
                         seed_at(plan, cell.point, scenario.seed),
                         static_cast<std::uint32_t>(key.replication), state);
}

}  // namespace

void live_through(Past& past, const Plan& plan, ScenarioCache& scenarios, SavedStates* states,
                  const StopFlag& stop, Progress& progress, const ForEach& for_each_market) try {
  if (stop.raised()) return;
  const auto& key = past.runs.front();
  past.scenario = scenarios.before(plan.cells[key.cell].point);
  if (past.scenario->past_weeks == 0) return;
  const auto state = states ? states->of(key.replication) : std::string_view();
  past.world.emplace(state.empty() ? lived(plan, key, *past.scenario, stop, progress, for_each_market)
                                   : taken_from(state, plan, key, *past.scenario));
  if (states && state.empty() && past.world->week() == 0) states->keep(key.replication, past.world->saved());
} catch (const std::bad_alloc&) {
  past.failure = "out of memory; try fewer --jobs";
} catch (const std::exception& error) {
  past.failure = error.what();
}

}  // namespace clientele::experiment
