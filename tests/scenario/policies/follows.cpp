// What a policy has from another it follows where that is changed: in a document that was resolved as in the
// one that was written. And levers that need another are nothing without it.
#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

namespace clientele::scenario {
namespace {

const auto agency = [] {
  return read_document(source_folder / "scenarios/agency.json", source_folder / "scenarios");
};

const std::string listed =
    R"(policies=["partnership", {"name": "ours", "based_on": "partnership", "levers": {"recovery": 0.9}},
      {"name": "today_too", "based_on": "today"}, "partnership_firm"])";

Json levers_of(const Json& document, const std::string& name) {
  for (const auto& policy : document.at("policies"))
    if (policy.at("name").text() == name) return policy.at("levers");
  FAIL("no policy ", name);
  return nullptr;
}

/// The same set in the written document, and in what that is resolved to.
void check_set_alike(const std::vector<std::string>& before, const std::string& setting) {
  CAPTURE(setting);
  auto all = before;
  all.push_back(setting);
  const auto at_once = resolve(agency(), all), first = resolve(agency(), before);
  REQUIRE_MESSAGE(at_once, render(at_once.mistakes));
  REQUIRE_MESSAGE(first, render(first.mistakes));
  const auto later = resolve(parse_document("resolved", first->document.dump()), {setting});
  REQUIRE_MESSAGE(later, render(later.mistakes));
  for (const auto& policy : at_once->document.at("policies")) {
    const auto& name = policy.at("name").text();
    CHECK_MESSAGE(levers_of(later->document, name) == policy.at("levers"), name);
  }
  CHECK(later->document.at("policies").size() == at_once->document.at("policies").size());
  CHECK(at_once->document != first->document);
}

TEST_CASE("what is set of today is set of all that are as today, before and after resolving") {
  check_set_alike({}, "policies.today.levers.crm=0.9");
  check_set_alike({listed}, "policies.today.levers.crm=0.9");
  check_set_alike({listed},
                  R"(policies.today.levers.crm=[{"otherwise": 0.2}, {"when": "week > 9", "then": 1}])");
  check_set_alike({listed}, "policies.partnership.levers.crm=0.9");
  check_set_alike({listed}, "policies.ours.levers.crm=0.9");
  const auto set = resolve(agency(), {listed, "policies.today.levers.crm=0.9"});
  for (const auto* name : {"today", "partnership", "ours", "today_too"})
    CHECK_MESSAGE(levers_of(set->document, name).at("crm") == Json(0.9), name);
  CHECK(levers_of(set->document, "partnership_firm").at("crm") == Json(0.8));  // its own
}

TEST_CASE("combinations follow today in what is in no factor, and in levels that leave a lever as it is") {
  const std::string factors =
      R"(factors=["said", {"name": "care", "levels": [{"name": "as ever", "levers": {}}, {"name": "more", "levers": {"staff_support": 0.9}}]}])";
  check_set_alike({factors}, "policies.today.levers.crm=0.9");
  check_set_alike({factors}, "policies.today.levers.staff_support=0.5");
  const auto set = resolve(agency(), {factors, "policies.today.levers.staff_support=0.5"});
  CHECK(levers_of(set->document, "partner + as ever").at("staff_support") == Json(0.5));
  CHECK(levers_of(set->document, "partner + more").at("staff_support") == Json(0.9));
}

TEST_CASE("what has an effect in reviews alone is refused of a policy that has none, unless it says so") {
  const auto mistakes_of = [](const std::vector<std::string>& overrides) {
    return render(resolve(agency(), overrides).mistakes);
  };
  for (const std::string lever : {"margin_floor", "abuse_tolerance"}) {
    const auto setting = "policies.partnership.levers." + lever + "=0.2";
    const auto text = mistakes_of({setting});
    CHECK(text.find('"' + lever + "\" has no effect, as review_weeks is 0") != text.npos);
    CHECK(text.find("give review_weeks too") != text.npos);
    CHECK(mistakes_of({setting, "policies.partnership.levers.review_weeks=13"}).empty());
    CHECK(mistakes_of(
              {setting, R"(policies.partnership.levers.review_weeks=[{"when": "week > 9", "then": 13}])"})
              .empty());
    CHECK(mistakes_of({"policies.right_customer.levers." + lever + "=0.2"}).empty());  // has reviews
    CHECK_FALSE(mistakes_of({"policies.today.levers." + lever + "=0.2"}).empty());
    // Who follows today in it may have reviews.
    const std::string reviewing =
        R"(policies=[{"name": "ours", "based_on": "today", "levers": {"review_weeks": 13}}])";
    CHECK(mistakes_of({reviewing, "policies.today.levers." + lever + "=0.2"}).empty());
    const auto factor = R"({"lever": ")" + lever + R"(", "values": [0, 0.5]})";
    CHECK_FALSE(mistakes_of({R"(policies=["today"])", R"(factors=["said", )" + factor + "]"}).empty());
  }
  CHECK(mistakes_of({R"(policies=[{"name": "ours", "based_on": "customer_always_right"}])"}).empty());
}

}  // namespace
}  // namespace clientele::scenario
