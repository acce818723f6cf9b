// Faults injected into a short sweep, a resume, an export and a report: whatever call of the system fails,
// and wherever memory runs out, the exit code tells the truth, and going on ends with what would have been.
//
// All calls of the system are made to fail, one after the other; of the call stacks that allocate, a sample,
// or all of them with CLIENTELE_LONG=1 (./test --long), which takes an hour or more.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sample = 300;

const std::string sweep =
    "sweep '" CLIENTELE_SOURCE "/tests/data/small.json' --vary businesses.0.price=500,560 -w 6 -j 1 -q";

/// What is done, in a folder that holds a store of one replication, unless it is made there.
struct Deed {
  std::string name, command;
  bool starts_with_store;
  std::string redo;  ///< what the user does next, if it failed
};

const Deed deeds[] = {
    {"sweep", sweep + " -n 2 --weekly -o s.sqlite", false, ""},
    {"resume", "resume s.sqlite -n 2 -q -j 1", true, ""},
    {"export", "export s.sqlite -q --csv tables", true, "export s.sqlite -q --csv tables --force"},
    {"report", "report s.sqlite -q -o page.html", true, "report s.sqlite -q -o page.html --force"},
};

Answer in_folder(const fs::path& folder, const std::string& environment, const std::string& command) {
  const auto out = scratch_path("fault_out"), err = scratch_path("fault_err");
  const auto line = "cd '" + folder.string() + "' && " + environment + " '" CLIENTELE_PROGRAM "' " + command +
                    " >'" + out + "' 2>'" + err + "'";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(out), text_of(err)};
}

std::string with_fault(const std::string& fault) {
  return "CLIENTELE_FAULT=" + fault + " LD_PRELOAD='" CLIENTELE_BUILD "/tests/libclientele_faults.so'";
}

/// A folder as a deed finds it.
fs::path prepared(const Deed& deed) {
  const fs::path folder = scratch_path("deed");
  fs::remove_all(folder);
  fs::create_directories(folder);
  const bool compares = deed.name == "report";
  static std::map<bool, std::string> stores;  // a report shows no sweep
  if (deed.starts_with_store && !stores.contains(compares)) {
    const auto store = scratch_path(compares ? "compared.sqlite" : "swept.sqlite");
    const auto make = compares ? "compare '" CLIENTELE_SOURCE "/tests/data/small.json' -w 30 -n 2 -j 1 -q"
                               : sweep + " -n 1 --weekly";
    REQUIRE(in_folder(folder, "", make + " -o '" + store + "'").exit_code == 0);
    stores[compares] = store;
  }
  if (deed.starts_with_store) fs::copy_file(stores[compares], folder / "s.sqlite");
  return folder;
}

/// All that a deed leaves: what an export says of the store, tables, the page.
std::map<std::string, std::string> result_in(const fs::path& folder) {
  std::map<std::string, std::string> result;
  for (const auto* table : {"runs", "weekly"})
    result[table] = in_folder(folder, "", "export s.sqlite --table " + std::string(table)).out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && !name.starts_with("s.sqlite")) result[name] = text_of(entry.path());
  }
  return result;
}

std::map<std::string, std::string> undisturbed(const Deed& deed) {
  const auto folder = prepared(deed);
  const auto answer = in_folder(folder, "", deed.command);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return result_in(folder);
}

void go_on(const Deed& deed, const fs::path& folder) {
  auto next = deed.redo;
  if (next.empty()) next = fs::exists(folder / "s.sqlite") ? "resume s.sqlite -n 2 -q -j 1" : deed.command;
  const auto answer = in_folder(folder, "", next);
  CHECK_MESSAGE(answer.exit_code == 0, answer.err);
}

void check_with(const Deed& deed, const std::string& fault, const std::map<std::string, std::string>& truth) {
  const auto folder = prepared(deed);
  const auto answer = in_folder(folder, with_fault(fault), deed.command);
  INFO(deed.name);
  INFO(fault);
  INFO(answer.err);
  CHECK((answer.exit_code == 0 || answer.exit_code == 1 || answer.exit_code == 2));
  for (const auto* word : {"terminate", "what()", "std::", "database is locked", "SQLITE"})
    CHECK(!mentions(answer.err, word));
  if (answer.exit_code != 0) {
    if (fault.starts_with("stack")) CHECK(!answer.err.empty());
    go_on(deed, folder);
  }
  CHECK((result_in(folder) == truth));
}

/// What a deed does undisturbed: how often it calls the system, and from where it allocates.
struct Log {
  std::map<std::string, int> calls;
  std::vector<std::string> stacks;
};

Log log_of(const Deed& deed) {
  const auto file = scratch_path("fault_log");
  REQUIRE(in_folder(prepared(deed), "CLIENTELE_FAULT_LOG='" + file + "' " + with_fault("none"), deed.command)
              .exit_code == 0);
  Log log;
  std::istringstream stream(text_of(file));
  for (std::string kind, value; stream >> kind >> value;)
    kind == "stack" ? log.stacks.push_back(value) : void(log.calls[kind] = std::stoi(value));
  return log;
}

bool can_be_done(const Deed& deed) { return deed.name != "report" || has_page(); }

TEST_CASE("every call of the system that fails is told of, and going on ends with what would have been") {
  for (const auto& deed : deeds) {
    if (!can_be_done(deed)) continue;
    const auto truth = undisturbed(deed);
    const auto log = log_of(deed);
    REQUIRE(log.calls.size() == 7);
    for (const auto& [kind, calls] : log.calls)
      for (int n = 1; n <= calls; ++n) check_with(deed, kind + ":" + std::to_string(n), truth);
  }
}

TEST_CASE("wherever memory runs out, it is told, and going on ends with what would have been") {
  const bool is_long = std::getenv("CLIENTELE_LONG") != nullptr;
  for (const auto& deed : deeds) {
    if (!can_be_done(deed)) continue;
    const auto truth = undisturbed(deed);
    const auto log = log_of(deed);
    REQUIRE(log.stacks.size() > sample);
    const auto step = is_long ? 1 : log.stacks.size() / sample;
    for (std::size_t i = 0; i < log.stacks.size(); i += step)
      check_with(deed, "stack:" + log.stacks[i], truth);
  }
}

}  // namespace
}  // namespace clientele::app
