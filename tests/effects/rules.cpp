// Every lever follows every indicator: what a rule says is what happens.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "sim/model/specification.hpp"
#include "sim/scenario/check.hpp"
#include "tests/effects/search.hpp"

namespace clientele::scenario {
namespace {

constexpr const char* policy = "policies.partnership.levers.";

std::string value(const ParameterInfo& lever, double number) {
  if (lever.choices.empty()) return canonical(number).dump();
  return Json(lever.choices[static_cast<std::size_t>(number)]).dump();
}

std::string rule(const Lever& lever, const std::string& condition) {
  const auto& info = lever.info;
  return fmt::format(R"({}{}=[{{"otherwise":{}}},{{"when":"{}","then":{}}}])", policy, info.name,
                     value(info, info.plausible.low), condition, value(info, info.plausible.high));
}

std::string constant(const Lever& lever, double number) {
  return fmt::format("{}{}={}", policy, lever.info.name, value(lever.info, number));
}

TEST_CASE("a rule on any lever, over any indicator, has the effect of what it says") {
  int rules = 0;
  for (const auto& lever : lever_parameters) {
    const auto& range = lever.info.plausible;
    const auto& name = lever.info.name;
    const auto agency = [&](double number) {
      std::vector<std::string> settings{constant(lever, number)};
      if (name == "review_weeks")  // or reviews would find nobody
        settings.push_back("policies.partnership.levers.margin_floor=0.4");
      if (name == "margin_floor" || name == "abuse_tolerance")  // or nobody would be looked at
        settings.push_back("policies.partnership.levers.review_weeks=13");
      return shipped("agency", settings);
    };
    constexpr int weeks = 64;
    const Answers low(agency(range.low), weeks), high(agency(range.high), weeks);
    CAPTURE(lever.info.name);
    if (lever.info.name == business_wide_lever) {
      CHECK(low.effect_of(rule(lever, "week > 0")) == Effect::refused);
      continue;
    }
    CHECK(low.effect_of(constant(lever, range.high)) == Effect::another_answer);
    CHECK(high.effect_of(rule(lever, "week > 0")) == Effect::none);
    CHECK(low.effect_of(rule(lever, "week < 1")) == Effect::none);
    for (const auto indicator : indicator_words) {
      CAPTURE(indicator);
      CHECK(low.effect_of(rule(lever, fmt::format("{} > -1000", indicator))) == Effect::another_answer);
      CHECK(low.effect_of(rule(lever, fmt::format("{} < -1000", indicator))) == Effect::none);
      ++rules;
    }
  }
  constexpr int indicators = 14;
  CHECK(rules == indicators * (static_cast<int>(lever_parameters.size()) - 1));
}

TEST_CASE("a rule over the week begins with the week that it names") {
  const Answers never(shipped("agency", {"policies.partnership.levers.marketing_spend=1"}));
  const auto from = [&](int week) {
    return fmt::format(R"({}marketing_spend=[{{"otherwise":1}},{{"when":"week > {}","then":2}}])", policy,
                       week - 1);
  };
  CHECK(never.first_other_look(from(1)) == 1);
  CHECK(never.first_other_look(from(2)) == 2);
  CHECK(never.first_other_look(from(3)) == 4);
  CHECK(never.first_other_look(from(8)) == 8);
  CHECK(never.first_other_look(from(9)) == 16);
}

}  // namespace
}  // namespace clientele::scenario
