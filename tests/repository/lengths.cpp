// Files of at most 500 lines, functions of at most 60, folders of at most 16 units: short enough to be read
// aloud.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

constexpr std::size_t longest_file = 500;
constexpr std::size_t longest_function = 60;
constexpr std::size_t most_units = 16;  ///< a unit is a header with its source file

std::vector<std::filesystem::path> all_sources() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"sim", "analysis", "tests", "bench"})
    for (const auto& file : sources_below(folder)) files.push_back(file);
  return files;
}

/// In this code style a function's body opens at the end of a line with ") {" or ") const {" (or a member
/// initialiser's) and closes with a brace at the indentation of the line that opened it.
bool opens_function(const std::string& line) {
  const auto indent = line.find_first_not_of(' ');
  const bool shallow = indent == 0 || indent == 2;
  const bool control = line.find("for (") == indent || line.find("if (") == indent ||
                       line.find("while (") == indent || line.find("switch (") == indent ||
                       line.find("namespace") == indent;
  return shallow && !control && line.ends_with("{") && line.find(')') != std::string::npos;
}

/// Lines from the one that opens a function to the one that closes it.
std::size_t length_from(const std::vector<std::string>& lines, std::size_t first) {
  const std::string closing = std::string(lines[first].find_first_not_of(' '), ' ') + "}";
  std::size_t last = first + 1;
  while (last < lines.size() && !lines[last].starts_with(closing)) ++last;
  return last - first + 1;
}

TEST_CASE("no file is longer than 500 lines and no function longer than 60") {
  std::size_t functions = 0;
  for (const auto& file : all_sources()) {
    const auto lines = lines_of(file);
    CHECK_MESSAGE(lines.size() <= longest_file, name_of(file));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!opens_function(lines[i])) continue;
      ++functions;
      CHECK_MESSAGE(length_from(lines, i) <= longest_function, (name_of(file) + ": " + lines[i]));
    }
  }
  CHECK(functions > 300);
}

TEST_CASE("no folder holds more than 16 units") {
  std::map<std::string, std::set<std::string>> units;
  for (const auto& file : all_sources()) units[name_of(file.parent_path())].insert(file.stem().string());
  CHECK(units.size() > 20);
  for (const auto& [folder, names] : units) CHECK_MESSAGE(names.size() <= most_units, folder);
}

}  // namespace
}  // namespace clientele::scenario
