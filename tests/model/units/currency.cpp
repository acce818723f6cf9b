// The currency is only a name: scaling all money scales money and nothing else.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "sim/scenario/loader.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

template <class Struct, class Rows>
void scale_money(Struct& values, const Rows& rows, double factor) {
  for (const auto& [info, member] : rows)
    if (is_money(info)) values.*member *= factor;
}

void scale_money(Scenario& scenario, double factor) {
  for (auto& business : scenario.businesses) scale_money(business.terms, business_parameters, factor);
  for (auto& market : scenario.markets) scale_money(market.terms, market_parameters, factor);
  for (auto& segment : scenario.segments)
    for (std::size_t j = 0; j < trait_parameters.size(); ++j) {
      if (!is_money(trait_parameters[j].info)) continue;
      segment.traits[j].first *= factor;
      segment.traits[j].second *= factor;
    }
}

bool is_amount(const Measure& measure) { return measure.unit.starts_with("money"); }

Tally all_businesses(const World& world) {
  Tally sum;
  for (const Tally& tally : world.all_weeks()) sum += tally;
  return sum;
}

// A power of two changes no digit of any number, so that equality may be asked to the bit.
TEST_CASE(
    "four times the money is four times the money in every measure, and the same histories, to the bit") {
  Scenario scenario = varied_world(), dear = varied_world();
  scale_money(dear, 4);
  tabulate(scenario);
  tabulate(dear);
  const auto lived = [](const Scenario& s) {
    World past = past_of(s, 0);
    while (past.week() < 0) past.step();
    World world = past.continued(s, policy_assignment_of(s));
    while (world.week() < 78) world.step();
    return all_businesses(world);
  };
  const Tally before = lived(scenario), after = lived(dear);
  int amounts = 0;
  for (const Measure& measure : measures()) {
    CAPTURE(measure.name);
    const bool money = is_amount(measure);
    amounts += money;
    const double value = measure.value(before);
    REQUIRE(std::isfinite(value));
    CHECK(measure.value(after) == (money ? 4 * value : value));
  }
  CHECK(amounts > 10);
}

// Money in files: found by its unit, wherever a parameter with such a unit may stand, and whoever adds one.

/// The objects of a scenario file that hold the parameters of a section of the registry.
std::vector<Json*> owners_of(const RegistrySection& section, Json& scenario) {
  const auto list = section.path.substr(0, section.path.find('.'));
  if (!scenario.contains(list)) return {};
  if (list == "model") return {&scenario.at(list)};
  const bool nested = section.title == "traits" || section.title == "levers";
  std::vector<Json*> owners;
  for (auto& owner : scenario.at(list)) {
    if (nested && !owner.contains(section.title)) continue;
    owners.push_back(nested ? &owner.at(section.title) : &owner);
  }
  return owners;
}

/// A number, a distribution or the rules of a lever, in another currency.
void convert(Json& value, double factor) {
  if (value.is_number()) value = value.get<double>() * factor;
  if (value.is_object())
    for (const auto* key : {"value", "low", "high", "mean", "sd", "then", "otherwise"})
      if (value.contains(key)) convert(value[key], factor);
  if (value.contains("rate")) convert(value["rate"], 1 / factor);
  if (value.is_array())
    for (auto& rule : value) convert(rule, factor);
}

/// The amounts of money that a scenario states, by the name of their parameter.
using Amounts = std::map<std::string, int>;

void for_each_amount(Json& scenario, const std::function<void(Json& owner, const std::string& name)>& what) {
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows) {
      if (!is_money(info)) continue;
      for (auto* owner : owners_of(section, scenario))
        if (owner->contains(info.name)) what(*owner, std::string(info.name));
    }
}

Amounts convert_all(Json& scenario, double factor) {
  Amounts amounts;
  for_each_amount(scenario, [&](Json& owner, const std::string& name) {
    convert(owner.at(name), factor);
    ++amounts[name];
  });
  return amounts;
}

Resolved resolved_of(const Json& root, const std::vector<Document>& presets) {
  auto document = parse_document("a scenario", root.dump());
  document.presets = presets;
  const auto resolution = resolve(document);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return *resolution;
}

void check_alike(const Json& a, const Json& b) {
  if (a.is_number()) {
    CHECK(a.get<double>() == doctest::Approx(b.get<double>()).epsilon(1e-12));
  } else if (a.is_object()) {
    REQUIRE(a.size() == b.size());
    for (const auto& [key, value] : a.items()) {
      CAPTURE(key);
      check_alike(value, b.at(key));
    }
  } else if (a.is_array()) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) check_alike(a[i], b[i]);
  } else {
    CHECK(a == b);
  }
}

