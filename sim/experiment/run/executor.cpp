#include "sim/experiment/run/executor.hpp"

#include <chrono>
#include <memory>
#include <mutex>

#include "sim/experiment/run/writer.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

struct Interrupted {};

/// What the threads of one execution share.
struct Execution {
  const Plan& plan;
  std::span<const RunKey> runs;
  const std::atomic<bool>& stop;
  Progress& progress;
  Writer writer;
  std::mutex making = {};  ///< held while a scenario is made; taken before the other
  std::mutex mutex = {};   ///< guards what follows
  Outcome outcome = {};
  std::int64_t first_failed = 0;
  std::size_t point = 0;  ///< of the scenario at hand
  std::shared_ptr<const Scenario> scenario = {};
};

struct ScenarioAtHand {
  std::shared_ptr<const Scenario> scenario;
  bool is_of_point;
};

ScenarioAtHand at_hand(Execution& execution, std::size_t point) {
  std::lock_guard lock(execution.mutex);
  return {execution.scenario, execution.scenario && execution.point == point};
}

// Runs come point by point, so that keeping the last scenario serves nearly all of them. Making one can take
// as long as a life, and threads that come to a new point together want the same one: the first makes it.
std::shared_ptr<const Scenario> scenario_of(Execution& execution, const RunKey& key) {
  const auto point = execution.plan.cells[key.cell].point;
  if (const auto now = at_hand(execution, point); now.is_of_point) return now.scenario;
  std::lock_guard making(execution.making);
  const auto last = at_hand(execution, point);
  if (last.is_of_point) return last.scenario;
  auto scenario = std::make_shared<Scenario>(scenario_at(execution.plan, point));
  tabulate(*scenario, last.scenario.get());
  std::lock_guard lock(execution.mutex);
  execution.point = point;
  return execution.scenario = std::move(scenario);
}

void add(std::vector<Tally>& tallies, std::span<const Tally> more) {
  tallies.insert(tallies.end(), more.begin(), more.end());
}

RunRecord live(Execution& execution, const RunKey& key, const ForEach& for_each_market) {
  const auto& plan = execution.plan;
  const auto scenario = scenario_of(execution, key);
  RunRecord record{.key = key, .status = RunStatus::done, .numeraire = scenario->numeraire};
  World world(*scenario, cast(*scenario, plan.cells[key.cell].policy), plan.seed,
              static_cast<std::uint32_t>(key.replication), for_each_market);
  Retention retention;
  Watch watch;
  if (plan.weekly)
    watch = [&](const Stage& stage, const Market& market, const ThisWeek& now) {
      retention.watch(world.week(), stage, market, now);
    };
  while (world.week() < plan.weeks) {
    if (execution.stop) throw Interrupted{};
    world.step(for_each_market, watch);
    if (plan.weekly) add(record.weekly, world.this_week());
    ++execution.progress.weeks_done;
  }
  add(record.totals, world.all_weeks());
  if (!plan.weekly) return record;
  record.life = retention.life_table(world);
  record.whales = whale_curves(world, plan.businesses.size());
  return record;
}

void fail(Execution& execution, const RunKey& key, const std::string& reason) {
  execution.writer.put({.key = key, .status = RunStatus::failed, .reason = reason});
  std::lock_guard lock(execution.mutex);
  ++execution.outcome.failed;
  if (execution.first_failed != 0 && execution.first_failed < key.run) return;
  execution.first_failed = key.run;
  execution.outcome.first_failure = reason;
}

/// Lives one run and sees to its record, whatever comes of it.
void attempt(Execution& execution, const RunKey& key, const ForEach& for_each_market) {
  if (execution.stop) return;
  execution.writer.put({.key = key, .status = RunStatus::running});
  RunRecord record;
  try {
    record = live(execution, key, for_each_market);
  } catch (const Interrupted&) {
    return execution.writer.put({.key = key, .status = RunStatus::planned});
  } catch (const std::exception& error) {
    return fail(execution, key, error.what());
  }
  execution.writer.put(std::move(record));
  ++execution.progress.runs_done;
  std::lock_guard lock(execution.mutex);
  ++execution.outcome.done;
}

// As many worlds at once as there are threads need memory for each; where that is too much, all threads live
// in one.
bool fit_in_memory(const Plan& plan, unsigned worlds) {
  return worlds * memory_needed(build(Json::parse(plan.document))) < default_memory_limit();
}

}  // namespace

Outcome execute(Store& store, std::span<const RunKey> runs, Crew& crew, const std::atomic<bool>& stop,
                Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  progress.weeks_done = progress.runs_done = 0;
  progress.runs_in_all = runs.size();
  progress.weeks_in_all = runs.size() * static_cast<std::size_t>(store.plan().weeks);
  Execution execution{store.plan(), runs, stop, progress, Writer(store)};
  if (runs.size() >= crew.size() && fit_in_memory(store.plan(), crew.size())) {
    crew.run(runs.size(), [&](std::size_t i) { attempt(execution, runs[i], in_sequence); });
  } else {
    const ForEach shared = [&](std::size_t n, const auto& body) { crew.run(n, body); };
    for (const auto& key : runs) attempt(execution, key, shared);
  }
  execution.writer.finish();
  auto& outcome = execution.outcome;
  outcome.interrupted = stop && outcome.done + outcome.failed < runs.size();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.writing = execution.writer.seconds();
  return outcome;
}

}  // namespace clientele::experiment
