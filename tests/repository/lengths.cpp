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

bool is_blank_or_comment(const std::string& line) {
  const auto begin = line.find_first_not_of(' ');
  return begin == std::string::npos || line.compare(begin, 2, "//") == 0 || line[begin] == '#';
}

/// The statement that begins at a line, as far as its first line that ends it or opens a brace.
std::string statement_from(const std::vector<std::string>& lines, std::size_t first) {
  std::string statement;
  for (std::size_t i = first; i < lines.size() && i < first + 15; ++i) {
    statement += lines[i] + ' ';
    if (lines[i].ends_with('{') || lines[i].ends_with(';') || lines[i].ends_with('}')) break;
  }
  return statement;
}

/// In this code style a function begins at the margin, or two columns from it in a class, with what may take
/// several lines, the last of which opens its body; it closes with a brace in the column where it began.
bool opens_function(const std::vector<std::string>& lines, std::size_t first) {
  const auto& line = lines[first];
  if (is_blank_or_comment(line)) return false;
  const auto indent = line.find_first_not_of(' ');
  if (indent != 0 && indent != 2) return false;
  for (const auto* other : {"for (", "if (", "while (", "switch (", "namespace", "} else", "}"})
    if (line.compare(indent, std::string_view(other).size(), other) == 0) return false;
  const auto statement = statement_from(lines, first);
  return statement.ends_with("{ ") && !statement.ends_with("({ ") && statement.find('(') != std::string::npos;
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
      if (!opens_function(lines, i)) continue;
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
