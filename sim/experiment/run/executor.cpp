#include "sim/experiment/run/executor.hpp"

#include <chrono>
#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "sim/experiment/design/points.hpp"
#include "sim/experiment/observe/levers_in_force.hpp"
#include "sim/experiment/observe/portfolio.hpp"
#include "sim/experiment/observe/retention.hpp"
#include "sim/experiment/observe/segment_books.hpp"
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
  ScenarioCache scenarios;
  Writer writer;
  std::vector<Share> shares;  ///< per worker
};

template <class Value>
void append(std::vector<Value>& values, const auto& more) {
  values.insert(values.end(), more.begin(), more.end());
}

Observer both(Observer first, Observer second) {
  return [first = std::move(first), second = std::move(second)](const Stage& stage, const Market& market,
                                                                const Scratch& scratch) {
    first(stage, market, scratch);
    second(stage, market, scratch);
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

RunRecord simulate(Execution& execution, const RunKey& key, const ForEach& for_each_market) {
  const auto& plan = execution.plan;
  const auto& cell = plan.cells[key.cell];
  const auto scenario = execution.scenarios.at(cell.point);
  RunRecord record{.key = key, .status = RunStatus::done, .numeraire = scenario->numeraire};
  World world(*scenario, policy_assignment(*scenario, cell.policy), seed_at(plan, cell.point, scenario->seed),
              static_cast<std::uint32_t>(key.replication), for_each_market);
  Retention retention(world);
  SegmentBooks books(world, *scenario);
  const Observer observer = plan.weekly ? both(retention.observer(), books.observer()) : Observer();
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
void attempt(Execution& execution, const RunKey& key, unsigned worker, const ForEach& for_each_market) {
  if (execution.stop.raised()) return;
  execution.writer.put({.key = key, .status = RunStatus::running});
  RunRecord record;
  try {
    record = simulate(execution, key, for_each_market);
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

}  // namespace

Outcome execute(Store& store, std::span<const RunKey> runs, ThreadPool& pool, const StopFlag& stop,
                Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const auto& plan = store.plan();
  progress.weeks_done = progress.runs_done = 0;
  progress.runs_in_all = runs.size();
  progress.weeks_in_all = runs.size() * static_cast<std::size_t>(plan.weeks);
  Execution execution{
      plan, stop, progress, ScenarioCache(plan), Writer(store), std::vector<Share>(pool.size())};
  // As many worlds at once as there are threads need memory for each; where that is too much, all threads
  // work on one.
  if (runs.size() >= pool.size() && fit_in_memory(plan, pool.size())) {
    pool.run(runs.size(),
             [&](std::size_t i, unsigned worker) { attempt(execution, runs[i], worker, in_sequence); });
  } else {
    const ForEach shared = [&](std::size_t n, const Body& body) { pool.run(n, body); };
    for (const auto& key : runs) attempt(execution, key, 0, shared);
  }
  execution.writer.finish();
  Outcome outcome = sum_of(execution.shares);
  outcome.interrupted = stop.raised() && outcome.done + outcome.failed < runs.size();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.writing = execution.writer.seconds();
  return outcome;
}

}  // namespace clientele::experiment
