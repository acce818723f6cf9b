// Stores by name: what is written where by default, what a name promises, what is never overwritten, and what
// is said of a store that is not finished.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;
using clientele::scenario::Json;

const std::string small_file = CLIENTELE_SOURCE "/tests/data/small.json";

/// A folder of its own in which the program is run by `cd FOLDER && clientele ...`.
std::string new_folder(const std::string& name) {
  const auto folder = scratch_path(name);
  fs::create_directory(folder);
  return folder;
}

Answer in_folder(const std::string& folder, const std::string& arguments) {
  return clientele_program("--version > /dev/null; cd '" + folder + "' && '" CLIENTELE_PROGRAM "' " +
                           arguments);
}

TEST_CASE("a sweep without a store's name says where it writes, and never blocks the next") {
  const auto folder = new_folder("default");
  const auto sweep = "sweep " + small_file + " --vary businesses.0.price=500,560 -n 1 -w 3";
  for (const auto* name : {"small-sweep.sqlite", "small-sweep-2.sqlite", "small-sweep-3.sqlite"}) {
    const auto answer = in_folder(folder, sweep);
    CHECK(answer.exit_code == 0);
    CHECK(mentions(answer.err, "runs into " + std::string(name)));
    CHECK(fs::exists(folder + "/" + name));
  }
  CHECK(mentions(in_folder(folder, sweep + " --force").err, "runs into small-sweep.sqlite"));
  std::ofstream(folder + "/small-sweep-4.sqlite-wal") << "the log of a store that was removed\n";
  CHECK(mentions(in_folder(folder, sweep).err, "runs into small-sweep-5.sqlite"));
}

TEST_CASE("sweeps that begin at the same time without a store's name take a name each") {
  const auto folder = new_folder("at_once");
  const auto sweep = "'" CLIENTELE_PROGRAM "' sweep '" CLIENTELE_SOURCE "/tests/data/small.json' --vary " +
                     std::string("businesses.0.price=500,560 -n 1 -w 3 -q > /dev/null");
  const auto answer =
      clientele_program("--version > /dev/null; cd '" + folder + "'; for i in 1 2 3 4 5 6 7 8; do " + sweep +
                        " || touch refused.sqlite & done; wait; ls *.sqlite");
  CHECK(!mentions(answer.out, "refused"));
  CHECK(mentions(answer.out, "small-sweep-8.sqlite"));
  CHECK(std::ranges::count(answer.out, '\n') == 8);
}

TEST_CASE("a store's name promises a store") {
  const auto compare = "compare " + small_file + " -n 1 -w 2 -o ";
  check_refused(compare + scratch_path("book.xlsx"), "--csv FOLDER");
  check_refused(compare + scratch_path("rows.CSV"), "rows.sqlite, and tables for spreadsheets");
  check_refused(compare + scratch_path("answer.json") + " --force", "--format json");
  check_refused(compare + scratch_path("page.html"), "clientele report");
  CHECK(!fs::exists(scratch_path("book.xlsx")));
}

TEST_CASE("no output replaces what the command reads, nor another of its outputs, by any spelling") {
  const auto folder = new_folder("own");
  fs::copy_file(small_file, folder + "/my.json");
  fs::copy_file(small_file, folder + "/scenario");
  fs::create_symlink("scenario", folder + "/link");
  fs::create_hard_link(folder + "/scenario", folder + "/other");
  const auto before = text_of(folder + "/scenario");
  for (const std::string output : {"scenario", "./scenario", "../own/scenario", "link", "other"}) {
    const auto answer = in_folder(folder, "compare scenario -n 1 -w 2 -q --force -o " + output);
    CHECK(answer.exit_code == 2);
    CHECK(mentions(answer.err, "is read by this command"));
  }
  CHECK(text_of(folder + "/scenario") == before);
  const auto page = in_folder(folder, "report scenario -n 1 -w 2 -q --force -o scenario");
  CHECK(page.exit_code == 2);
  CHECK(text_of(folder + "/scenario") == before);
  const auto both = in_folder(folder, "report scenario -n 1 -w 2 -q -o x.html --store ./x.html");
  CHECK(both.exit_code == 2);
  CHECK(!fs::exists(folder + "/x.html"));
}

TEST_CASE("who finds a store of another state of the scenario is told so") {
  const auto folder = new_folder("edited");
  fs::copy_file(small_file, folder + "/s.json");
  const std::string compare = "compare s.json -n 2 -w 5 -q -o s.sqlite";
  CHECK(in_folder(folder, compare).exit_code == 0);
  CHECK(mentions(in_folder(folder, compare).err,
                 "with 10 of 10 runs of this experiment; go on with it: clientele resume"));
  CHECK(mentions(in_folder(folder, "compare s.json -n 3 -w 5 -q -o s.sqlite").err, "resume s.sqlite -n 3"));
  auto edited = Json::parse(text_of(folder + "/s.json"));
  edited["businesses"][0]["price"] = 600;
  std::ofstream(folder + "/s.json") << edited.dump();
  const auto answer = in_folder(folder, compare);
  CHECK(answer.exit_code == 2);
  CHECK(mentions(answer.err, "another state of the scenario"));
  CHECK(!mentions(answer.err, "go on with it"));
}

TEST_CASE("what cannot be written in the end is refused before the first run") {
  const auto folder = new_folder("tables_in_the_way");
  const auto store = scratch_path("small.sqlite");
  CHECK(clientele_program("compare " + small_file + " -n 1 -w 5 -q -o " + store).exit_code == 0);
  std::ofstream(folder + "/summary.csv") << "mine\n";
  const std::string resume = "resume " + store + " -n 9 -q --csv " + folder;
  check_refused(resume, "already exists");
  check_refused(resume + " --force", "is no table of this program");
  const auto summary = clientele_program("export " + store + " --table summary").out;
  CHECK(mentions(summary, ",accounts,accounts,1,"));
  CHECK(text_of(folder + "/summary.csv") == "mine\n");
}

TEST_CASE("an unfinished store says so in every export and page, and what was printed after a kill goes on") {
  const auto store = scratch_path("unfinished.sqlite");
  {
    const Running work({"compare", small_file, "-n", "3000", "-w", "200", "-j", "1", "-q", "-o", store});
    for (int i = 0; i < 200 && clientele_program("export " + store).out.find("\nsmall,") == std::string::npos;
         ++i)
      usleep(20'000);
    work.send(SIGKILL);
  }
  for (const auto* table : {"runs", "summary", "weekly", "survival"}) {
    const auto answer = clientele_program("export " + store + " --table " + table);
    CHECK(answer.exit_code == 0);
    CHECK(mentions(answer.err, " of 15000 runs are finished"));
  }
  check_refused("compare " + small_file + " -n 3000 -w 200 -o " + store, "of 15000 runs of this experiment");
}

}  // namespace
}  // namespace clientele::app
