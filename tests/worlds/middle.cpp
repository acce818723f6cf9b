// Where a scenario lies among its plausible worlds.
#include <doctest/doctest.h>

#include <algorithm>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

/// Whether the scenario as it is lies in the middle half of its plausible worlds, under every policy; where
/// it does not, the answer must name what shifts its worlds.
bool is_in_the_middle(const std::string& file, const std::string& options) {
  const Answer answer =
      clientele_program("compare " + file + " -q --uncertain --worlds 64 --format json" + options);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const auto result = clientele::scenario::Json::parse(answer.out);
  CHECK(result["worlds"] == 64);
  bool all = true;
  for (const auto& policy : result["policies"]) {
    const bool inside =
        policy["nominal"] >= policy["lower_quartile"] && policy["nominal"] <= policy["upper_quartile"];
    all = all && inside;
    const auto& skews = result["skews"][policy["name"].text()];
    CHECK(skews.size() == 5);
    for (const auto& skew : skews) CHECK(skew["half_width"] > 0);
  }
  return all;
}

/// How much of a scenario is simulated in each world: means over worlds need few replications; of the large
/// scenarios a year or two will do, and of the call centre one of its markets.
std::string extent_for(const std::string& file) {
  if (mentions(file, "call_centre")) return " -n 2 -w 52 --set markets.0.count=1";
  if (mentions(file, "tiny_studio")) return " -n 40";  // of which many fail, or do not
  return mentions(file, "shop") || mentions(file, "price_war") ? " -n 2 -w 52" : " -n 8";
}

TEST_CASE("a shipped scenario lies in the middle half of its plausible worlds, in six of eight at least") {
  std::size_t in_the_middle = 0;
  for (const auto& file : shipped_scenarios()) {
    CAPTURE(file);
    in_the_middle += is_in_the_middle(file, extent_for(file));
  }
  CHECK(in_the_middle >= 6);
}

TEST_CASE("where a scenario is not in the middle of its worlds, the answer names what shifts them") {
  // Clients expect what the scenario says or more: it is at the edge.
  const std::string command =
      "compare tests/data/small.json -q --uncertain --worlds 64 -w 26 "
      "--set past_weeks=0 'plausible={\"model.reference_satisfaction\": [0.6, 0.95]}'";
  const Answer answer = clientele_program(command);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  auto text = answer.out;
  std::ranges::replace(text, '\n', ' ');
  CHECK_MESSAGE(mentions(text, "it is not in the middle half."), text);
  CHECK(mentions(text, "would change operating margin by: reference_satisfaction -"));
  CHECK(mentions(text, "these shift the mean of worlds most surely"));
}

}  // namespace
}  // namespace clientele::app
