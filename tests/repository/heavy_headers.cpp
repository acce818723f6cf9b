// Headers that take long to compile reach only the files that need them: as the compiler told ninja while it
// built the program, so that what comes by way of other headers is seen, too.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

/// Headers, by what their paths end with or hold, and the files or folders of the program that they may
/// reach.
struct Heavy {
  const char* name;
  const char* pattern;
  std::vector<std::string> allowed;
};

const std::vector<std::string> boosts_functions = {"sim/random/distributions.cpp",
                                                   "analysis/distributions.cpp"};

const std::array heavies = {
    Heavy{"nlohmann/json", "/nlohmann/", {"sim/scenario/text/json.cpp"}},
    Heavy{"CLI11", "/CLI/", {"sim/app/command_line.cpp"}},
    Heavy{"SQLite", "/sqlite3\\.h$", {"sim/experiment/store/database.cpp"}},
    Heavy{"fmt/format.h", "/fmt/format\\.h$", {}},
    Heavy{"fmt/core.h",
          "/fmt/core\\.h$",
          {"analysis/rule.cpp", "sim/scenario/", "sim/experiment/", "sim/validation/", "sim/app/"}},
    Heavy{"Eigen",
          "/Eigen/",
          {"sim/model/", "sim/scenario/sections/symmetric_matrix.cpp", "sim/experiment/observe/",
           "sim/experiment/study/robust_comparison.cpp", "sim/experiment/study/sensitivity.cpp",
           "sim/validation/reproduction.cpp", "analysis/least_squares.cpp", "analysis/posterior.cpp",
           "analysis/regret.cpp", "analysis/sensitivity/"}},
    Heavy{"Boost.Math", "/boost/math/distributions/", boosts_functions},
    Heavy{"Boost.Random",
          "/boost/random/",
          {"analysis/posterior.cpp", "analysis/rule.cpp", "analysis/sensitivity/design.cpp",
           "analysis/sensitivity/elementary_effects.cpp", "analysis/sensitivity/sobol_indices.cpp"}},
    Heavy{"Boost.Uuid", "/boost/uuid/", {"sim/scenario/text/identity.cpp"}},
    Heavy{"Boost.Locale", "/boost/locale/", {"sim/scenario/text/wording.cpp"}},
    Heavy{"Random123", "/Random123/", {}},
    Heavy{"threads",
          "/c\\+\\+/[0-9]+/(thread|stop_token|condition_variable|future)$",
          {"sim/experiment/run/threaded/"}},
    Heavy{"regular expressions", "/c\\+\\+/[0-9]+/regex$", {}},
};

/// The headers that each source file of the program was compiled with.
using Reached = std::map<std::string, std::set<std::string>>;

Reached reached_headers() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> ninja(
      popen("ninja -C '" CLIENTELE_BUILD "' -t deps", "r"), pclose);
  REQUIRE(ninja);
  const std::regex object("^CMakeFiles/clientele[a-z_]*\\.dir/((?:sim|analysis)/.*\\.cpp)\\.o:.*");
  Reached reached;
  std::set<std::string>* headers = nullptr;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), ninja.get())) {
    std::string line = buffer.data();
    line.erase(line.find_last_not_of('\n') + 1);
    std::smatch source;
    if (line.starts_with("    ")) {
      if (headers) headers->insert(line.substr(4));
    } else {
      headers = std::regex_match(line, source, object) ? &reached[source[1]] : nullptr;
    }
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
  REQUIRE_MESSAGE(reached.size() > 80,
                  "ninja knows of too few files of the program: was it built with ninja?");
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
