// How fast people live: one week of a market, beside two ceilings in the same run - the same random numbers and nothing
// else, the same bytes read and written and nothing else - and the share of each stage.
#include <benchmark/benchmark.h>

#include <chrono>

#include "bench/worlds.hpp"
#include "sim/model/beginning.hpp"
#include "sim/model/business.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"

namespace clientele {
namespace {

void count_customer_weeks(benchmark::State& state, double customers) {
  state.counters["customer_weeks/s"] =
      benchmark::Counter(customers * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void week_of_market(benchmark::State& state) {
  const auto population = static_cast<int>(state.range(0));
  const Scenario scenario = provider(1, population);
  World world(scenario, {0}, 1, 0);
  for (int w = 0; w < 13; ++w) world.step();
  for (auto _ : state) world.step();
  count_customer_weeks(state, population);
}

void week_streaming(benchmark::State& state) {
  const auto population = static_cast<int>(state.range(0));
  const int markets = 4'000'000 / population;
  const Scenario scenario = provider(markets, population);
  World world(scenario, {0}, 1, 0);
  for (auto _ : state) world.step();
  count_customer_weeks(state, static_cast<double>(markets) * population);
}

void agency_replication(benchmark::State& state) {
  const Scenario scenario = small_agency();
  std::uint32_t replication = 0;
  for (auto _ : state) {
    World world(scenario, {0}, 1, replication++);
    for (int w = 0; w < 260; ++w) world.step();
    benchmark::DoNotOptimize(world.all_weeks()[0][Item::revenue]);
  }
  count_customer_weeks(state, 600 * 260);
}

/// A market that has settled, with what its stages need.
struct Settled {
  Scenario scenario;
  std::vector<std::size_t> policy_of = {0};
  Draws draw{1, 0};
  std::vector<Brand> brands = {{1, 0.6}};
  Market market;
  ThisWeek now;
  int week = 0;

  explicit Settled(int population)
      : scenario(provider(1, population)),
        market(make_market(scenario, policy_of, draw, 0, 0)),
        now(scenario, population, market.staff.size()) {}

  Given given() const { return {scenario, scenario.model, brands, policy_of, week}; }
};

/// The draws of a week: two blocks and the churn block of each account, one block of everybody else, and one block for
/// every request and every disagreement.
void draws_only(benchmark::State& state) {
  Settled s(static_cast<int>(state.range(0)));
  auto& c = s.market.customers;
  const Index idle = c.size() - c.served;
  const auto requests = static_cast<std::uint32_t>(0.28 * static_cast<double>(c.served));
  auto& luck = s.now.account.luck;
  const auto fill = [&](Index first, Index n, Decision decision) {
    s.draw.fill(&c.slot[first], &c.generation[first], static_cast<std::size_t>(n), 0, s.week, decision,
                {&luck[0][first], &luck[1][first], &luck[2][first], &luck[3][first]});
    benchmark::DoNotOptimize(luck[0].data());
  };
  for (auto _ : state) {
    ++s.week;
    for (const auto decision : {Decision::mood, Decision::claims, Decision::churn}) fill(0, c.served, decision);
    fill(c.served, idle, Decision::lead);
    for (std::uint32_t k = 0; k < requests; ++k)
      benchmark::DoNotOptimize(s.draw.block(s.market.customer(k), s.week, Decision::belief));
  }
  count_customer_weeks(state, static_cast<double>(c.size()));
}

/// Reads and writes every column of accounts and reads every trait.
void memory_only(benchmark::State& state) {
  Settled s(static_cast<int>(state.range(0)));
  auto& c = s.market.customers;
  for (auto _ : state) {
    float sum = 0;
    for (const auto& trait : trait_parameters) sum += (c.traits.*trait.member).sum();
    for (const auto column : account_columns) (c.account.*column) += 1e-9f;
    benchmark::DoNotOptimize(sum);
    benchmark::ClobberMemory();
  }
  count_customer_weeks(state, static_cast<double>(c.size()));
}

/// Share of time of each stage, as counters.
void stages(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  Settled s(static_cast<int>(state.range(0)));
  std::array<double, week.size()> seconds{};
  for (auto _ : state) {
    s.now.begin();
    for (std::size_t stage = 0; stage < week.size(); ++stage) {
      const auto start = Clock::now();
      week[stage].run(s.given(), s.draw, s.market, s.now);
      seconds[stage] += std::chrono::duration<double>(Clock::now() - start).count();
    }
    ++s.week;
  }
  double all = 0;
  for (const double time : seconds) all += time;
  for (std::size_t stage = 0; stage < week.size(); ++stage)
    state.counters[std::string(week[stage].name) + "_%"] = 100 * seconds[stage] / all;
}

BENCHMARK(week_of_market)->Arg(256)->Arg(4096)->Arg(65536)->Unit(benchmark::kMicrosecond);
BENCHMARK(draws_only)->Arg(256)->Arg(4096)->Arg(65536)->Unit(benchmark::kMicrosecond);
BENCHMARK(memory_only)->Arg(256)->Arg(4096)->Arg(65536)->Unit(benchmark::kMicrosecond);
BENCHMARK(week_streaming)->Arg(4096)->Unit(benchmark::kMillisecond)->Iterations(4);
BENCHMARK(stages)->Arg(4096)->Unit(benchmark::kMicrosecond);
BENCHMARK(agency_replication)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace clientele

BENCHMARK_MAIN();
