// Every malformed scenario in tests/data/malformed is refused with exactly the mistakes listed in
// EXPECTED.txt, at their places, in order.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>

#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

struct Expectation {
  std::string place;
  std::string words;
};

std::map<std::string, std::vector<Expectation>> read_expectations(const std::filesystem::path& file) {
  std::map<std::string, std::vector<Expectation>> expected;
  std::ifstream stream(file);
  std::string current;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("  ")) {
      const auto end = line.find("  ", 2);
      expected[current].push_back({line.substr(2, end - 2), line.substr(end + 2)});
    } else {
      current = line;
    }
  }
  return expected;
}

}  // namespace

TEST_CASE("every malformed scenario is refused with exactly the mistakes it has, at their places") {
  const auto folder = source_folder / "tests/data/malformed";
  const auto expected = read_expectations(folder / "EXPECTED.txt");
  CHECK(expected.size() >= 45);
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.insert(entry.path().filename());

  for (const auto& file : files) {
    CAPTURE(file);
    REQUIRE(expected.contains(file));
    const auto& mistakes = expected.at(file);
    const auto resolution = resolve(read_document(folder / file, source_folder / "scenarios"));
    CHECK_FALSE(resolution);
    CHECK_MESSAGE(resolution.mistakes.list.size() == mistakes.size(), render(resolution.mistakes));
    for (std::size_t i = 0; i < std::min(mistakes.size(), resolution.mistakes.list.size()); ++i) {
      const auto& found = resolution.mistakes.list[i];
      CHECK(fmt::format("{}:{}", found.line, found.column) == mistakes[i].place);
      const auto said = found.problem + " | " + found.remedy;
      CHECK_MESSAGE(said.find(mistakes[i].words) != said.npos, said);
    }
  }
  for (const auto& [file, mistakes] : expected) CHECK_MESSAGE(files.contains(file), file);
}
