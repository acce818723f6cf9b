// Whole worlds and whole experiments, timed once: large worlds streaming from memory, by one thread and by
// two, and the comparison of the agency's policies. Each result comes with customer-weeks per second that
// passed and per second that a processor worked.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <fstream>

#include "bench/clock.hpp"
#include "bench/worlds.hpp"
#include "sim/experiment/run/executor.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::experiment {
namespace {

/// Bytes of memory this program has in use.
double resident() {
  double pages = 0, in_use = 0;
  std::ifstream("/proc/self/statm") >> pages >> in_use;
  return in_use * static_cast<double>(sysconf(_SC_PAGESIZE));
}

void report(benchmark::State& state, double customer_weeks, double passed, double worked) {
  state.SetIterationTime(passed);
  state.counters["seconds"] = passed;
  state.counters["processor_seconds"] = worked;
  state.counters["customer_weeks/s"] = customer_weeks / passed;
  state.counters["customer_weeks/s/core"] = customer_weeks / worked;
}

/// Simulates `weeks` weeks of so many markets, after `before` weeks that are not timed.
void simulate(benchmark::State& state, int markets, int population, int before, int weeks, unsigned threads) {
  const Scenario scenario = provider(markets, population);
  const double customers = static_cast<double>(markets) * population;
  ThreadPool pool(threads);
  const ForEach on_all = [&](std::size_t n, const Body& body) { pool.run(n, body); };
  for (auto _ : state) {
    const double empty = resident();
    World world(scenario, {0}, 1, 0, on_all);
    for (int w = 0; w < before; ++w) world.step(on_all);
    const Stopwatch watch;
    for (int w = 0; w < weeks; ++w) world.step(on_all);
    report(state, customers * weeks, watch.passed(), watch.worked());
    state.counters["bytes/customer"] = (resident() - empty) / customers;
  }
}

void week_streaming(benchmark::State& state) {
  const auto population = static_cast<int>(state.range(0));
  simulate(state, 4'000'000 / population, population, 13, 13, static_cast<unsigned>(state.range(1)));
}

void large_world(benchmark::State& state) {
  const auto markets = static_cast<int>(state.range(0) / 4000);
  const Stopwatch all;
  simulate(state, markets, 4000, 0, static_cast<int>(state.range(1)), 2);
  // With drawing ten million people:
  state.counters["seconds"] = all.passed();
  state.counters["processor_seconds"] = all.worked();
}

/// 80 accounts among 600 people, over five years.
void agency_replication(benchmark::State& state) {
  const Scenario scenario = small_agency();
  std::uint32_t replication = 0;
  for (auto _ : state) {
    World world(scenario, {0}, 1, replication++);
    for (int w = 0; w < 260; ++w) world.step();
    benchmark::DoNotOptimize(world.all_weeks()[0][Item::revenue]);
  }
  state.counters["customer_weeks/s"] =
      benchmark::Counter(600.0 * 260 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

/// As the program compares the policies of scenarios/agency.json, the store included.
void agency_comparison(benchmark::State& state) {
  const auto replications = std::to_string(state.range(0));
  const auto resolution =
      resolve(read_document(CLIENTELE_SCENARIOS "/agency.json", {}), {"replications=" + replications});
  if (!resolution) return state.SkipWithError(render(resolution.mistakes).c_str());
  const Plan plan = make_plan("compare", *resolution);
  const double customer_weeks =
      static_cast<double>(plan.cells.size()) * static_cast<double>(state.range(0)) * plan.weeks * 600;
  ThreadPool pool(2);
  for (auto _ : state) {
    auto store = Store::create("", plan, {CLIENTELE_VERSION, "", __VERSION__, "bench"}, false);
    const auto runs = store.missing();
    const StopFlag stop;
    Progress progress;
    const Stopwatch watch;
    const Outcome outcome = execute(store, runs, pool, stop, progress);
    report(state, customer_weeks, watch.passed(), watch.worked());
    if (outcome.done != runs.size()) state.SkipWithError("runs failed");
  }
}

// Growth: the same eight weeks of worlds of every size, cut into markets in every way, on one thread and on
// two.
void growth(benchmark::State& state) {
  const auto customers = static_cast<int>(state.range(0)), markets = static_cast<int>(state.range(1));
  simulate(state, markets, customers / markets, 4, 8, static_cast<unsigned>(state.range(2)));
}

void once(benchmark::internal::Benchmark* b) {
  b->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);
}

void sizes(benchmark::internal::Benchmark* b) {
  once(b);
  for (const int customers : {1'000, 10'000, 100'000, 1'000'000, 10'000'000})
    b->Args({customers, customers / 1000, 1});
}

void cuts(benchmark::internal::Benchmark* b) {
  once(b);
  for (const int markets : {10, 100, 1'000, 10'000}) b->Args({1'000'000, markets, 1});
}

void threads(benchmark::internal::Benchmark* b) {
  once(b);
  for (const int n : {1, 2}) b->Args({1'000'000, 250, n});
}

BENCHMARK(agency_replication)->Unit(benchmark::kMillisecond);
BENCHMARK(week_streaming)->Apply(once)->Args({4096, 1})->Args({4096, 2});
BENCHMARK(agency_comparison)->Apply(once)->Arg(1000);
BENCHMARK(large_world)->Apply(once)->Args({10'000'000, 52});
BENCHMARK(growth)->Name("growth_customers")->Apply(sizes);
BENCHMARK(growth)->Name("growth_markets")->Apply(cuts);
BENCHMARK(growth)->Name("growth_threads")->Apply(threads);

}  // namespace
}  // namespace clientele::experiment
