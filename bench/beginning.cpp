// What it takes until the first week of a run can begin: tables of quantiles for every trait of every
// segment, and the people. Once where all segments have the same distributions, once where each trait of each
// segment has its own; and again at the next point of a sweep, at which one trait of all segments has
// changed.
#include <benchmark/benchmark.h>

#include <cmath>

#include "bench/clock.hpp"
#include "sim/model/traits.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {
namespace {

/// A trait of a segment: beta where it is a share, else gamma. `shift`, in [0, 1), makes it another one.
Distribution distribution_of(const ParameterInfo& trait, double shift) {
  if (trait.valid.high > 1) return {Family::gamma, trait.standard, trait.standard * (0.3 + shift)};
  const double mean = 0.1 + 0.8 * shift;
  return {Family::beta, mean, 0.4 * std::sqrt(mean * (1 - mean))};
}

/// So many segments, with people of all of them in one market.
Scenario of_segments(std::size_t n, bool different) {
  Scenario scenario;
  const double share = 1 / static_cast<double>(n);
  scenario.segments.resize(n);
  for (std::size_t s = 0; s < n; ++s)
    for (std::size_t j = 0; j < trait_infos.size(); ++j) {
      const double shift = different ? (static_cast<double>(j) / 17 + static_cast<double>(s)) * share : 0.5;
      scenario.segments[s].traits[j] = distribution_of(trait_infos[j], shift);
    }
  MarketGroup market;
  market.terms.population = 4 * static_cast<double>(n);
  market.shares.assign(n, share);
  scenario.markets = {market};
  scenario.businesses.resize(1);
  scenario.policies.resize(1);
  return scenario;
}

void begin_run(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  Scenario scenario = of_segments(n, state.range(1) != 0);
  double first = 0, next = 0;
  for (auto _ : state) {
    QuantileTables tables;
    const Stopwatch watch;
    tabulate(scenario, tables);
    const World world(scenario, {0}, 1, 0);
    benchmark::DoNotOptimize(world.markets().data());
    const double begun = watch.worked();
    Scenario changed = scenario;
    for (Segment& segment : changed.segments) segment.traits[0].first *= 0.99;
    const Stopwatch again;
    tabulate(changed, tables);
    first += begun;
    next += again.worked();
  }
  const double segments = static_cast<double>(n) * static_cast<double>(state.iterations());
  state.counters["ms/segment"] = 1000 * first / segments;
  state.counters["ms/segment at the next point"] = 1000 * next / segments;
}

BENCHMARK(begin_run)
    ->ArgNames({"segments", "different"})
    ->ArgsProduct({{250, 1000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace clientele::experiment
