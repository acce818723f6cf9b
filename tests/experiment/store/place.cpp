// Who may write where: one process at a time, onto nothing that is not an earlier store, and whole or not at
// all.
#include <doctest/doctest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/store_place.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

namespace fs = std::filesystem;

void make(const std::string& path, bool replace = false, int replications = 4) {
  auto store = Store::create(path, small_plan(replications), test_provenance(), replace);
  run_missing(store, 2);
  store.end_writing();
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

std::size_t finished(const std::string& path) { return Store::open(path).standing().done; }

/// Starts to replace a store and dies after so many runs, as if killed.
void replace_and_die(const std::string& path, int replications, std::size_t runs) {
  const pid_t child = fork();
  if (child == 0) {
    auto store = Store::create(path, small_plan(replications), test_provenance(), true);
    const auto missing = store.missing();
    for (std::size_t i = 0; i < runs; ++i) {
      const RunRecord record{.key = missing[i], .status = RunStatus::done, .totals = std::vector<Tally>(2)};
      store.write({&record, 1});
    }
    _exit(0);  // nothing is closed or tidied up
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(status == 0);
}

TEST_CASE("a store that is being written is nobody else's, whatever it is called") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  const auto store = Store::create(path, small_plan(), test_provenance(), false);
  fs::create_symlink(path, scratch.path("link"));
  for (const auto& name :
       {path, scratch.path("link"),
        scratch.path("../") + fs::path(scratch.path("")).parent_path().filename().string() + "/s"})
    for (const bool replace : {false, true}) {
      const auto said =
          refusal<BadInput>([&] { Store::create(name, small_plan(), test_provenance(), replace); });
      CHECK(mentions(said, "is being written by process " + std::to_string(getpid())));
      CHECK(mentions(said, name));
    }
  CHECK(store.standing().planned == 8);
  CHECK(files_in(scratch.path("")) == std::vector<std::string>{"link", "s", "s-shm", "s-wal", "s.lock"});
}

TEST_CASE("the lock of a process that died is free, and a file that is no lock stays as it is") {
  const TestFolder scratch;
  replace_and_die(scratch.path("s"), 4, 3);
  CHECK(fs::exists(scratch.path("s.lock")));
  CHECK(finished(scratch.path("s")) == 3);
  auto store = resumed(scratch.path("s"));
  CHECK(run_missing(store, 1).done == 5);
  store.end_writing();
  CHECK(files_in(scratch.path("")) == std::vector<std::string>{"s"});
  std::ofstream(scratch.path("t.lock")) << "my own notes\n";
  CHECK(mentions(refusal<BadInput>([&] { make(scratch.path("t")); }), "t.lock is in the way"));
  CHECK(file_text(scratch.path("t.lock")) == "my own notes\n");
}

TEST_CASE("who resumes a store that is being written is told by whom, and waits") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  auto store = std::make_unique<Store>(Store::create(path, small_plan(), test_provenance(), false));
  std::string holder;
  auto second = Store::resume(path, [&](const std::string& who) {
    holder = who;
    run_missing(*store, 2);
    store.reset();
  });
  CHECK(holder == "process " + std::to_string(getpid()));
  CHECK(second.standing().whole());
}

TEST_CASE("a finished store is one file, which reading leaves as it is") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  make(path);
  CHECK(files_in(scratch.path("")) == std::vector<std::string>{"s"});
  const auto before = file_text(path);
  const auto rows = tables(Store::open(path));
  fs::create_symlink(path, scratch.path("link"));
  const auto reader = Store::open(scratch.path("link"));
  CHECK(tables(reader) == rows);
  CHECK(files_in(scratch.path("")) == std::vector<std::string>{"link", "s"});
  CHECK(file_text(path) == before);
}

