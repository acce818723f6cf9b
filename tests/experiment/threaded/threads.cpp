// What only a program built with threads does.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a pool has as many workers as it was asked for") {
  for (const unsigned size : {1U, 2U, 8U}) CHECK(ThreadPool(size).size() == size);
}

TEST_CASE("threads share the work: a slow item holds up nobody") {
  ThreadPool pool(2);
  std::atomic<int> done = 0;
  int done_before_the_slow_one = 0;
  pool.run(50, [&](std::size_t i, unsigned) {
    if (i == 0) {
      const auto give_up = std::chrono::steady_clock::now() + 20s;
      while (done < 49 && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
      done_before_the_slow_one = done;
    } else {
      ++done;
    }
  });
  CHECK(done_before_the_slow_one == 49);
}

TEST_CASE("something repeated goes on beside the caller until it is destroyed") {
  std::atomic<int> times = 0;
  {
    const Repeated repeated(1ms, [&] { ++times; });
    const auto give_up = std::chrono::steady_clock::now() + 20s;
    while (times < 3 && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  }
  const int in_the_end = times;
  CHECK(in_the_end >= 3);
  std::this_thread::sleep_for(20ms);
  CHECK(times == in_the_end);
}

TEST_CASE("what is to be repeated much later holds up nobody who ends before") {
  const auto start = std::chrono::steady_clock::now();
  {
    const Repeated repeated(1h, [] {});
  }
  CHECK(std::chrono::steady_clock::now() - start < 20s);
}

TEST_CASE("an interrupted execution keeps whole runs only, and going on gives what would have been") {
  auto whole = Store::create("", small_plan(20), test_provenance(), false);
  run_missing(whole, 2);
  auto store = Store::create("", small_plan(20), test_provenance(), false);
  StopFlag stop;
  Progress progress;
  ThreadPool pool(2);
  std::jthread interrupter([&](const std::stop_token& end) {
    while (progress.weeks_done < 100 && !end.stop_requested()) std::this_thread::yield();
    stop.raise();
  });
  const auto runs = store.take_up_missing();
  const auto outcome = execute(store, runs, pool, stop, progress);
  interrupter.request_stop();
  interrupter.join();
  CHECK(outcome.interrupted);
  CHECK(outcome.done < 40);
  auto& database = store.database();
  const auto done = database.integer("SELECT count(*) FROM runs WHERE status = 'done'");
  CHECK(done == static_cast<std::int64_t>(outcome.done));
  CHECK(database.integer("SELECT count(*) FROM summaries") == 2 * done);
  CHECK(database.integer("SELECT count(*) FROM weekly") == 2 * 12 * done);
  run_missing(store, 1);
  CHECK(dump(store) == dump(whole));
}

}  // namespace
}  // namespace clientele::experiment
