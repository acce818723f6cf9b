// A small experiment, and a folder for what it leaves behind.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "sim/experiment/run/executor.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::experiment {

/// A folder of one test case, removed with it.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

/// Two policies for one of two businesses in a small town, a few weeks long.
Plan small_plan(int replications = 4, int weeks = 12);

Provenance test_provenance();

/// Runs what is missing.
Outcome run_missing(Store& store, unsigned jobs);

/// All tidy tables of the store, by name.
std::map<std::string, std::string> tables(const Store& store);

/// The rows of all tables of a store, except what the manifest says of how it was made.
std::string dump(const Store& store);

/// A store to go on with, which nobody else writes to.
Store resumed(const std::string& path);

/// What something says when it refuses with that exception; "" when it does not.
template <class Exception>
std::string refusal(const auto& attempt) {
  try {
    attempt();
  } catch (const Exception& error) {
    return error.what();
  }
  return "";
}

bool mentions(const std::string& text, const std::string& part);

std::string file_text(const std::string& path);

}  // namespace clientele::experiment
