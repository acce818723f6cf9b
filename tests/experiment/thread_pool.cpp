#include "sim/experiment/run/thread_pool.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <numeric>
#include <set>
#include <stdexcept>

namespace clientele::experiment {
namespace {

TEST_CASE("a crew does every item once, whatever its size and however many items there are") {
  for (const unsigned size : {1U, 2U, 3U, 8U}) {
    Crew crew(size);
    CHECK(crew.size() == size);
    for (const std::size_t n : {0U, 1U, 2U, 7U, 1000U}) {
      std::vector<int> times(n, 0);
      crew.run(n, [&](std::size_t i) { ++times[i]; });
      CHECK(times == std::vector<int>(n, 1));
    }
  }
}

TEST_CASE("what one job wrote, the next one reads, on any thread") {
  Crew crew(4);
  std::vector<std::size_t> values(100, 1);
  for (int job = 0; job < 200; ++job) {
    auto next = values;
    crew.run(values.size(),
             [&](std::size_t i) { next[i] = (values[i] + values[(i + 1) % values.size()]) % 1009; });
    values = next;
  }
  // All values stay equal by symmetry: 2^200 mod 1009.
  std::size_t power = 1;
  for (int i = 0; i < 200; ++i) power = power * 2 % 1009;
  CHECK(std::set<std::size_t>(values.begin(), values.end()) == std::set<std::size_t>{power});
}

TEST_CASE("threads share the work: a slow item holds up nobody") {
  Crew crew(2);
  std::atomic<int> done = 0;
  int done_before_the_slow_one = 0;
  crew.run(50, [&](std::size_t i) {
    if (i == 0) {
      const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
      while (done < 49 && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
      done_before_the_slow_one = done;
    } else {
      ++done;
    }
  });
  CHECK(done_before_the_slow_one == 49);
}

TEST_CASE("an exception comes back to the caller, stops the job, and leaves the crew fit for the next") {
  for (const unsigned size : {1U, 3U}) {
    Crew crew(size);
    std::atomic<int> started = 0;
    const auto fail_early = [&](std::size_t i) {
      ++started;
      if (i == 5) throw std::runtime_error("five");
    };
    CHECK_THROWS_WITH_AS(crew.run(1'000'000, fail_early), "five", std::runtime_error);
    CHECK(started < 1'000'000);
    std::atomic<std::size_t> sum = 0;
    crew.run(10, [&](std::size_t i) { sum += i; });
    CHECK(sum == 45);
  }
}

}  // namespace
}  // namespace clientele::experiment
