// What the README shows is what the program says.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

const std::string readme = CLIENTELE_SOURCE "/README.md";

// ./test --rewrite writes it anew.
TEST_CASE("the first result in the README is what the program prints") {
  const Answer answer = clientele_program("compare scenarios/agency.json");
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const std::string text = text_of(readme), opening = "```text\n";
  const auto begin = text.find(opening) + opening.size(), end = text.find("```\n", begin);
  REQUIRE(end != std::string::npos);
  if (std::getenv("CLIENTELE_REWRITE"))
    std::ofstream(readme, std::ios::binary) << text.substr(0, begin) << answer.out << text.substr(end);
  const std::string now = text_of(readme);
  CHECK(now.find(answer.out) != std::string::npos);
}

/// The lines of the README that run the program.
std::vector<std::string> commands() {
  std::vector<std::string> lines;
  std::istringstream stream(text_of(readme));
  const std::string start = "    ./clientele ";
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with(start)) lines.push_back(line.substr(start.size(), line.find(" #") - start.size()));
  return lines;
}

TEST_CASE("the README's commands are verbs, with options they have") {
  CHECK(commands().size() > 12);
  for (const auto& command : commands()) {
    CAPTURE(command);
    const auto verb = command.substr(0, command.find(' '));
    const auto help = clientele_program(verb + " --help");
    CHECK(help.exit_code == 0);
    std::istringstream words(command);
    for (std::string word; words >> word;)
      if (word.starts_with("-")) CHECK_MESSAGE(mentions(help.out, word), word);
  }
}

TEST_CASE("the README's example of a divergence shows one") {
  for (const auto& command : commands()) {
    if (!command.starts_with("diverge")) continue;
    const auto answer = clientele_program(command.substr(0, command.find("  ")));
    CHECK(mentions(answer.out, "is the same under both policies until week"));
  }
}

}  // namespace
}  // namespace clientele::app
