// Documentation is checked by running it: generated tables are not stale, examples are valid, links lead
// somewhere.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "sim/scenario/loader.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/state_reference.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

constexpr std::string_view begin_mark = "<!-- generated: state, parameters and measures -->\n";
constexpr std::string_view end_mark = "<!-- end -->";

std::string with_tables(const std::string& text) {
  const auto begin = text.find(begin_mark), end = text.find(end_mark);
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  return text.substr(0, begin) + std::string(begin_mark) + "\n" + state_tables() + parameter_tables() + "\n" +
         text.substr(end);
}

// ./test --rewrite writes the tables anew.
TEST_CASE("the tables of the ODD are those of the registry and of the state") {
  const auto file = root / "sim/model/ODD.md";
  const auto text = text_of(file), fresh = with_tables(text);
  if (std::getenv("CLIENTELE_REWRITE")) std::ofstream(file, std::ios::binary) << fresh;
  CHECK(text_of(file) == fresh);
}

TEST_CASE("the README's scenario is valid as it stands") {
  const auto text = text_of(root / "README.md");
  const auto begin = text.find("```json\n"), end = text.find("```", begin + 8);
  REQUIRE(end != std::string::npos);
  const auto file = std::filesystem::temp_directory_path() / "clientele_readme_example.json";
  std::ofstream(file) << text.substr(begin + 8, end - begin - 8);
  const auto resolution = resolve(read_document(file, root / "scenarios"));
  CHECK_MESSAGE(resolution, render(resolution.mistakes));
  std::filesystem::remove(file);
}

TEST_CASE("every shipped scenario is valid and says what it shows and where its numbers come from") {
  std::size_t scenarios = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root / "scenarios")) {
    if (entry.path().extension() != ".json") continue;
    const auto resolution = resolve(read_document(entry.path(), root / "scenarios"));
    REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
    CHECK(resolution->scenario.name == entry.path().stem().string());
    CHECK(resolution->scenario.description.size() > 150);
    ++scenarios;
  }
  CHECK(scenarios >= 7);
}

TEST_CASE("links in the documents lead to files that exist") {
  const std::regex link(R"(\]\(<?([^)#:>]+)>?(#[^)]*)?\))");
  std::size_t links = 0;
  for (const auto& file : documents()) {
    const auto text = text_of(file);
    for (auto match = std::sregex_iterator(text.begin(), text.end(), link); match != std::sregex_iterator();
         ++match) {
      CHECK_MESSAGE(std::filesystem::exists(file.parent_path() / (*match)[1].str()),
                    (name_of(file) + ": " + (*match)[1].str()));
      ++links;
    }
  }
  CHECK(links > 20);
}

}  // namespace
}  // namespace clientele::scenario
