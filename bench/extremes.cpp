// Every number of the registry at both ends of its valid range, one at a time: how much longer does the
// slowest week take than that of the default scenario? What makes a week larger instead of slower - more
// people, more seats, more requests - is weighed by how much larger: times are per customer, seat and
// request, of which each takes some nanoseconds of its own.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "bench/clock.hpp"
#include "sim/model/market.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/registry_sections.hpp"

namespace clientele::experiment {
namespace {

constexpr int weeks = 26, repetitions = 3;

/// The largest that is tried of what decides how much memory a world needs.
constexpr double largest_size = 100'000;

/// All parameters at their default, but for the sizes of an agency, or of one so many times as large.
Document default_scenario(int times) {
  return parse_document("default", fmt::format(R"({{
    "name": "default", "markets": [{{"name": "town", "population": {}}}],
    "segments": [{{"name": "everybody", "share": 1}}],
    "businesses": [{{"name": "firm", "staff": {}, "initial_accounts": {}}}],
    "policies": [{{"name": "default"}}]}})",
                                               600 * times, 14 * times, 80 * times));
}

/// Who lives through a week, and what they ask for.
double size_of_week(const World& world) {
  const Tally& tally = world.this_week()[0];
  const Market& market = world.markets()[0];
  return static_cast<double>(market.customers.size() + market.staff.size()) + tally[Item::requests] +
         tally[Item::rework] + tally[Item::claims];
}

struct Slowest {
  double seconds = 0;           ///< of the slowest week
  double seconds_per_unit = 0;  ///< of the week that was slowest for its size
};

/// Each week as fast as it was in the fastest of some repetitions, of which every one is the same.
Slowest slowest_week(const Scenario& scenario) {
  std::vector<double> seconds(weeks, INFINITY), sizes(weeks);
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    World world(scenario, {0}, 1, 0);
    for (std::size_t week = 0; week < weeks; ++week) {
      const Stopwatch watch;
      world.step();
      seconds[week] = std::min(seconds[week], watch.passed());
      sizes[week] = size_of_week(world);
    }
  }
  Slowest slowest;
  for (std::size_t week = 0; week < weeks; ++week) {
    slowest.seconds = std::max(slowest.seconds, seconds[week]);
    slowest.seconds_per_unit = std::max(slowest.seconds_per_unit, seconds[week] / sizes[week]);
  }
  return slowest;
}

Slowest slowest_week_with(const Document& document, const std::vector<std::string>& overrides) {
  const auto resolution = resolve(document, overrides);
  if (!resolution) throw std::runtime_error(render(resolution.mistakes));
  Scenario scenario = resolution->scenario;
  tabulate(scenario);
  return slowest_week(scenario);
}

/// The overrides that move a parameter to this value; accounts need people who have them.
std::vector<std::string> moved(const std::string& path, const ParameterInfo& info, double value) {
  const bool is_size = info.unit == "customers" || info.unit == "accounts" || info.unit == "people";
  if (is_size) value = std::min(value, largest_size);
  std::vector<std::string> overrides{fmt::format("{}{}={}", path, info.name, value)};
  if (info.name == "initial_accounts")
    overrides.push_back(fmt::format("markets.0.population={}", std::max(600.0, value)));
  if (info.name == "population" && value == info.valid.low)
    overrides.emplace_back("businesses.0.initial_accounts=1");
  return overrides;
}

/// One benchmark for all, so that ratios are of one run. A counter for each end that takes more than three
/// times as long.
void extremes(benchmark::State& state) {
  constexpr double worth_telling = 3;
  const Document document = default_scenario(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const Slowest standard = slowest_week_with(document, {});
    double worst = 0;
    for (const auto& section : registry_sections())
      for (const auto& info : section.rows) {
        if (!info.choices.empty()) continue;
        for (const double value : {info.valid.low, info.valid.high}) {
          const Slowest found = slowest_week_with(document, moved(std::string(section.path), info, value));
          const double ratio = found.seconds_per_unit / standard.seconds_per_unit,
                       whole = found.seconds / standard.seconds;
          worst = std::max(worst, ratio);
          if (std::max(ratio, whole) < worth_telling) continue;
          const auto end = fmt::format("{} = {:g}", info.name, value);
          state.counters[end] = ratio;
          state.counters[end + ", whole"] = whole;
        }
      }
    state.counters["worst"] = worst;
    state.counters["default_us"] = standard.seconds * 1e6;
  }
}

BENCHMARK(extremes)->Arg(1)->Arg(10)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace clientele::experiment
