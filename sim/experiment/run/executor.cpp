#include "sim/experiment/run/executor.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "sim/experiment/design/past.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/observe/employment.hpp"
#include "sim/experiment/observe/levers_in_force.hpp"
#include "sim/experiment/observe/portfolio.hpp"
#include "sim/experiment/observe/retention.hpp"
#include "sim/experiment/observe/segment_books.hpp"
#include "sim/experiment/run/pasts.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/scenario_cache.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/run/writer.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

struct Interrupted {};

/// What one worker has done of an execution.
struct Share {
  std::size_t done = 0, failed = 0;
  std::int64_t first_failed = 0;  ///< the lowest number of a failed run; 0 for none
  std::string first_failure = {};
};

/// What the workers of one execution share.
struct Execution {
  const Plan& plan;
  const StopFlag& stop;
  Progress& progress;
  SavedStates* states;
  ScenarioCache scenarios;
  Writer writer;
  std::vector<Share> shares;  ///< per worker
};

template <class Value>
void append(std::vector<Value>& values, const auto& more) {
  values.insert(values.end(), more.begin(), more.end());
}

Observer all_of(std::vector<Observer> observers) {
  return
      [observers = std::move(observers)](const Stage& stage, const Market& market, const Scratch& scratch) {
        for (const auto& observer : observers) observer(stage, market, scratch);
      };
}

void add(std::vector<Tally>& sums, std::span<const Tally> week) {
  sums.resize(week.size());
  for (std::size_t b = 0; b < week.size(); ++b) sums[b] += week[b];
}

// A week belongs to the first year, to the last, or to neither.
void add_to_years(RunRecord& record, const World& world, int weeks) {
  if (world.week() <= weeks_of_year) add(record.first_year, world.this_week());
  if (world.week() > weeks - weeks_of_year) add(record.last_year, world.this_week());
}

/// A run, and the past that it goes on from.
struct Task {
  RunKey key;
  const Past* past;
};

World begin(const Execution& execution, const Task& task, const Scenario& scenario,
            const ForEach& for_each_market) {
  const auto& cell = execution.plan.cells[task.key.cell];
  auto policies = policy_assignment(scenario, cell.policy);
  if (task.past->world) return task.past->world->continued(scenario, std::move(policies));
  return {scenario, std::move(policies), seed_at(execution.plan, cell.point, scenario.seed),
          static_cast<std::uint32_t>(task.key.replication), for_each_market};
}

RunRecord simulate(Execution& execution, const Task& task, const ForEach& for_each_market) {
  const auto& plan = execution.plan;
  const auto scenario = execution.scenarios.at(plan.cells[task.key.cell].point);
  RunRecord record{.key = task.key, .status = RunStatus::done, .numeraire = scenario->numeraire};
  World world = begin(execution, task, *scenario, for_each_market);
  Retention retention(world);
  Employment employment(world);
  SegmentBooks books(world, *scenario);
  const Observer observer =
      plan.weekly ? all_of({retention.observer(), employment.observer(), books.observer()}) : Observer();
  while (world.week() < scenario->weeks) {
    if (execution.stop.raised()) throw Interrupted{};
    if (plan.weekly) append(record.levers, levers_in_force(world, plan.moved_levers));
    world.step(for_each_market, observer);
    if (plan.weekly) append(record.weekly, world.this_week());
    if (plan.yearly) add_to_years(record, world, scenario->weeks);
    ++execution.progress.weeks_done;
  }
  append(record.totals, world.all_weeks());
  if (!plan.weekly) return record;
  record.life_table = retention.life_table();
  record.staff_life = employment.life_table();
  record.whale_curves = whale_curves(world, plan.businesses.size());
  record.segments = books.rows();
  return record;
}

void fail(Execution& execution, const RunKey& key, unsigned worker, const std::string& reason) {
  execution.writer.put({.key = key, .status = RunStatus::failed, .reason = reason});
  auto& share = execution.shares[worker];
  ++share.failed;
  if (share.first_failed != 0 && share.first_failed < key.run) return;
  share.first_failed = key.run;
  share.first_failure = reason;
}

