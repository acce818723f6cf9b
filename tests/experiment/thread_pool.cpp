#include "sim/experiment/run/thread_pool.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <vector>

#include "sim/experiment/run/background.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("a pool does every item once, whatever its size and however many items there are") {
  for (const unsigned size : {1U, 2U, 3U, 8U}) {
    ThreadPool pool(size);
    CHECK(pool.size() <= size);
    for (const std::size_t n : {0U, 1U, 2U, 7U, 1000U}) {
      std::vector<int> times(n, 0);
      pool.run(n, [&](std::size_t i, unsigned) { ++times[i]; });
      CHECK(times == std::vector<int>(n, 1));
    }
  }
}

TEST_CASE("no two threads are the same worker at the same time") {
  ThreadPool pool(4);
  std::vector<int> items_of(pool.size(), 0);  // a data race, if there were two
  std::atomic<int> mixed_up = 0;
  pool.run(10'000, [&](std::size_t, unsigned worker) {
    const int before = items_of.at(worker)++;
    if (items_of[worker] != before + 1) ++mixed_up;
  });
  int items = 0;
  for (const int count : items_of) items += count;
  CHECK(items == 10'000);
  CHECK(mixed_up == 0);
}

TEST_CASE("what one job wrote, the next one reads, on any thread") {
  ThreadPool pool(4);
  std::vector<std::size_t> values(100, 1);
  for (int job = 0; job < 200; ++job) {
    auto next = values;
    pool.run(values.size(), [&](std::size_t i, unsigned) {
      next[i] = (values[i] + values[(i + 1) % values.size()]) % 1009;
    });
    values = next;
  }
  // All values stay equal by symmetry: 2^200 mod 1009.
  std::size_t power = 1;
  for (int i = 0; i < 200; ++i) power = power * 2 % 1009;
  CHECK(std::set<std::size_t>(values.begin(), values.end()) == std::set<std::size_t>{power});
}

TEST_CASE("an exception comes back to the caller, stops the job, and leaves the pool fit for the next") {
  for (const unsigned size : {1U, 3U}) {
    ThreadPool pool(size);
    std::atomic<int> started = 0;
    const auto fail_early = [&](std::size_t i, unsigned) {
      ++started;
      if (i == 5) throw std::runtime_error("five");
    };
    CHECK_THROWS_WITH_AS(pool.run(1'000'000, fail_early), "five", std::runtime_error);
    CHECK(started < 1'000'000);
    std::atomic<std::size_t> sum = 0;
    pool.run(10, [&](std::size_t i, unsigned) { sum += i; });
    CHECK(sum == 45);
  }
}

TEST_CASE("a raised flag ends a job, within an item that asks, and every later one") {
  for (const unsigned size : {1U, 3U}) {
    StopFlag stop;
    ThreadPool pool(size, &stop);
    std::atomic<int> started = 0, finished = 0;
    const auto long_item = [&](std::size_t i, unsigned) {
      ++started;
      if (i == 5) stop.raise();
      pool.heed_stop();
      ++finished;
    };
    CHECK_THROWS_AS(pool.run(1'000'000, long_item), Interrupted);
    CHECK(started < 1'000'000);
    CHECK(finished < started);
    CHECK_THROWS_AS(pool.run(1, long_item), Interrupted);
  }
}

TEST_CASE("there is always a thread to work on") { CHECK(available_threads() >= 1); }

}  // namespace
}  // namespace clientele::experiment
