// Experiments survive: being killed at any moment, being interrupted, a full disk.
#include <doctest/doctest.h>
#include <sys/mount.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> sweep_into(const std::string& store, const std::string& jobs,
                                    const std::string& runs = "100") {
  return {"sweep",      CLIENTELE_SOURCE "/tests/data/small.json",
          "--vary",     "businesses.0.price=450:550:4",
          "-n",         runs,
          "--policies", "partnership,customer_always_right",
          "--jobs",     jobs,
          "-o",         store,
          "--force",    "--weekly",
          "-q",         "--format",
          "csv"};
}

std::string table(const std::string& store, const std::string& name) {
  const auto answer = clientele_program("export " + store + " --table " + name);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return answer.out;
}

/// Everything that can be exported, but for weeks in their long form, which holds the same at six times the
/// size.
std::string all_tables(const std::string& store) {
  std::string text;
  for (const auto* name : {"runs", "weekly", "survival", "summary", "comparison"}) text += table(store, name);
  return text;
}

TEST_CASE("kill -9 at twenty random moments, then resume, equals the sweep that was left alone") {
  const auto whole = scratch_path("whole.sqlite");
  const auto start = std::chrono::steady_clock::now();
  const auto uninterrupted = Running(sweep_into(whole, "1")).wait();
  REQUIRE_MESSAGE(uninterrupted.exit_code == 0, uninterrupted.err);
  const std::chrono::duration<double> alone = std::chrono::steady_clock::now() - start;
  const auto expected = all_tables(whole);
  std::minstd_rand random(20260101);
  for (const std::string jobs : {"1", "2"}) {
    const auto store = scratch_path("killed.sqlite");
    int killed_at_work = 0;
    for (int kill = 0; kill < 20; ++kill) {
      // The delays add up to about the whole sweep, so that the last moments are as likely as the first.
      Running program(clientele_program("export " + store).exit_code == 0
                          ? std::vector<std::string>{"resume", store, "--jobs", jobs, "-q"}
                          : sweep_into(store, jobs));
      std::this_thread::sleep_for(alone * std::uniform_real_distribution<>(0, 0.12)(random));
      program.send(SIGKILL);
      killed_at_work += program.wait().exit_code == 128 + SIGKILL;
    }
    CHECK(killed_at_work > 5);
    const auto resumed = clientele_program("resume " + store + " --format csv --jobs " + jobs);
    CHECK_MESSAGE(resumed.exit_code == 0, resumed.err);
    CHECK(resumed.out == uninterrupted.out);
    CHECK(all_tables(store) == expected);
  }
}

TEST_CASE("Ctrl-C ends an experiment in good order: exit code 130, and how to go on") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const auto store = scratch_path("interrupted.sqlite");
    Running program(sweep_into(store, "2", "2000"));
    const auto finished_runs = [&] {
      return std::ranges::count(clientele_program("export " + store + " --table runs").out, '\n') - 1;
    };
    while (finished_runs() < 1) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    program.send(signal);
    const auto answer = program.wait();
    CHECK(answer.exit_code == 130);
    CHECK(answer.out.empty());
    CHECK(mentions(answer.err, "clientele resume " + store));
    CHECK(finished_runs() < 2 * 16000);
  }
}

TEST_CASE("Ctrl-C while an experiment is planned leaves one that can be gone on with") {
  const auto store = scratch_path("planned.sqlite");
  Running program(sweep_into(store, "2", "500"));
  while (!fs::exists(store)) std::this_thread::yield();
  program.send(SIGINT);
  const auto answer = program.wait();
  CHECK(answer.exit_code == 130);
  CHECK(mentions(answer.err, "clientele resume " + store));
  CHECK(table(store, "runs").starts_with("scenario,policy,"));
}

TEST_CASE("an experiment without a store says, when interrupted, that nothing is kept") {
  Running program({"run", CLIENTELE_SOURCE "/tests/data/small.json", "-n", "500", "-w", "5200", "-q"});
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  program.send(SIGINT);
  const auto answer = program.wait();
  CHECK(answer.exit_code == 130);
  CHECK(mentions(answer.err, "nothing was kept"));
}

#ifdef __SANITIZE_ADDRESS__
constexpr double with_margins = 2;  // around each allocation, to notice who writes beyond it
#else
constexpr double with_margins = 1;
#endif

TEST_CASE("sweeps of any size live in bounded memory") {
  setenv("ASAN_OPTIONS", "quarantine_size_mb=1:thread_local_quarantine_size_kb=64",
         0);  // or all that is freed is kept
  const auto most_memory = [](const std::string& points) {
    const auto answer =
        Running({"sweep", CLIENTELE_SOURCE "/tests/data/small.json", "-w", "4", "-n", "1", "--design",
                 "sobol", "--samples", points, "--vary", "businesses.0.price=450:550", "--jobs", "2", "-q",
                 "--force", "-o", scratch_path("large.sqlite")})
            .wait();
    REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
    return answer.most_memory;
  };
  const auto base = most_memory("67"), ten_times = most_memory("667");
  const double per_run = 1000.0 * static_cast<double>(ten_times - base) / (4 * (667 - 67));
  MESSAGE("a sweep of 2,668 runs takes ", ten_times, " kB, ", base, " of them whatever the number of runs");
  CHECK(static_cast<double>(base) * 1000 + 100'000 * per_run < with_margins * 200e6);
}

/// A folder on a disk of its own, if that is permitted.
struct SmallDisk {
  std::string path = scratch_path("disk");
  bool mounted = false;
  explicit SmallDisk(const char* size) {
    fs::create_directory(path);
    mounted = mount("tmpfs", path.c_str(), "tmpfs", 0, size) == 0;
    if (!mounted) MESSAGE("skipped: mounting a small disk is not permitted here");
  }
  ~SmallDisk() {
    if (mounted) umount(path.c_str());
  }
};

TEST_CASE("a full disk ends with exit code 1 and what to do, and the experiment goes on when there is room") {
  const SmallDisk disk("size=1500k");
  if (!disk.mounted) return;
  const auto store = disk.path + "/s.sqlite";
  const auto full = Running(sweep_into(store, "2", "25")).wait();
  CHECK(full.exit_code == 1);
  CHECK(mentions(full.err, "the disk is full"));
  CHECK(mentions(full.err, "clientele resume " + store));
  REQUIRE(mount("tmpfs", disk.path.c_str(), "tmpfs", MS_REMOUNT, "size=100m") == 0);
  const auto resumed = clientele_program("resume " + store + " --format csv");
  CHECK_MESSAGE(resumed.exit_code == 0, resumed.err);
  const auto whole = scratch_path("roomy.sqlite");
  CHECK(Running(sweep_into(whole, "2", "25")).wait().out == resumed.out);
  CHECK(all_tables(store) == all_tables(whole));
}

TEST_CASE("tables that do not fit on the disk are reported, and no fragment stays") {
  const SmallDisk disk("size=100k");
  if (!disk.mounted) return;
  const auto answer = clientele_program("run tests/data/small.json --csv " + disk.path + "/csv");
  CHECK(answer.exit_code == 1);
  CHECK(mentions(answer.err, "No space left on device"));
  CHECK(fs::is_empty(disk.path + "/csv"));
}

}  // namespace
}  // namespace clientele::app
