// What the README shows is what the program says.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

const std::string readme = CLIENTELE_SOURCE "/README.md";

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

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

/// Asserts that `best` has the highest operating margin of the three schools, every 95 % interval of the
/// paired difference to it excluding zero.
void check_winner(const std::string& scenario, const std::string& best) {
  CAPTURE(scenario);
  const Answer answer =
      clientele_program("compare scenarios/" + scenario + ".json --format json --baseline " + best);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const auto result = clientele::scenario::Json::parse(answer.out);
  std::size_t others = 0;
  for (const auto& policy : result["policies"]) {
    if (policy["name"] == best) continue;
    CHECK(policy["versus_baseline"]["operating_margin"]["ci_high"] < 0);
    ++others;
  }
  CHECK(others == 2);
}

// Default seed and replications, as the README claims.
TEST_CASE("each of the three schools wins somewhere, clearly") {
  check_winner("shop", "customer_always_right");
  check_winner("boutique", "right_customer");
  check_winner("it_consultancy", "partnership");
}

}  // namespace
}  // namespace clientele::app
