// The walks of sim/README.md are walked: every hop is a function that exists, that names what it hands on,
// and that the hop before it calls or whose variable it reads.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

constexpr std::size_t most_hops = 12;

struct Hop {
  std::string function;
  std::string file;
  std::string hands_on;  ///< the function that it calls, or the variable that it writes, for the next hop
};

struct Walk {
  std::string title;
  std::vector<Hop> hops;
};

/// "### Walk: TITLE", then lines "N. [`function`](file) ... `what it hands on`".
std::vector<Walk> walks_of(const std::filesystem::path& guide) {
  const std::regex title("### Walk: (.*)"), hop(R"(\d+\. \[`(\w+)`\]\(([^)]+)\).*`(\w+)`[^`]*)");
  std::vector<Walk> walks;
  for (const auto& line : lines_of(guide)) {
    std::smatch match;
    if (std::regex_match(line, match, title)) {
      walks.push_back({match[1], {}});
    } else if (line.starts_with("## ") && !walks.empty()) {
      break;
    } else if (!walks.empty() && !line.empty() && std::isdigit(static_cast<unsigned char>(line[0]))) {
      REQUIRE_MESSAGE(std::regex_match(line, match, hop), line);
      walks.back().hops.push_back({match[1], match[2], match[3]});
    }
  }
  return walks;
}

std::size_t closing_brace(const std::string& text, std::size_t opening) {
  int depth = 0;
  for (std::size_t i = opening; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth == 0) return i;
  }
  return text.size();
}

std::string without_comments(const std::string& text) {
  return std::regex_replace(text, std::regex("//[^\n]*"), "");
}

/// The definition of a function: its name, parameters and body; empty if the file has none.
std::string definition(const std::filesystem::path& file, const std::string& function) {
  const auto text = without_comments(text_of(file));
  const std::regex head("\\b" + function + R"(\(([^;{}]|\{\})*\)( const)?\s*(:[^;]*?\))?\s*\{)");
  std::smatch match;
  if (!std::regex_search(text, match, head)) return {};
  const auto begin = static_cast<std::size_t>(match.position());
  const auto opening = begin + static_cast<std::size_t>(match.length()) - 1;
  return text.substr(begin, closing_brace(text, opening) - begin + 1);
}

bool names(const std::string& body, const std::string& word) {
  return std::regex_search(body, std::regex("\\b" + word + "\\b"));
}

void follow(const Walk& walk) {
  CAPTURE(walk.title);
  CHECK(walk.hops.size() >= 5);
  CHECK(walk.hops.size() <= most_hops);
  for (std::size_t i = 0; i < walk.hops.size(); ++i) {
    const auto& hop = walk.hops[i];
    const auto body = definition(root / "sim" / hop.file, hop.function);
    REQUIRE_MESSAGE(!body.empty(), (hop.file + " defines no " + hop.function));
    CHECK_MESSAGE(names(body, hop.hands_on), (hop.function + " does not name " + hop.hands_on));
    if (i == 0) continue;
    const auto& handed_on = walk.hops[i - 1].hands_on;
    CHECK_MESSAGE(names(body, handed_on), (hop.function + " neither is nor reads " + handed_on));
  }
}

TEST_CASE("the walks of the guide lead through the code, in at most twelve hops") {
  const auto walks = walks_of(root / "sim/README.md");
  CHECK(walks.size() == 3);
  for (const auto& walk : walks) follow(walk);
}

TEST_CASE("a hop that is not there is noticed") {
  CHECK(definition(root / "sim/model/business.cpp", "no_such_function").empty());
  const auto body = definition(root / "sim/model/business.cpp", "close_books");
  CHECK(names(body, "firm"));
  CHECK(!names(body, "satisfaction"));
}

/// What every README links to, directly: the one above it must name it.
TEST_CASE("every README is linked from the one above it") {
  for (const auto& file : documents()) {
    if (file.filename() != "README.md" || file == root / "README.md") continue;
    auto folder = file.parent_path();
    std::filesystem::path above;
    do {
      folder = folder.parent_path();
      above = folder / "README.md";
    } while (!std::filesystem::exists(above));
    const auto link = std::filesystem::relative(file, folder).string();
    CHECK_MESSAGE(text_of(above).find("](" + link + ")") != std::string::npos,
                  (name_of(file) + " is not linked from " + name_of(above)));
  }
}

}  // namespace
}  // namespace clientele::scenario
