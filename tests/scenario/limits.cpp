// How much of a kind a scenario may have, and what the functions of this layer ask for.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <stdexcept>

#include "sim/scenario/reference.hpp"
#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

Json parts(const Json& part, std::size_t n) {
  auto all = Json::array();
  for (std::size_t i = 0; i < n; ++i) {
    auto one = part;
    one["name"] = fmt::format("number {}", i);
    all.push_back(std::move(one));
  }
  return all;
}

/// So many of everything that is listed.
Json scenario_of(std::size_t segments, std::size_t markets, std::size_t businesses, std::size_t policies) {
  return Json{{"name", "many"},
              {"segments", parts({{"name", ""}, {"share", 1.0 / static_cast<double>(segments)}}, segments)},
              {"markets", parts({{"name", ""}}, markets)},
              {"businesses", parts({{"name", ""}}, businesses)},
              {"policies", parts({{"name", ""}, {"levers", {{"calm", 1}}}}, policies)}};
}

Resolution resolution_of(const Json& root) { return resolve(parse_document("many", root.dump()), {}, 1e15); }

void check_refusal(const Json& root, const std::string& problem, const std::string& remedy) {
  CAPTURE(problem);
  const auto resolution = resolution_of(root);
  REQUIRE(resolution.mistakes.list.size() == 1);
  CHECK(resolution.mistakes.list[0].problem == problem);
  CHECK(resolution.mistakes.list[0].remedy == remedy);
  CHECK(resolution.mistakes.list[0].line == 1);
}

}  // namespace

TEST_CASE("a thousand segments load, each with its own name and share") {
  auto root = scenario_of(1000, 1, 1, 1);
  root["segments"][998]["share"] = 0.0005;
  root["segments"][999]["share"] = 0.0015;
  const auto resolution = resolution_of(root);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  const auto& segments = resolution->scenario.segments;
  REQUIRE(segments.size() == 1000);
  CHECK(segments[999].name == "number 999");
  CHECK(segments[999].share == doctest::Approx(0.0015));
  CHECK(resolution->scenario.markets[0].shares[998] == doctest::Approx(0.0005));
}

TEST_CASE(
    "as many of everything as the limits say is possible, one more is refused, and the schema says so") {
  const auto most = scenario_of(1, most_market_groups, most_businesses, most_policies);
  CHECK_MESSAGE(resolution_of(most), render(resolution_of(most).mistakes));
  check_refusal(scenario_of(most_segments + 1, 1, 1, 1), "there are 5001 segments",
                "at most 5000 are possible");
  check_refusal(scenario_of(1, most_market_groups + 1, 1, 1), "there are 10001 markets",
                "at most 10000 are possible");
  check_refusal(scenario_of(1, 1, most_businesses + 1, 1), "there are 251 businesses",
                "at most 250 are possible");
  check_refusal(scenario_of(1, 1, 1, most_policies + 1), "there are 1001 policies",
                "at most 1000 are possible");
  const auto properties = schema().at("properties");
  CHECK(properties.at("segments").at("maxItems") == Json(most_segments));
  CHECK(properties.at("markets").at("maxItems") == Json(most_market_groups));
  CHECK(properties.at("businesses").at("maxItems") == Json(most_businesses));
  CHECK(properties.at("policies").at("maxItems") == Json(most_policies));
}

TEST_CASE("markets are counted together") {
  auto root = scenario_of(1, 3, 1, 1);
  for (std::size_t i = 0; i < 3; ++i) root["markets"][i]["count"] = 400'000'000;
  check_refusal(root, "there are 1200000000 markets in all",
                "at most 1000000000 are possible, their counts summed");
}

TEST_CASE("there is no value of a scenario with mistakes, and whoever takes it is told") {
  const auto resolution = resolution_of(Json{{"name", "nothing"}});
  REQUIRE_FALSE(resolution);
  CHECK_THROWS_WITH_AS((void)*resolution, doctest::Contains("has mistakes"), std::logic_error);
  CHECK_THROWS_WITH_AS((void)resolution->hash, doctest::Contains("has mistakes"), std::logic_error);
}

TEST_CASE("no scenario is built of a document that was not resolved") {
  const auto resolution = resolution_of(scenario_of(2, 2, 2, 2));
  REQUIRE(resolution);
  const Json& whole = resolution->document;
  CHECK_NOTHROW(build(whole));
  const auto refused = [&](const Json& document) {
    CHECK_THROWS_WITH_AS(build(document), doctest::Contains("document that resolve() made"),
                         std::logic_error);
  };
  refused(Json());
  refused(Json::object());
  refused(Json::array());
  for (const auto& [key, value] : whole.items()) {
    CAPTURE(key);
    auto without = whole;
    without.erase(key);
    refused(without);
  }
  for (const auto& [pointer, value] : std::initializer_list<std::pair<const char*, Json>>{
           {"/businesses", Json::array()},
           {"/businesses/0/policy", "of nobody"},
           {"/businesses/1/staff", "many"},
           {"/segments/0/relationship", "marriage"},
           {"/segments/1/traits/fit", Json{{"distribution", "triangle"}}},
           {"/segments/1/traits/fit", nullptr},
           {"/policies/0/levers/calm", Json::array()},
           {"/policies/0/levers/calm",
            Json::parse(R"([{"otherwise": 0}, {"when": "moon > 1", "then": 1}])")}}) {
    CAPTURE(pointer);
    auto wrong = whole;
    wrong.at_pointer(pointer) = value;
    refused(wrong);
  }
}