TEST_CASE("stores are read where nothing can be written, finished or broken off") {
  const TestFolder scratch;
  const auto disk = scratch.path("disk");
  fs::create_directory(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=20m") != 0) {
    MESSAGE("skipped: mounting a small disk is not permitted here");
    return;
  }
  make(disk + "/whole");
  replace_and_die(disk + "/half", 9, 5);
  REQUIRE(fs::file_size(disk + "/half-wal") > 0);
  fs::remove(disk + "/half-shm");
  REQUIRE(mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=20m") == 0);
  CHECK(finished(disk + "/whole") == 8);
  CHECK(finished(disk + "/half") == 5);
  CHECK(tables(Store::open(disk + "/whole")).size() >= 5);
  CHECK(mentions(refusal<BadInput>([&] { make(disk + "/new"); }), "nothing can be written to the folder"));
  CHECK(
      mentions(refusal<BadInput>([&] { resumed(disk + "/half"); }), "nothing can be written to the folder"));
  CHECK(umount(disk.c_str()) == 0);
}

TEST_CASE("names that the database would interpret are ordinary names") {
  const TestFolder scratch;
  const auto here = fs::current_path();
  fs::current_path(scratch.path(""));
  for (const std::string name :
       {":memory:", "file:other.sqlite", "file::memory:?cache=shared", "a?b#c%20d"}) {
    CAPTURE(name);
    make(name);
    CHECK(fs::is_regular_file(name));
    CHECK(finished(name) == 8);
  }
  CHECK(files_in(".").size() == 4);
  fs::current_path(here);
}

TEST_CASE("only an earlier store is replaced: no other file, no device, no pipe, no folder") {
  const TestFolder scratch;
  std::ofstream(scratch.path("notes")) << "mine, and long enough to be looked at as if it were a database";
  Database(scratch.path("other"), Database::Access::create).execute("CREATE TABLE precious (a)");
  REQUIRE(mkfifo(scratch.path("pipe").c_str(), 0600) == 0);
  fs::create_directory(scratch.path("folder"));
  fs::create_symlink("/dev/null", scratch.path("null"));
  for (const auto& [name, reason] : {std::pair("notes", "is no results store"),
                                     {"other", "is no results store"},
                                     {"pipe", "is no ordinary file"},
                                     {"folder", "is a directory"},
                                     {"null", "is no ordinary file"}}) {
    CAPTURE(name);
    const auto before = files_in(scratch.path(""));
    CHECK(mentions(refusal<BadInput>([&] { make(scratch.path(name), true); }), reason));
    CHECK(files_in(scratch.path("")) == before);
  }
  CHECK(mentions(file_text(scratch.path("notes")), "mine"));
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE(
    "a store that is replaced is kept until the new one is finished, however often that is broken off") {
  const TestFolder scratch;
  const auto path = scratch.path("s"), previous = scratch.path("s.previous");
  make(path);
  const auto before = tables(Store::open(path));
  for (const std::size_t runs : {2, 0, 5}) {
    replace_and_die(path, 9, runs);
    CHECK(finished(path) == runs);
    CHECK(tables(Store::open(previous)) == before);
  }
  make(path, true, 2);
  CHECK(finished(path) == 4);
  CHECK(files_in(scratch.path("")) == std::vector<std::string>{"s"});
}

TEST_CASE("a broken-off store that got further than the one before is kept in its place") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  make(path, false, 2);
  replace_and_die(path, 9, 6);
  replace_and_die(path, 9, 1);
  std::ofstream(scratch.path("s.previous-journal"));  // of one that was killed while it touched that store
  CHECK(finished(scratch.path("s.previous")) == 6);
  auto store = resumed(path);
  run_missing(store, 2);
  store.end_writing();
  CHECK(finished(path) == 18);
  CHECK(files_in(scratch.path("")) == std::vector<std::string>{"s"});
}

TEST_CASE("what is called NAME.previous without being that is left alone") {
  const TestFolder scratch;
  const auto path = scratch.path("s"), previous = scratch.path("s.previous");
  make(path);
  std::ofstream(previous) << "mine";
  CHECK(mentions(refusal<BadInput>([&] { make(path, true); }), "but that is another file"));
  CHECK(finished(path) == 8);
  CHECK(file_text(previous) == "mine");
  fs::remove(previous);
  make(previous, false, 9);  // somebody's own copy, with more in it
  CHECK(mentions(refusal<BadInput>([&] { make(path, true, 2); }), "but that holds more of them"));
  CHECK(finished(previous) == 18);
  CHECK(finished(path) == 8);
}

TEST_CASE("a store that is removed, moved or replaced while it is written is missed") {
  const auto said_after = [](const auto& happening) {
    const TestFolder scratch;
    auto store = Store::create(scratch.path("s"), small_plan(), test_provenance(), false);
    const auto missing = store.missing();
    const RunRecord record{.key = missing[0], .status = RunStatus::done, .totals = std::vector<Tally>(2)};
    store.write({&record, 1});
    happening(scratch);
    const auto said = refusal<StoreMoved>([&] { store.end_writing(); });
    CHECK(refusal<StoreMoved>([&] { store.write({&record, 1}); }) == said);
    return said;
  };
  CHECK(mentions(said_after([](const TestFolder& s) { fs::remove(s.path("s")); }), "1 of 8 runs"));
  CHECK(mentions(
      said_after([](const TestFolder& s) { make(s.path("t")), fs::rename(s.path("t"), s.path("s")); }),
      "removed, moved or replaced"));
  std::string elsewhere;
  said_after([&](const TestFolder& s) {
    fs::rename(s.path("s"), s.path("moved"));
    elsewhere = s.path("moved");
  });
}

TEST_CASE("a store with two names is not written to") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  { Store::create(path, small_plan(), test_provenance(), false); }
  fs::create_hard_link(path, scratch.path("backup"));
  CHECK(mentions(refusal<BadInput>([&] { resumed(path); }), "another name as well"));
  CHECK(finished(path) == 0);
}

}  // namespace
}  // namespace clientele::experiment
