// What must not change a number: threads, names, the order of keys, the currency; and what must make no
// difference: policies with equal levers.
#include <doctest/doctest.h>

#include <regex>
#include <stdexcept>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string scenario_text = R"({
  "name": "small", "description": "for tests", "weeks": 40, "seed": 7, "replications": 6,
  "markets": [{"name": "town", "count": 3, "population": 150, "going_rate": 500}],
  "segments": [
    {"name": "open", "share": 0.6, "contract_weeks": 13, "traits": {"openness": 0.8, "knowledge": 0.5, "base_churn": 0.05,
      "budget": {"distribution": "lognormal", "mean": 480, "sd": 60}}},
    {"name": "closed", "share": 0.4, "contract_weeks": 13, "traits": {"openness": 0.2, "respect": 0.4, "base_churn": 0.05}}],
  "businesses": [
    {"name": "ours", "price": 500, "wage": 1400, "staff": 7, "initial_accounts": 40, "overhead": 4000, "marketing_budget": 100},
    {"name": "theirs", "policy": "partnership", "price": 520, "wage": 1300, "staff": 4, "initial_accounts": 20}],
  "policies": ["customer_always_right", "partnership", {"name": "twin", "based_on": "partnership"}]
})";

Json compared(const std::string& file, const std::string& more = "") {
  const Answer answer = clientele_program("compare " + file + " --format json " + more);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return Json::parse(answer.out);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return std::regex_replace(text, std::regex(what), by);
}

const Json& policy_of(const Json& result, const std::string& name) {
  for (const auto& policy : result["policies"])
    if (policy["name"] == name) return policy;
  throw std::out_of_range("no policy is called " + name);
}

/// The metrics of all policies, without names.
Json numbers(const Json& result) {
  Json all = Json::array();
  for (const auto& policy : result["policies"]) all.push_back({policy["metrics"], policy["versus_baseline"]});
  return all;
}

TEST_CASE("compare gives the same bytes for any number of jobs") {
  const auto file = scratch_file("small.json", scenario_text);
  const Answer one = clientele_program("compare " + file + " --format json --jobs 1");
  REQUIRE_MESSAGE(one.exit_code == 0, one.err);
  CHECK(one.out.size() > 1000);
  for (const char* jobs : {"2", "3", "8"})
    CHECK(clientele_program("compare " + file + " --format json --jobs " + jobs).out == one.out);
  // Fewer runs than jobs: threads share the markets of one world instead.
  const std::string alone = "compare " + file + " --format json -n 1 --policies twin --jobs ";
  CHECK(clientele_program(alone + "1").out == clientele_program(alone + "4").out);
}

TEST_CASE("the JSON of compare says what it compared, and against what") {
  const auto result = compared(scratch_file("small.json", scenario_text));
  CHECK(result["scenario"] == "small");
  CHECK(result["weeks"] == 40);
  CHECK(result["seed"] == 7);
  CHECK(result["replications"] == 6);
  CHECK(result["baseline"] == "today");
  REQUIRE(result["policies"].size() == 4);
  CHECK(result["policies"][0]["name"] == "today");
  for (const auto& policy : result["policies"])
    for (const char* metric : {"churn_rate", "operating_margin", "burnout_share", "profit_per_week", "failed",
                               "accounts", "staff_turnover", "satisfaction"})
      for (const char* part : {"metrics", "versus_baseline"})
        for (const char* figure : {"mean", "sd", "ci_low", "ci_high", "unit"})
          CHECK(policy[part][metric].contains(figure));
  for (const auto& [metric, difference] : result["policies"][0]["versus_baseline"].items())
    CHECK(difference["mean"] == 0);
}

TEST_CASE("policies with equal levers differ by exactly zero") {
  const auto result = compared(scratch_file("small.json", scenario_text), "--baseline partnership");
  for (const auto& [metric, difference] : policy_of(result, "twin")["versus_baseline"].items()) {
    CHECK(difference["mean"] == 0);
    CHECK(difference["sd"] == 0);
  }
  for (const char* other : {"today", "customer_always_right"})
    CHECK(policy_of(result, other)["versus_baseline"]["churn_rate"]["mean"] != 0);
}

TEST_CASE("renaming segments, businesses and policies, and the order of keys, change no number") {
  const auto before = compared(scratch_file("small.json", scenario_text));
  auto renamed = replaced(scenario_text, "\"twin\"", "\"zebra\"");
  renamed = replaced(replaced(renamed, "\"open\"", "\"aardvark\""), "\"ours\"", "\"the firm\"");
  CHECK(numbers(compared(scratch_file("renamed.json", renamed))) == numbers(before));
  const auto sorted = Json::parse(scenario_text).sorted().dump(1);
  CHECK(numbers(compared(scratch_file("sorted.json", sorted))) == numbers(before));
}

TEST_CASE("another currency scales money and nothing else") {
  const auto before = compared(scratch_file("small.json", scenario_text));
  auto dear = scenario_text;
  for (const char* amount : {"500", "520", "480", "1400", "1300", "4000", "60}", "100}"}) {
    const std::string digits = std::string(amount).substr(0, std::string(amount).find('}'));
    dear = replaced(dear, ": " + digits + "\\b", ": " + digits + "0");
  }
  dear = replaced(dear, "\"seed\": 7", R"("seed": 7, "model": {})");
  auto scenario = Json::parse(dear);
  for (auto& business : scenario["businesses"]) business["support_cost"] = 600, business["crm_cost"] = 400;
  for (auto& segment : scenario["segments"])
    if (!segment["traits"].contains("budget")) segment["traits"]["budget"] = 5000;
  const auto after = compared(scratch_file("dear.json", scenario.dump()));
  REQUIRE(before["policies"].size() == 4);
  for (std::size_t p = 0; p < 4; ++p)
    for (const auto& [metric, value] : before["policies"][p]["metrics"].items()) {
      CAPTURE(metric);
      const bool money = value["unit"].get<std::string>().starts_with("money");
      const auto scaled = after["policies"][p]["metrics"][metric]["mean"].get<double>(),
                 plain = value["mean"].get<double>();
      CHECK(scaled == doctest::Approx(money ? 10 * plain : plain).epsilon(1e-9));
    }
}

}  // namespace
}  // namespace clientele::app
