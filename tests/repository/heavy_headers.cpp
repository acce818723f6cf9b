// Headers that take long to compile reach only the files that need them, by way of other headers of the
// project, too.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

/// Headers, by their names, and the files or folders of the program that they may reach.
struct Heavy {
  const char* name;
  const char* pattern;
  std::vector<std::string> allowed;
};

const std::vector<std::string> boosts_functions = {"sim/random/distributions.cpp",
                                                   "analysis/distributions.cpp"};

const std::array heavies = {
    Heavy{"nlohmann/json", "^nlohmann/", {"sim/scenario/text/json.cpp"}},
    Heavy{"CLI11", "^CLI/", {"sim/app/command_line.cpp"}},
    Heavy{"SQLite", "^sqlite3\\.h$", {"sim/experiment/store/database.cpp"}},
    Heavy{"fmt/format.h", "^fmt/format\\.h$", {}},
    Heavy{"fmt/core.h",
          "^fmt/core\\.h$",
          {"analysis/rule.cpp", "sim/scenario/", "sim/experiment/", "sim/validation/", "sim/app/"}},
    Heavy{"Eigen",
          "^Eigen/",
          {"sim/model/", "sim/scenario/sections/symmetric_matrix.cpp", "sim/experiment/observe/",
           "sim/experiment/study/robust_comparison.cpp", "sim/experiment/study/sensitivity.cpp",
           "sim/validation/reproduction.cpp", "analysis/least_squares.cpp", "analysis/posterior.cpp",
           "analysis/regret.cpp", "analysis/sensitivity/"}},
    Heavy{"Boost.Math", "^boost/math/distributions/", boosts_functions},
    Heavy{"Boost.Random",
          "^boost/random/",
          {"analysis/posterior.cpp", "analysis/rule.cpp", "analysis/sensitivity/design.cpp",
           "analysis/sensitivity/elementary_effects.cpp", "analysis/sensitivity/sobol_indices.cpp"}},
    Heavy{"Boost.Uuid", "^boost/uuid/", {"sim/scenario/text/identity.cpp"}},
    Heavy{"Boost.Locale", "^boost/locale/", {"sim/scenario/text/wording.cpp"}},
    Heavy{"Random123", "^Random123/", {}},
    Heavy{"threads", "^(thread|stop_token|condition_variable|future)$", {"sim/experiment/run/threaded/"}},
    Heavy{"regular expressions", "^regex$", {}},
};

/// What a source file of the program includes of libraries, itself or by way of other headers of the project.
using Names = std::set<std::string>;

void add_reached(const std::filesystem::path& file, Names& reached, std::set<std::filesystem::path>& seen) {
  static const std::regex include(R"re(^#include (?:"([^"]+)"|<([^>]+)>).*)re");
  if (!seen.insert(file).second) return;
  for (const auto& line : lines_of(file)) {
    std::smatch name;
    if (!std::regex_match(line, name, include)) continue;
    if (name[1].matched) add_reached(root / name[1].str(), reached, seen);
    if (name[2].matched) reached.insert(name[2]);
  }
}

std::map<std::string, Names> reached_headers() {
  std::map<std::string, Names> reached;
  for (const std::string folder : {"sim", "analysis"})
    for (const auto& file : sources_below(folder)) {
      if (file.extension() != ".cpp") continue;
      std::set<std::filesystem::path> seen;
      add_reached(file, reached[name_of(file)], seen);
    }
  return reached;
}

bool is_allowed(const std::string& source, const Heavy& heavy) {
  return std::ranges::any_of(heavy.allowed, [&](const auto& place) { return source.starts_with(place); });
}

std::string places_of(const Heavy& heavy) {
  std::string places;
  for (const auto& place : heavy.allowed) places += (places.empty() ? "" : ", ") + place;
  return places.empty() ? "nothing" : places;
}

TEST_CASE("headers that take long to compile reach only the files that need them") {
  const auto reached = reached_headers();
  REQUIRE(reached.size() > 80);
  for (const auto& heavy : heavies) {
    const std::regex pattern(heavy.pattern);
    std::set<std::string> needed;
    for (const auto& [source, headers] : reached)
      for (const auto& header : headers) {
        if (!std::regex_search(header, pattern)) continue;
        for (const auto& place : heavy.allowed)
          if (source.starts_with(place)) needed.insert(place);
        CHECK_MESSAGE(is_allowed(source, heavy), (source + " compiles " + header + ", but " + heavy.name +
                                                  " may reach only " + places_of(heavy)));
        break;
      }
    for (const auto& place : heavy.allowed)
      CHECK_MESSAGE(needed.contains(place), (std::string(heavy.name) + " reaches nothing in " + place));
  }
}

}  // namespace
}  // namespace clientele::scenario
