// What is in the way of a store, a table or a page: other people's files, links, pipes, other writers.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

const std::string small_file = CLIENTELE_SOURCE "/tests/data/small.json";
const std::string three_weeks = small_file + " -w 3 -q -n ";

std::string new_folder(const std::string& name) {
  const auto folder = scratch_path(name);
  fs::create_directory(folder);
  return folder;
}

void make(const std::string& arguments) {
  const auto answer = clientele_program(arguments);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
}

std::string runs_of(const std::string& store) {
  return clientele_program("export " + store + " --table runs").out;
}

/// A store that is still being written, for as long as this lives.
struct Writer {
  Running program;
  explicit Writer(const std::string& store)
      : program({"compare", small_file, "-n", "3000", "-w", "520", "-j", "1", "-q", "-o", store}) {
    while (!mentions(runs_of(store), ",1,")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
};

TEST_CASE("cleaning up leaves alone what only has the name of a fragment") {
  const auto folder = new_folder("fragments");
  const auto store = folder + "/r.sqlite";
  std::ofstream(store + ".new.backup") << "precious\n";
  fs::create_directory(store + ".new.folder");
  make("compare " + three_weeks + "1 -o " + store + ".new.copies");
  std::ofstream(store + ".new.empty1").flush();
  make("compare " + three_weeks + "1 -o " + store);
  make("resume -q " + store + " -n 2");
  CHECK(text_of(store + ".new.backup") == "precious\n");
  CHECK(fs::is_directory(store + ".new.folder"));
  CHECK(mentions(runs_of(store + ".new.copies"), ",1,"));
  CHECK(!fs::exists(store + ".new.empty1"));
}

TEST_CASE("a previous store that is being written is not replaced") {
  const auto store = new_folder("live_previous") + "/r.sqlite";
  make("compare " + three_weeks + "2 -o " + store);
  const auto before = runs_of(store);
  const Writer writer(store + ".previous");
  check_refused("compare " + three_weeks + "1 --force -o " + store, "is being written by process");
  CHECK(runs_of(store) == before);
}

TEST_CASE("a previous store that was gone on with stays when the new one is finished") {
  const auto store = new_folder("resumed_previous") + "/r.sqlite";
  make("compare " + three_weeks + "1 -o " + store);
  {
    Running program({"compare", small_file, "-n", "3000", "-w", "520", "-q", "-o", store, "--force"});
    while (!fs::exists(store + ".previous") || !mentions(runs_of(store), ",2,"))
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  make("resume -q " + store + ".previous -n 4");
  const auto earlier = runs_of(store + ".previous");
  make("compare " + three_weeks + "1 --force -o " + store);
  CHECK(runs_of(store + ".previous") == earlier);
}

TEST_CASE("a finished store is not given up for a previous one that holds more") {
  const auto store = new_folder("larger_previous") + "/r.sqlite";
  make("compare " + three_weeks + "1 -o " + store);
  make("compare " + three_weeks + "4 -o " + store + ".previous");
  const auto before = runs_of(store);
  check_refused("compare " + three_weeks + "1 -s 3 --force -o " + store, "holds more of them");
  CHECK(runs_of(store) == before);
}

TEST_CASE("a folder that is moved under a writer takes its store with it, and touches no other's") {
  const auto folder = new_folder("moved");
  fs::create_directory(folder + "/a");
  const auto here = fs::current_path();
  fs::current_path(folder + "/a");
  Running first({"compare", small_file, "-n", "3000", "-w", "520", "-j", "1", "-q", "-o", "y.sqlite"});
  fs::current_path(here);
  while (!mentions(runs_of(folder + "/a/y.sqlite"), ",1,"))
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  fs::rename(folder + "/a", folder + "/b");
  fs::create_directory(folder + "/a");
  const Writer second(folder + "/a/y.sqlite");
  const auto answer = first.wait();
  CHECK(answer.exit_code == 1);
  CHECK(mentions(answer.err, "was removed, moved or replaced"));
  CHECK(fs::exists(folder + "/a/y.sqlite-wal"));
  CHECK(mentions(runs_of(folder + "/b/y.sqlite"), ",1,"));
}

TEST_CASE("a store is made nowhere but in a folder that is there") {
  const auto folder = new_folder("nowhere");
  check_refused("compare " + three_weeks + "1 -o " + folder + "/nosuch/../y.sqlite", "there is no folder");
  CHECK(fs::is_empty(folder));
}

TEST_CASE("a log without its store is not taken for that of a new one, nor removed") {
  const auto store = new_folder("log") + "/r.sqlite";
  std::ofstream(store + "-wal") << "runs of a store that was moved\n";
  check_refused("compare " + three_weeks + "1 -o " + store, "is in the way");
  CHECK(text_of(store + "-wal") == "runs of a store that was moved\n");
  fs::remove(store + "-wal");
  fs::create_directories(store + "-wal/full");
  check_refused("compare " + three_weeks + "1 -o " + store, "is in the way");
  CHECK(!fs::exists(store));
}

TEST_CASE("pipes are refused, not waited for, wherever a store, its lock or its predecessor is expected") {
  const auto folder = new_folder("pipes");
  const auto pipe = [&](const std::string& name) {
    mkfifo((folder + name).c_str(), 0600);
    return folder + name;
  };
  check_refused("compare " + three_weeks + "1 -o " + pipe("/a"), "is no ordinary file");
  check_refused("compare " + three_weeks + "1 --force -o " + folder + "/a", "is no ordinary file");
  pipe("/b.sqlite.lock");
  check_refused("compare " + three_weeks + "1 -o " + folder + "/b.sqlite", "is in the way");
  make("compare " + three_weeks + "1 -o " + folder + "/c.sqlite");
  pipe("/c.sqlite.previous");
  check_refused("compare " + three_weeks + "1 --force -o " + folder + "/c.sqlite", "is another file");
}

TEST_CASE("a replacement that was broken off between its steps is ended by resume") {
  const auto store = new_folder("half") + "/r.sqlite";
  make("compare " + three_weeks + "1 -o " + store);
  fs::create_hard_link(store, store + ".previous.aB3xYz");
  make("resume -q " + store + " -n 2");
  CHECK(!fs::exists(store + ".previous.aB3xYz"));
}

TEST_CASE("the outputs of a command are no links to each other, nor what it reads or says") {
  const auto folder = new_folder("links");
  fs::create_symlink("summary.csv", folder + "/runs.csv");
  check_refused("compare " + three_weeks + "1 --force --csv " + folder,
                "a link to the file of another table");
  const auto store = folder + "/r.sqlite";
  make("compare " + three_weeks + "1 -o " + store);
  check_refused("report " + store + " -o " + store + "-wal", "is read by this command");
  check_refused("report " + store + " --force -o '" CLIENTELE_BUILD "/report.html'",
                "is read by this command");
  const auto answer =
      clientele_program("--version > /dev/null; '" CLIENTELE_PROGRAM "' compare " + three_weeks +
                        "1 --force -o " + folder + "/said > " + folder + "/said 2> /dev/null; test $? = 2");
  CHECK(answer.exit_code == 0);
  CHECK(fs::is_empty(folder + "/said"));
}

TEST_CASE("of a link to another folder's table the link is removed, not the table") {
  const auto mine = new_folder("mine"), other = new_folder("other");
  make("compare " + three_weeks + "1 --csv " + other);
  fs::create_symlink(other + "/survival.csv", mine + "/survival.csv");
  make("run " + three_weeks + "1 --force --tables runs --csv " + mine);
  CHECK(fs::exists(other + "/survival.csv"));
  CHECK(!fs::is_symlink(mine + "/survival.csv"));
}

TEST_CASE("a sweep that cannot open its store ends, and leaves nothing") {
  const auto folder = new_folder("few_files");
  const auto answer = clientele_program("--version > /dev/null; cd '" + folder +
                                        "'; ulimit -n 5; '" CLIENTELE_PROGRAM "' sweep " + three_weeks +
                                        "1 --vary businesses.0.price=500,510 2> /dev/null; ls");
  CHECK(!mentions(answer.out, "sqlite"));
}

TEST_CASE("a store that only claims to have no checksums is damaged") {
  const auto store = new_folder("claims") + "/r.sqlite";
  make("compare " + three_weeks + "1 -o " + store);
  std::fstream file(store, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(63);  // the last byte of the number of the format
  file.put(2);
  file.close();
  check_refused("export " + store, "is damaged");
}

TEST_CASE("names that are too long, or hold what a terminal obeys, are refused in words") {
  check_refused("compare " + three_weeks + "1 -o " + std::string(245, 'x'), "at most 239 bytes");
  const auto answer = clientele_program("validate \"$(printf 'no\\033[31m.json')\"");
  CHECK(answer.exit_code == 2);
  CHECK(!mentions(answer.err, "\033"));
}

}  // namespace
}  // namespace clientele::app