/// Expects the scenario with all money that it states times `factor` to be the same with all money times
/// that, stated or not.
void check_conversion(const Json& root, const std::vector<Document>& presets, double factor) {
  CAPTURE(factor);
  auto dear = root;
  convert_all(dear, factor);
  auto expected = resolved_of(root, presets).document;
  convert_all(expected, factor);
  check_alike(resolved_of(dear, presets).document, expected);
}

std::vector<Document> shipped_scenarios() {
  std::vector<Document> documents;
  for (const auto& entry : std::filesystem::directory_iterator(CLIENTELE_SOURCE "/scenarios"))
    if (entry.path().extension() == ".json")
      documents.push_back(read_document(entry.path(), CLIENTELE_SOURCE "/scenarios"));
  CHECK(documents.size() >= 8);
  return documents;
}

TEST_CASE("every amount of money of every shipped scenario, stated or not, is in one currency") {
  Amounts unstated, stated;
  for (const auto& document : shipped_scenarios()) {
    CAPTURE(document.source.name);
    for (const double factor : {4.0, 10.0, 0.37}) check_conversion(*document.root, document.presets, factor);
    auto given = *document.root, all = resolved_of(given, document.presets).document;
    for (const auto& [name, count] : convert_all(given, 1)) stated[name] += count;
    for (const auto& [name, count] : convert_all(all, 1)) unstated[name] += count;
  }
  for (const auto& [name, count] : stated) unstated[name] -= count;
  std::size_t known = 0;
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows) known += is_money(info);
  CHECK(unstated.size() == known);
  CHECK(known >= 9);
  for (const auto* name : {"price", "wage", "overhead", "going_rate", "budget"}) CHECK(stated[name] >= 8);
  for (const auto* name : {"support_cost", "crm_cost", "cash"}) CHECK(unstated[name] > 0);
}

TEST_CASE("whatever of its money a scenario states, the rest is in the same currency") {
  for (const auto& document : shipped_scenarios()) {
    CAPTURE(document.source.name);
    for (const std::string kept : {"wage", "price", "going_rate", "budget", "support_cost"}) {
      CAPTURE(kept);
      auto root = *document.root, without = root;
      for_each_amount(root, [&](Json& owner, const std::string& name) {
        if (name != kept) owner.erase(name);
      });
      if (kept != "support_cost") check_conversion(root, document.presets, 10);
      for_each_amount(without, [&](Json& owner, const std::string& name) {
        if (name == kept) owner.erase(name);
      });
      check_conversion(without, document.presets, 10);
    }
  }
}

/// All measures of 26 weeks, in the scenario's currency.
std::vector<double> played(const Resolved& resolved) {
  auto scenario = resolved.scenario;
  tabulate(scenario);
  const auto tally = all_businesses(simulated(scenario, 26));
  std::vector<double> values;
  for (const Measure& measure : measures())
    values.push_back(measure.value(tally) * (is_amount(measure) ? scenario.numeraire : 1));
  return values;
}

// Powers of two change no digit, so that equality may be asked to the bit. Otherwise amounts are rounded, to
// single precision in the week.
TEST_CASE("every shipped scenario with its own money times a factor has the same measures but for money") {
  for (const auto& document : shipped_scenarios()) {
    CAPTURE(document.source.name);
    const auto before = played(resolved_of(*document.root, document.presets));
    for (const double factor : {4.0, 10.0, 0.37}) {
      CAPTURE(factor);
      auto root = *document.root;
      convert_all(root, factor);
      const auto after = played(resolved_of(root, document.presets));
      for (std::size_t m = 0; m < before.size(); ++m) {
        CAPTURE(measures()[m].name);
        const double expected = before[m] * (is_amount(measures()[m]) ? factor : 1);
        if (std::isnan(expected))
          CHECK(std::isnan(after[m]));
        else if (factor == 4)
          CHECK(after[m] == expected);
        else
          CHECK(after[m] == doctest::Approx(expected).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("money left unsaid is that of the agency in proportion to the first business's wage and price") {
  const auto documents = shipped_scenarios();
  const auto& agency = *std::ranges::find_if(
      documents, [](const auto& document) { return document.root->at("name") == Json("agency"); });
  auto root = *agency.root;
  const auto business = [&] { return resolved_of(root, agency.presets).document.at("businesses").at(0); };
  CHECK(business().at("support_cost") == 60);
  CHECK(business().at("crm_cost") == 40);
  root.at("businesses").at(0)["wage"] = 700;
  CHECK(business().at("support_cost") == 30);
  CHECK(business().at("crm_cost") == 20);
  root.at("businesses").at(0)["wage"] = 0;  // which says nothing of how dear a life is there
  CHECK(business().at("support_cost").get<double>() == doctest::Approx(60 * 980 / 500.0));
}

}  // namespace
}  // namespace clientele::scenario
