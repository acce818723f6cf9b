// Every shipped scenario runs, with every policy it names.
#include <doctest/doctest.h>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

TEST_CASE("every shipped scenario validates and runs clean with every policy it names") {
  REQUIRE(shipped_scenarios().size() >= 7);
  for (const auto& file : shipped_scenarios()) {
    CAPTURE(file);
    const Answer valid = clientele_program("validate " + file);
    CHECK_MESSAGE(valid.exit_code == 0, valid.err);
    const Answer answer = clientele_program("compare " + file + " --weeks 8 -n 2 --format json");
    REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
    const auto result = clientele::scenario::Json::parse(answer.out);
    REQUIRE(result["policies"].size() >= 3);
    for (const auto& policy : result["policies"]) {
      CHECK(policy["metrics"]["accounts"]["mean"] > 0);
      CHECK(policy["metrics"]["satisfaction"]["mean"] > 0.1);
      CHECK(policy["metrics"]["satisfaction"]["mean"] < 0.95);
    }
  }
}

}  // namespace
}  // namespace clientele::app
