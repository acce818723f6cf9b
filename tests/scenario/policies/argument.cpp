// The argument: two questions, crossed. The presets of it agree in all that is no part of it, in every
// scenario, whatever is overridden; whole ways of running a firm differ in no more than the claims they rest
// on.
#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

namespace clientele::scenario {
namespace {

std::vector<std::filesystem::path> shipped_scenarios() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_folder / "scenarios"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  return files;
}

Resolved resolved(const std::filesystem::path& file, const std::vector<std::string>& overrides = {}) {
  const auto resolution = resolve(read_document(file, source_folder / "scenarios"), overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return *resolution;
}

Json levers_of(const Json& document, std::string_view name) {
  for (const auto& policy : document.at("policies"))
    if (policy.at("name").text() == name) return policy.at("levers");
  FAIL("no such policy: ", name);
  return nullptr;
}

void check_same(const Json& document, ArgumentPart part, std::string_view a, std::string_view b) {
  const auto first = levers_of(document, a), second = levers_of(document, b);
  for (const auto& row : lever_parameters)
    if (row.info.part == part)
      CHECK_MESSAGE(first.at(row.info.name) == second.at(row.info.name), a, ", ", b, ": ", row.info.name);
}

void check_crossed(const Json& document) {
  for (const auto name : default_policies) check_same(document, ArgumentPart::equal, name, "today");
  check_same(document, ArgumentPart::said, "customer_always_right", "right_customer");
  check_same(document, ArgumentPart::said, "partnership", "right_partnership");
  check_same(document, ArgumentPart::served, "customer_always_right", "partnership");
  check_same(document, ArgumentPart::served, "right_customer", "right_partnership");
}

bool differs(const Json& document, ArgumentPart part, std::string_view a, std::string_view b) {
  for (const auto& row : lever_parameters)
    if (row.info.part == part &&
        levers_of(document, a).at(row.info.name) != levers_of(document, b).at(row.info.name))
      return true;
  return false;
}

/// Some other value that the lever may have.
std::string other_value(const ParameterInfo& info) {
  if (!info.choices.empty()) return std::string(info.choices.back());
  return Json(info.plausible.high == info.standard ? info.plausible.low : info.plausible.high).dump();
}

const std::filesystem::path agency = source_folder / "scenarios/agency.json";

TEST_CASE("every lever is said, served or equal, and each of the three has some") {
  std::array<int, 4> count{};
  for (const auto& row : lever_parameters) ++count[static_cast<std::size_t>(row.info.part)];
  CHECK(count[0] == 0);
  for (const auto part : {ArgumentPart::said, ArgumentPart::served, ArgumentPart::equal})
    CHECK(count[static_cast<std::size_t>(part)] > 4);
  for (const auto* argued : {"targeting", "discount", "prioritisation", "expectation_setting", "recovery"})
    for (const auto& row : lever_parameters)
      if (row.info.name == argued) CHECK_MESSAGE(row.info.why.size() > 20, argued);
  CHECK(explain("discount").text.find("argument   said: ") != std::string::npos);
}

TEST_CASE(
    "in every scenario the four agree in what is equal, and are crossed in what is said and who is served") {
  for (const auto& file : shipped_scenarios()) {
    CAPTURE(file);
    const auto document = resolved(file).document;
    check_crossed(document);
    CHECK(differs(document, ArgumentPart::said, "customer_always_right", "partnership"));
    CHECK(differs(document, ArgumentPart::served, "customer_always_right", "right_customer"));
  }
}

TEST_CASE("whatever is overridden of today, all four follow, in every scenario") {
  for (const auto& file : shipped_scenarios()) {
    CAPTURE(file);
    const auto as_it_is = resolved(file).document;
    for (const auto& row : lever_parameters) {
      if (row.info.part != ArgumentPart::equal) continue;
      const auto name = std::string(row.info.name);
      CAPTURE(name);
      const auto document =
          resolved(file, {"policies.today.levers." + name + "=" + other_value(row.info)}).document;
      check_crossed(document);
      CHECK(levers_of(document, "partnership").at(name) != levers_of(as_it_is, "partnership").at(name));
    }
  }
}

TEST_CASE("a scenario's own today is what presets are based on, wherever it stands, rules included") {
  const auto document =
      resolved(agency,
               {R"(policies=["partnership", "right_partnership", "customer_always_right", "right_customer",
        {"name": "ours", "based_on": "today", "levers": {"crm": 0.9}},
        {"name": "today", "levers": {"overtime_cap": [{"otherwise": 1.1}, {"when": "week > 52", "then": 1.4}], "recovery": 0.9}}])"})
          .document;
  check_crossed(document);
  CHECK(levers_of(document, "partnership").at("overtime_cap").is_array());
  CHECK(levers_of(document, "partnership").at("recovery") == Json(0.9));
  CHECK(levers_of(document, "ours").at("recovery") == Json(0.9));
  CHECK(levers_of(document, "ours").at("crm") == Json(0.9));
  CHECK(levers_of(document, "today").at("crm") == Json(0.4));
}

TEST_CASE("today may itself be based on a preset, which is then the one that is shipped") {
  const auto document =
      resolved(agency, {R"(policies=["partnership", {"name": "today", "based_on": "partnership_firm"}])"})
          .document;
  CHECK(levers_of(document, "today").at("crm") == Json(0.8));
  CHECK(levers_of(document, "partnership").at("crm") == Json(0.8));      // as today
  CHECK(levers_of(document, "partnership").at("targeting") == Json(0));  // its own
}

TEST_CASE("a mistake in today is complained of once") {
  const auto outcome = resolve(
      read_document(agency, source_folder / "scenarios"),
      {R"(policies=["partnership", {"name": "today", "levers": {"crmm": 1}}, {"name": "x", "based_on": "today"}])"});
  CHECK(outcome.mistakes.list.size() == 1);
}

TEST_CASE("each value of a whole firm cites its claim, and what no claim supports is as today") {
  constexpr std::string_view essays[] = {
      "If the Customer Is Always Right", "Why the Customer Isn't Always Right",
      "Partnership, the often forgotten idea", "The right customer is always right",
      "Is the customer always right?"};
  for (const auto* name : {"customer_always_right_firm", "right_customer_firm", "partnership_firm"}) {
    CAPTURE(name);
    const auto document = resolved(agency, {std::string("policies=[\"") + name + "\"]"}).document;
    const auto& policy = document.at("policies").at(0);
    const auto today = levers_of(document, "today");
    for (const auto& row : lever_parameters) {
      const auto* claim = policy.at("claims").find(row.info.name);
      if (claim)
        CHECK_MESSAGE(
            std::ranges::any_of(essays, [&](auto essay) { return claim->text().starts_with(essay); }),
            row.info.name);
      else
        CHECK_MESSAGE(policy.at("levers").at(row.info.name) == today.at(row.info.name), row.info.name);
    }
  }
}

TEST_CASE(
    "what capacity, overtime and care for staff are is no claim of any essay, so that firms agree in them") {
  const auto document =
      resolved(agency,
               {R"(policies=["customer_always_right_firm", "right_customer_firm", "partnership_firm"])"})
          .document;
  for (const auto* lever : {"utilisation_cap", "overtime_cap", "staff_support", "marketing_spend"})
    for (const auto* name : {"customer_always_right_firm", "right_customer_firm", "partnership_firm"})
      CHECK_MESSAGE(levers_of(document, name).at(lever) == levers_of(document, "today").at(lever), name,
                    lever);
}

// The race to the bottom on price is a claim about price_response, not about discounts: what comes of many
// firms that match. No firm is set to match, and the one that the claim is about says why.
TEST_CASE("no whole firm has the race to the bottom built in, and the file says so") {
  const auto document =
      resolved(agency,
               {R"(policies=["customer_always_right_firm", "right_customer_firm", "partnership_firm"])"})
          .document;
  for (const auto& policy : document.at("policies")) {
    if (policy.at("name") == policy_today) continue;
    CHECK(policy.at("levers").at("price_response") == Json("hold"));
    CHECK(!policy.at("claims").contains("price_response"));
    for (const auto& [lever, claim] : policy.at("claims").items())
      CHECK_MESSAGE(claim.text().find("race to the bottom") == std::string::npos, lever);
  }
  const auto& pleasing = document.at("policies").at(0);
  CHECK(pleasing.at("name") == "customer_always_right_firm");
  CHECK(pleasing.at("description").text().find("race to the bottom") != std::string::npos);
  CHECK(pleasing.at("description").text().find("price_response") != std::string::npos);
}

}  // namespace
}  // namespace clientele::scenario