/// Simulates one run and sees to its record, whatever comes of it.
void attempt(Execution& execution, const Task& task, unsigned worker, const ForEach& for_each_market) {
  if (execution.stop.raised()) return;
  const auto& key = task.key;
  if (!task.past->failure.empty()) return fail(execution, key, worker, task.past->failure);
  execution.writer.put({.key = key, .status = RunStatus::running});
  RunRecord record;
  try {
    record = simulate(execution, task, for_each_market);
  } catch (const Interrupted&) {
    return execution.writer.put({.key = key, .status = RunStatus::planned});
  } catch (const std::bad_alloc&) {
    return fail(execution, key, worker, "out of memory; try fewer --jobs");
  } catch (const std::exception& error) {
    return fail(execution, key, worker, error.what());
  }
  execution.writer.put(std::move(record));
  ++execution.progress.runs_done;
  ++execution.shares[worker].done;
}

Outcome sum_of(const std::vector<Share>& shares) {
  Outcome outcome;
  std::int64_t first_failed = 0;
  for (const auto& share : shares) {
    outcome.done += share.done;
    outcome.failed += share.failed;
    if (share.failed == 0 || (first_failed != 0 && first_failed < share.first_failed)) continue;
    first_failed = share.first_failed;
    outcome.first_failure = share.first_failure;
  }
  return outcome;
}

/// Calls body(item, worker, for_each_market) for n items: one for each worker at a time. As many worlds at
/// once as there are workers need memory for each; where that is too much, or items are few, all work on one.
template <class ItemBody>
void share_out(const Execution& execution, ThreadPool& pool, std::size_t n, const ItemBody& body) {
  if (n >= pool.size() && fit_in_memory(execution.plan, 2 * pool.size())) {
    pool.run(n, [&](std::size_t i, unsigned worker) { body(i, worker, in_sequence); });
  } else {
    const ForEach shared = [&](std::size_t m, const Body& of_market) { pool.run(m, of_market); };
    for (std::size_t i = 0; i < n; ++i) body(i, 0, shared);
  }
}

/// A few pasts, if these worlds have any, and then all runs that go on from them, point by point.
void carry_out(Execution& execution, std::span<Past> pasts, bool have_any, ThreadPool& pool) {
  const auto& plan = execution.plan;
  if (have_any)
    share_out(execution, pool, pasts.size(), [&](std::size_t i, unsigned, const ForEach& for_each_market) {
      live_through(pasts[i], plan, execution.scenarios, execution.states, execution.stop, execution.progress,
                   for_each_market);
    });
  std::vector<Task> tasks;
  for (const auto& past : pasts)
    for (const auto& key : past.runs) tasks.push_back({key, &past});
  std::stable_sort(tasks.begin(), tasks.end(), [&](const Task& a, const Task& b) {
    return plan.cells[a.key.cell].point < plan.cells[b.key.cell].point;
  });
  share_out(execution, pool, tasks.size(),
            [&](std::size_t i, unsigned worker, const ForEach& for_each_market) {
              attempt(execution, tasks[i], worker, for_each_market);
            });
  for (auto& past : pasts) past.world.reset();
}

}  // namespace

Outcome execute(Store& store, std::span<const RunKey> runs, ThreadPool& pool, const StopFlag& stop,
                Progress& progress, SavedStates* states) {
  const auto start = std::chrono::steady_clock::now();
  const auto& plan = store.plan();
  progress.weeks_done = progress.runs_done = 0;
  progress.runs_in_all = runs.size();
  auto pasts = grouped_by_past(plan, runs);
  progress.weeks_in_all = runs.size() * static_cast<std::size_t>(plan.weeks) +
                          pasts.size() * static_cast<std::size_t>(past_weeks_of(plan));
  Execution execution{
      plan, stop, progress, states, ScenarioCache(plan), Writer(store), std::vector<Share>(pool.size())};
  // As many pasts at a time as there are workers: their worlds are kept until the last run went on from them,
  // as far as there is memory for them beside those of the runs.
  const bool have_any = pasts_of(plan) > 0;
  const std::size_t at_once = !have_any || fit_in_memory(plan, 2 * pool.size()) ? pool.size() : 1;
  for (std::size_t first = 0; first < pasts.size() && !stop.raised(); first += at_once)
    carry_out(execution, std::span(pasts).subspan(first, std::min(at_once, pasts.size() - first)), have_any,
              pool);
  execution.writer.finish();
  Outcome outcome = sum_of(execution.shares);
  outcome.interrupted = stop.raised() && outcome.done + outcome.failed < runs.size();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.writing = execution.writer.seconds();
  return outcome;
}

}  // namespace clientele::experiment
