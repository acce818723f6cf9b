// One week of one market, hot in cache, beside two ceilings in the same run - the same random numbers and
// nothing else, the same bytes read and written and nothing else - and the share of each stage.
#include <benchmark/benchmark.h>

#include <array>

#include "bench/clock.hpp"
#include "bench/worlds.hpp"
#include "sim/model/beginning.hpp"
#include "sim/model/week.hpp"

namespace clientele::experiment {
namespace {

void count_customer_weeks(benchmark::State& state, Index customers) {
  state.counters["customer_weeks/s"] = benchmark::Counter(
      static_cast<double>(customers) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

/// A market that goes through the same half year again and again, so that it is never another market that is
/// timed.
class Market26 {
 public:
  explicit Market26(int population)
      : scenario_(provider(1, population)),
        market_(make_market(scenario_, policy_of_, draw_, 0, 0)),
        scratch_(scenario_, population, market_.staff.size()) {
    for (int w = 0; w < 13; ++w) run_week([](const Stage&, auto run) { run(); });
    start_ = market_;
  }

  template <class Around>
  void run_week(const Around& around) {
    if (week_ == 39) {
      market_ = start_;
      week_ = 13;
    }
    const Context context{scenario_, scenario_.model, brands_, policy_of_, week_};
    scratch_.begin();
    for (const Stage& stage : week) around(stage, [&] { stage.run(context, draw_, market_, scratch_); });
    ++week_;
  }

  const Draws& draw() const { return draw_; }
  Market& market() { return market_; }
  Scratch& scratch() { return scratch_; }

 private:
  Scenario scenario_;
  std::vector<std::size_t> policy_of_ = {0};
  Draws draw_{1, 0};
  PerBusiness<Brand> brands_{{{1, 0.6}}};
  Market market_, start_;
  Scratch scratch_;
  int week_ = 0;
};

void week_of_market(benchmark::State& state) {
  Market26 town(static_cast<int>(state.range(0)));
  for (auto _ : state) town.run_week([](const Stage&, auto run) { run(); });
  count_customer_weeks(state, town.market().customers.size());
}

/// The draws of a week: three blocks and one decision of each account, one decision of everybody else, a
/// block for every request and lead, and another for every disagreement.
void draws_only(benchmark::State& state) {
  Market26 town(static_cast<int>(state.range(0)));
  town.run_week([](const Stage&, auto run) { run(); });
  const auto& c = town.market().customers;
  const Tally& tally = town.scratch().tallies[BusinessId{}];
  const auto accounts = static_cast<std::size_t>(c.served),
             idle = static_cast<std::size_t>(c.size()) - accounts;
  const auto requests = static_cast<std::size_t>(tally[Item::requests]);
  const double disagreements = tally[Item::believed_wrong] - tally[Item::deferred] + tally[Item::leads];
  const std::vector<std::uint32_t> k(requests);
  DrawColumns<Requests>& columns = town.scratch().account.draws;
  const std::array out = columns.from(Row{});
  const auto slots = c.slot.data();
  const auto generations = c.generation.data();
  int week = 0;
  for (auto _ : state) {
    ++week;
    for (const auto family : {family_of(Requests{}), family_of(Reactions{}), family_of(Leaving{})})
      town.draw().fill(slots, generations, accounts, 0, week, family, out);
    town.draw().fill_one(slots, generations, accounts, 0, week, decision_of(Risk::default_on_debt), out[0]);
    town.draw().fill_one(slots + accounts, generations + accounts, idle, 0, week, decision_of(Prospect::lead),
                         out[0]);
    town.draw().fill(slots, generations, k.data(), requests, 0, week, family_of(Disagreement{}), out);
    for (Row i{}; static_cast<double>(i.value) < disagreements; ++i)
      benchmark::DoNotOptimize(town.draw().block<Persuasion>(town.market().customer(i), week));
    benchmark::ClobberMemory();
  }
  count_customer_weeks(state, c.size());
}

/// Reads every trait and reads and writes every state.
void memory_only(benchmark::State& state) {
  Market26 town(static_cast<int>(state.range(0)));
  auto& c = town.market().customers;
  for (auto _ : state) {
    float sum = 0;
    for (const auto& trait : trait_parameters) sum += (c.traits.*trait.member).sum();
    for_each_variable<Accounts>([&](const StateInfo&, auto column) {
      using Value = typename std::remove_reference_t<decltype(c.account.*column)>::Scalar;
      if constexpr (std::is_same_v<Value, float>) (c.account.*column) += 1e-9f;
    });
    benchmark::DoNotOptimize(sum);
    benchmark::ClobberMemory();
  }
  count_customer_weeks(state, c.size());
}

/// Share of time of each stage, in per cent.
void stages(benchmark::State& state) {
  Market26 town(static_cast<int>(state.range(0)));
  std::array<double, week.size()> seconds{};
  double all = 0;
  for (auto _ : state)
    town.run_week([&](const Stage& stage, auto run) {
      const auto start = std::chrono::steady_clock::now();
      run();
      const double time = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      seconds[static_cast<std::size_t>(stage.id)] += time;
      all += time;
    });
  for (std::size_t stage = 0; stage < week.size(); ++stage)
    state.counters[std::string(week[stage].name)] = 100 * seconds[stage] / all;
}

BENCHMARK(week_of_market)->Arg(256)->Arg(4096)->Arg(65536)->Unit(benchmark::kMicrosecond);
BENCHMARK(draws_only)->Arg(256)->Arg(4096)->Arg(65536)->Unit(benchmark::kMicrosecond);
BENCHMARK(memory_only)->Arg(256)->Arg(4096)->Arg(65536)->Unit(benchmark::kMicrosecond);
BENCHMARK(stages)->Arg(4096)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace clientele::experiment
