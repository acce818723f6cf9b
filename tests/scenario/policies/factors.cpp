// Factors of a crossing: stated in a scenario, they become policies, one for each combination of their
// levels.
#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

namespace clientele::scenario {
namespace {

const auto document_of_agency = [] {
  auto document = read_document(source_folder / "scenarios/agency.json", source_folder / "scenarios");
  document.root->erase("policies");
  return document;
};

Json with_factors(const std::string& factors, const std::vector<std::string>& more = {}) {
  std::vector<std::string> overrides{"factors=" + factors};
  overrides.insert(overrides.end(), more.begin(), more.end());
  const auto resolution = resolve(document_of_agency(), overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return resolution->document;
}

std::vector<std::string> names_of(const Json& document) {
  std::vector<std::string> names;
  for (const auto& policy : document.at("policies")) names.push_back(policy.at("name").text());
  return names;
}

/// What is complained of.
std::string problems_of(const std::string& factors) {
  return render(resolve(document_of_agency(), {"factors=" + factors}).mistakes);
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != text.npos; }

TEST_CASE("said and served are the four presets of the argument, which are compared without factors too") {
  const auto document = with_factors(R"(["said", "served"])");
  const std::vector<std::string> four(default_policies.begin(), default_policies.end());
  auto names = names_of(document);
  CHECK(names.back() == policy_today);
  names.pop_back();
  CHECK(names == four);
  CHECK(document.at("policies") == resolve(document_of_agency())->document.at("policies"));
}

TEST_CASE("each combination of levels is a policy, all else as today") {
  const auto document = with_factors(
      R"(["said", {"lever": "utilisation_cap", "values": [0.9, 1.2]}, {"name": "care", "levels": [
        {"name": "little", "levers": {}}, {"name": "much", "levers": {"staff_support": 0.9, "overtime_cap": 1}}]}])",
      {"policies.today.levers.crm=0.8"});
  CHECK(names_of(document).size() == 1 + 8);  // today was set, and stands first
  const auto& policy = document.at("policies").at(8);
  CHECK(policy.at("name").text() == "partner + utilisation_cap 1.2 + much");
  CHECK(policy.at("levers").at("contradict") == Json(0.85));
  CHECK(policy.at("levers").at("utilisation_cap") == Json(1.2));
  CHECK(policy.at("levers").at("overtime_cap") == Json(1));
  CHECK(policy.at("levers").at("crm") == Json(0.8));
  CHECK(policy.at("levers").at("targeting") == Json(0.3));  // served is no factor here: as today
  CHECK(document.at("policies").at(1).at("levers").at("staff_support") == Json(0.3));
}

TEST_CASE("a document that was resolved resolves to itself") {
  const auto once = with_factors(R"(["said", {"lever": "price_response", "values": ["hold", "match"]}])");
  const auto again = resolve(parse_document("resolved", once.dump()));
  REQUIRE_MESSAGE(again, render(again.mistakes));
  CHECK(again->document == once);
}

TEST_CASE("what is wrong with factors is said, each with its place and a remedy") {
  CHECK(has(problems_of(R"(["said"])"), "there are 1 factors"));
  CHECK(has(problems_of(R"(["said", "sreved"])"), "did you mean \"served\"?"));
  CHECK(has(problems_of(R"(["said", "said"])"), "the name of another one already"));
  CHECK(has(problems_of(R"(["said", 3])"), "a factor must be"));
  CHECK(has(problems_of(R"(["said", {"lever": "crm", "values": [1]}])"), "there are 1 values"));
  CHECK(
      has(problems_of(R"(["said", {"lever": "crm", "values": [0, 0.2, 0.4, 0.6]}])"), "there are 4 values"));
  CHECK(has(problems_of(R"(["said", {"lever": "crm", "values": [0.2, 7]}])"), "out of range"));
  CHECK(has(problems_of(R"(["said", {"lever": "crmm", "values": [0, 1]}])"), "did you mean \"crm\"?"));
  CHECK(
      has(problems_of(R"(["said", {"lever": "calm", "values": [0, 1]}])"), "in the factor \"said\" already"));
  CHECK(has(problems_of(R"(["said", {"lever": "crm", "values": [0.3, 0.3]}])"), "are the same"));
  CHECK(has(
      problems_of(
          R"(["said", {"name": "x", "levels": [{"name": "a", "levers": {"crm": 1}}, {"name": "a", "levers": {}}]}])"),
      "the name of another one already"));
  CHECK(has(problems_of(R"(["said", {"name": "x", "levels": [{"name": "a"}, {"name": "b", "levers": {}}]}])"),
            "\"levers\" is missing"));
  CHECK(has(problems_of(R"(["said", {"name": "x"}])"), "\"levels\" is missing"));
  CHECK(has(problems_of(R"({"said": 1})"), "must be an array"));
}

}  // namespace
}  // namespace clientele::scenario
