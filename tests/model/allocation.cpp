// A week allocates no memory: what it needs is there from the first week on. This program counts calls of
// operator new here, and of malloc through the linker (--wrap=malloc, see tests/CMakeLists.txt), which is
// what Eigen calls.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/model/worlds.hpp"

namespace {

std::atomic<long> allocations = 0;

}  // namespace

extern "C" void* __real_malloc(std::size_t size);
extern "C" void* __wrap_malloc(std::size_t size) {
  ++allocations;
  return __real_malloc(size);
}

// Not inlined, as the compiler would then see that what new returns is freed, and take that for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (void* memory = std::malloc(size)) return memory;  // counted there
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace clientele::scenario {
namespace {

TEST_CASE("allocations are counted, whether by new or by Eigen") {
  const long before = allocations;
  const auto number = std::make_unique<int>(1);
  CHECK(allocations == before + 1);
  const Column column = Column::Zero(1000);
  CHECK(allocations == before + 2);
  CHECK(column[Row{0}] + static_cast<float>(*number) == 1);
}

TEST_CASE("no stage of any week allocates memory, once a month has passed") {
  LoneMarket town(varied_world());
  town.run_weeks(4);
  std::array<long, model::week.size()> by_stage{};
  for (int week = 0; week < 150; ++week) {
    town.scratch.begin();
    for (std::size_t s = 0; s < model::week.size(); ++s) {
      const long before = allocations;
      town.run(model::week[s]);
      by_stage[s] += allocations - before;
    }
    close_week(town.scenario, town.policy_of, town.week, town.scratch.tallies, town.firms, town.brands);
    ++town.week;
  }
  for (std::size_t s = 0; s < model::week.size(); ++s) {
    CAPTURE(model::week[s].name);
    CHECK(by_stage[s] == 0);
  }
}

TEST_CASE("a week of a world allocates no memory, once a month has passed") {
  Scenario scenario = varied_world();
  tabulate(scenario);
  World world = simulated(scenario, 4);
  const long before = allocations;
  for (int week = 0; week < 100; ++week) world.step();
  CHECK(allocations == before);
}

}  // namespace
}  // namespace clientele::scenario
