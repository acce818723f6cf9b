// Every shipped scenario runs, with every policy it names.
#include <doctest/doctest.h>

#include <filesystem>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(CLIENTELE_SOURCE "/scenarios"))
    if (entry.path().extension() == ".json") files.push_back("scenarios/" + entry.path().filename().string());
  return files;
}

TEST_CASE("every shipped scenario validates and runs clean with every policy it names") {
  REQUIRE(shipped().size() >= 7);
  for (const auto& file : shipped()) {
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
