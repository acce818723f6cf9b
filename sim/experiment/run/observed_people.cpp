#include "sim/experiment/run/observed_people.hpp"

#include <memory>
#include <optional>
#include <utility>

#include "sim/experiment/design/past.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/scenario_cache.hpp"
#include "sim/experiment/run/thread_pool.hpp"

namespace clientele::experiment {

namespace {

/// What the worlds of all replications share.
struct Observation {
  const Plan& plan;
  std::span<const Watched> watched;
  ThreadPool& pool;
  Progress& progress;
  std::shared_ptr<const Scenario> before, scenario;  ///< of the past, and from week 0 on
};

using Watchers = std::vector<BurnoutCourses>;

void live_until(World& world, int week, Watchers& watchers, const Observation& observation,
                const ForEach& for_each_market) {
  std::vector<Observer> observers;
  for (auto& watcher : watchers) observers.push_back(watcher.observer(world));
  const Observer all = [&](const Stage& stage, const Market& market, const Scratch& scratch) {
    for (const auto& observer : observers) observer(stage, market, scratch);
  };
  while (world.week() < week) {
    observation.pool.heed_stop();
    world.step(for_each_market, all);
    ++observation.progress.weeks_done;
  }
}

Watchers watchers_of(const World& world, const Scenario& scenario, std::span<const Watched> watched) {
  Watchers watchers;
  for (const auto& one : watched) watchers.emplace_back(world, scenario.model, BusinessId{one.business});
  return watchers;
}

/// The world that goes on from the past, or begins from nowhere.
World begun(const Observation& observation, const World* past, std::size_t cell, std::uint32_t seed,
            int replication, const ForEach& for_each_market) {
  const auto& scenario = *observation.scenario;
  auto policies = policy_assignment(scenario, observation.plan.cells[cell].policy);
  if (past) return past->continued(scenario, std::move(policies));
  return {scenario, std::move(policies), seed, static_cast<std::uint32_t>(replication), for_each_market};
}

/// One replication of everything that is watched, in its order.
std::vector<PeopleSeen> seen_in(const Observation& observation, int replication,
                                const ForEach& for_each_market) {
  const auto& [plan, watched, pool, progress, before, scenario] = observation;
  const auto& first = plan.cells[watched.front().cell];
  const auto seed = seed_at(plan, first.point, scenario->seed);
  std::optional<World> past;
  Watchers seen_before;
  if (before->past_weeks > 0) {
    past.emplace(*before, policies_of_past(*before, policy_assignment(*before, first.policy)), seed,
                 static_cast<std::uint32_t>(replication), for_each_market, -before->past_weeks);
    seen_before = watchers_of(*past, *before, watched);
    live_until(*past, 0, seen_before, observation, for_each_market);
  }
  std::vector<PeopleSeen> seen;
  for (std::size_t from = 0, to = 0; from < watched.size(); from = to) {
    while (to < watched.size() && watched[to].cell == watched[from].cell) ++to;
    World world =
        begun(observation, past ? &*past : nullptr, watched[from].cell, seed, replication, for_each_market);
    auto watchers = past ? Watchers(seen_before.begin() + static_cast<std::ptrdiff_t>(from),
                                    seen_before.begin() + static_cast<std::ptrdiff_t>(to))
                         : watchers_of(world, *scenario, watched.subspan(from, to - from));
    live_until(world, scenario->weeks, watchers, observation, for_each_market);
    for (auto& watcher : watchers) {
      watcher.finish(scenario->weeks);
      seen.push_back({watcher.courses(), watcher.office()});
    }
  }
  return seen;
}

}  // namespace

std::vector<std::vector<PeopleSeen>> observe_people(const Plan& plan, std::span<const Watched> watched,
                                                    std::span<const int> replications, ThreadPool& pool,
                                                    Progress& progress) {
  ScenarioCache scenarios(plan);
  const auto point = plan.cells[watched.front().cell].point;
  const Observation observation{plan, watched, pool, progress, scenarios.before(point), scenarios.at(point)};
  const auto n = replications.size();
  progress.runs_in_all = n * watched.size();
  progress.weeks_in_all = n * (watched.size() * static_cast<std::size_t>(plan.weeks) +
                               static_cast<std::size_t>(observation.before->past_weeks));
  std::vector<std::vector<PeopleSeen>> by_replication(n);
  const auto see = [&](std::size_t r, const ForEach& for_each_market) {
    by_replication[r] = seen_in(observation, replications[r], for_each_market);
    progress.runs_done += watched.size();
  };
  // As the executor does it: as many worlds at once as there are workers, or all workers on one.
  if (n >= pool.size() && fit_in_memory(plan, 2 * pool.size())) {
    pool.run(n, [&](std::size_t r, unsigned) { see(r, in_sequence); });
  } else {
    const ForEach shared = [&](std::size_t m, const Body& of_market) { pool.run(m, of_market); };
    for (std::size_t r = 0; r < n; ++r) see(r, shared);
  }
  std::vector<std::vector<PeopleSeen>> by_watched(watched.size());
  for (auto& seen : by_replication)
    for (std::size_t w = 0; w < watched.size(); ++w) by_watched[w].push_back(std::move(seen[w]));
  return by_watched;
}

}  // namespace clientele::experiment
