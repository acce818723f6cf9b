// The currency is only a name: scaling all money scales money and nothing else.
#include <doctest/doctest.h>

#include <cmath>

#include "sim/scenario/loader.hpp"
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
  const Tally before = all_businesses(simulated(scenario, 78)), after = all_businesses(simulated(dear, 78));
  int amounts = 0;
  for (const Measure& measure : measures()) {
    CAPTURE(measure.name);
    const bool money = measure.unit.starts_with("money");
    amounts += money;
    const double value = measure.value(before);
    REQUIRE(std::isfinite(value));
    CHECK(measure.value(after) == (money ? 4 * value : value));
  }
  CHECK(amounts > 10);
}

template <class Rows>
void scale_amounts(Json& object, const Rows& rows, double factor) {
  for (const auto& row : rows) {
    if (!is_money(row.info)) continue;
    auto& value = object.at(row.info.name);
    if (value.is_number()) value = value.template get<double>() * factor;
    if (value.is_object())
      for (const auto key : {"low", "high", "mean", "sd"})
        if (value.contains(key)) value[key] = value[key].template get<double>() * factor;
  }
}

TEST_CASE("a scenario file in another currency loads as the same world, with another unit of account") {
  const std::string file = CLIENTELE_SOURCE "/scenarios/agency.json";
  const auto original = resolve(read_document(file, CLIENTELE_SOURCE "/scenarios"));
  REQUIRE(original);
  Json dear = original->document;
  for (auto& business : dear.at("businesses")) scale_amounts(business, business_parameters, 10);
  for (auto& market : dear.at("markets")) scale_amounts(market, market_parameters, 10);
  for (auto& segment : dear.at("segments")) scale_amounts(segment.at("traits"), trait_parameters, 10);
  const auto scaled = resolve(parse_document("dear", dear.dump()));
  REQUIRE(scaled);
  CHECK(scaled->document != original->document);
  Scenario here = original->scenario, there = scaled->scenario;
  CHECK(there.numeraire == 10 * here.numeraire);
  tabulate(here);
  tabulate(there);
  CHECK(simulated(there, 20).fingerprint() == simulated(here, 20).fingerprint());
}

}  // namespace
}  // namespace clientele::scenario
