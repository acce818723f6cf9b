// Factors of a crossing: stated in a scenario, they become policies, one for each combination of their
// levels.
#include <doctest/doctest.h>
#include <fmt/core.h>

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
  auto policies = document.at("policies");
  for (auto& policy : policies) policy.erase("combines");
  CHECK(policies == resolve(document_of_agency())->document.at("policies"));
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
  const auto argument = with_factors(R"(["said", "served"])");  // by names that presets out of reach have
  CHECK(resolve(parse_document("resolved", argument.dump()))->document == argument);
  const auto uneven = with_factors(R"(["said", {"name": "p", "levels": [{"name": "a", "levers": {"crm": 0.2}},
      {"name": "b", "levers": {"recovery": 0.8}}]}])");
  CHECK(resolve(parse_document("resolved", uneven.dump()))->document.dump() == uneven.dump());
  const auto alone =
      resolve(document_of_agency(), {R"(policies=[{"name": "x", "combines": ["please", "b"]}])"});
  CHECK(has(render(alone.mistakes), "no factors combine \"please\" with \"b\""));
}

/// A complaint of each, and none that only follows from another.
int count_problems(const std::string& factors) {
  return static_cast<int>(resolve(document_of_agency(), {"factors=" + factors}).mistakes.list.size());
}

TEST_CASE("what follows from a mistake is no mistake of its own") {
  CHECK(count_problems(R"(["said", "said"])") == 1);
  CHECK(count_problems(R"(["said", {"lever": "crm", "values": ["a", "b"]}])") == 2);
  CHECK(count_problems(R"(["said", {"name": "x", "levels": ["a", 3]}])") == 2);
  CHECK(count_problems(R"(["said", {"name": "x", "levels": {}}])") == 1);
}

std::string two_levels(const std::string& name, const std::string& lever, const std::string& first,
                       const std::string& second) {
  return fmt::format(
      R"({{"name": "{}", "levels": [{{"name": "{}", "levers": {{"{}": 0.1}}}}, {{"name": "{}", "levers": {{"{}": 0.9}}}}]}})",
      name, first, lever, second, lever);
}

TEST_CASE("names that cannot be told apart are refused, both places told") {
  const auto factors = [](const std::string& a, const std::string& b) { return "[" + a + "," + b + "]"; };
  const auto crm = two_levels("p", "crm", "a", "a + b"), recovery = two_levels("q", "recovery", "c", "b + c");
  CHECK(has(problems_of(factors(crm, recovery)),
            R"(two combinations would be called "a + b + c": "a" with "b + c", and "a + b" with "c")"));
  CHECK(has(problems_of(factors(crm, two_levels("q", "recovery", "a", "d"))),
            R"("a" is the name of a level of the factor "p" already)"));
  CHECK(has(problems_of(factors(two_levels("p", "crm", std::string(60, 'a'), "b"),
                                two_levels("q", "recovery", std::string(60, 'c'), "d"))),
            "the name of a combination would have 123 characters"));
  CHECK(has(
      problems_of(factors(two_levels("crm", "recovery", "a", "b"), R"({"lever": "crm", "values": [0, 1]})")),
      R"("crm" is the name of another factor already)"));
  CHECK(has(problems_of(factors(two_levels("served", "crm", "a", "b"), R"("said")")),
            R"("served" is the name of the factor of all levers that are served)"));
}

TEST_CASE("a policy with the name of a combination is that combination, or refused where it is another") {
  const std::string said_and_served = R"(factors=["said", "served"])";
  const auto of = [&](const std::string& policies) {
    return resolve(document_of_agency(), {said_and_served, "policies=" + policies});
  };
  const auto listed =
      of(R"(["partnership", {"name": "mine", "based_on": "partnership", "levers": {"crm": 1}}])");
  REQUIRE_MESSAGE(listed, render(listed.mistakes));
  CHECK(names_of(listed->document).size() == 1 + 4 + 1);
  const auto other = of(R"([{"name": "partnership", "based_on": "partnership", "levers": {"crm": 1}}])");
  REQUIRE_FALSE(other);
  CHECK(has(render(other.mistakes), "\"partnership\" is the name of a combination of /factors as well"));
  CHECK(has(render(other.mistakes), "/policies/0/name"));
}

TEST_CASE("combinations are set through factors, which is said") {
  const auto set =
      resolve(document_of_agency(), {R"(factors=["said", "served"])", "policies.partnership.levers.crm=1"});
  CHECK(has(render(set.mistakes), "policies.today"));
}

TEST_CASE("what nobody writes by hand is refused where it is wrong, whatever it is") {
  const auto problems = [](const std::string& part) {
    return render(resolve(document_of_agency(), {R"(policies=[{"name": "x", )" + part + "}]"}).mistakes);
  };
  CHECK(has(problems(R"("combines": [3])"), "must be a string"));
  CHECK(has(problems(R"("combines": {"a": 1})"), "must be an array"));
  CHECK(has(problems(R"("combines": "a")"), "must be an array"));
  CHECK(has(problems(R"("follows": [3])"), "must be an object"));
  CHECK(has(problems(R"("follows": {"today": 3})"), "must be an array"));
  CHECK(has(problems(R"("follows": {"today": [3, "crmm"]})"), "did you mean \"crm\"?"));
  CHECK(has(problems(R"("follows": {"nobody": ["crm"]})"), "there is no earlier policy \"nobody\""));
  CHECK(has(
      render(resolve(document_of_agency(), {R"(policies=[{"name": "today", "follows": {"today": ["crm"]}}])"})
                 .mistakes),
      "today follows no other policy"));
  CHECK(has(problems(R"("follows": {"x": ["crm"]})"), "there is no earlier policy \"x\""));
}

TEST_CASE("what is wrong with factors is said, each with its place and a remedy") {
  CHECK(has(problems_of(R"(["said"])"), "there is 1 factor  "));
  CHECK(has(problems_of(R"(["said", "sreved"])"), "did you mean \"served\"?"));
  CHECK(has(problems_of(R"(["said", "said"])"), "\"said\" is the name of another factor already"));
  CHECK(has(problems_of(R"(["said", 3])"), "a factor must be"));
  CHECK(has(problems_of(R"(["said", {"lever": "crm", "values": [1]}])"), "there is 1 value  "));
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
