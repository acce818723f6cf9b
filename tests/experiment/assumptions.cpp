#include "sim/experiment/design/assumptions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::experiment {
namespace {

Resolved town(const std::vector<std::string>& overrides = {}) {
  const auto resolution = resolve(parse_document("town", R"({
    "name": "town", "weeks": 4,
    "markets": [{"name": "town", "population": 60}],
    "segments": [
      {"name": "some", "share": 0.5, "traits": {
        "fit": {"distribution": "beta", "mean": 0.85, "sd": 0.05}, "urgency": 0.38}},
      {"name": "others", "share": 0.5, "traits": {
        "fit": {"distribution": "uniform", "low": 0.5, "high": 0.8}, "urgency": 0.7}}],
    "businesses": [
      {"name": "ours", "initial_accounts": 20, "pooling": 0.9},
      {"name": "theirs", "initial_accounts": 10, "absence": 0.1}],
    "policies": [{"name": "soft"}, {"name": "firm"}]
  })"),
                                  overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return *resolution;
}

const Assumption& named(const std::vector<Assumption>& assumptions, const std::string& name) {
  const auto found = std::ranges::find(assumptions, name, &Assumption::name);
  REQUIRE(found != assumptions.end());
  return *found;
}

bool has(const std::vector<Assumption>& assumptions, const std::string& name) {
  return std::ranges::find(assumptions, name, &Assumption::name) != assumptions.end();
}

std::vector<std::string> paths(const Assumption& assumption) {
  std::vector<std::string> list;
  for (const auto& setting : assumption.settings) list.push_back(setting.path);
  return list;
}

/// The plan's values of the paths of one assumption, with it at this place in its range, from 0 to 1.
std::vector<double> settled(const std::string& name, double place) {
  const auto resolved = town();
  auto plan = make_plan("compare", resolved);
  const auto assumptions = assumptions_named({name}, resolved.document);
  lay_out(plan, assumptions, values_at(assumptions, Matrix(1, 1, place)));
  std::vector<double> values;
  for (const auto& value : plan.points.front()) values.push_back(value.get<double>());
  return values;
}

TEST_CASE("assumptions are what the registry calls so, but no levers, no words and nothing from the books") {
  const auto assumptions = assumptions_of(town().document);
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows) {
      CAPTURE(info.name);
      const bool can_be = section.title != "levers" && info.source == "assumption" && info.choices.empty();
      if (!can_be) CHECK_FALSE(has(assumptions, std::string(info.name)));
      if (can_be && section.title == "constants") CHECK(has(assumptions, std::string(info.name)));
    }
  for (const auto* known : {"price", "wage", "staff", "population", "budget", "request_rate", "base_churn"})
    CHECK_FALSE(has(assumptions, known));
  CHECK_THROWS_WITH_AS(assumptions_named({"trust_pase"}, town().document),
                       doctest::Contains("did you mean \"trust_pace\"?"), BadInput);
}

TEST_CASE("what a scenario says of a business is a fact - what it leaves unsaid is assumed") {
  const auto assumptions = assumptions_of(town().document);
  CHECK(paths(named(assumptions, "pooling")) == std::vector<std::string>{"businesses.1.pooling"});
  CHECK(paths(named(assumptions, "absence")) == std::vector<std::string>{"businesses.0.absence"});
  CHECK(paths(named(assumptions, "target_utilisation")).size() == 2);
  const auto all_said = town({"businesses.1.pooling=0.4"});
  CHECK_FALSE(has(assumptions_of(all_said.document), "pooling"));
}

TEST_CASE("constants range over what is plausible, and over what the scenario says") {
  const auto pace = named(assumptions_of(town().document), "trust_pace");
  CHECK(pace.low == 0.003);
  CHECK(pace.high == 0.03);
  CHECK(range_in_words(pace) == "0.003 to 0.03");
  const auto wider = town({"model.trust_pace=0.2"});
  CHECK(named(assumptions_of(wider.document), "trust_pace").high == 0.2);
  CHECK(settled("trust_pace", 0) == std::vector<double>{0.003});
  CHECK(settled("trust_pace", 1).front() == doctest::Approx(0.03).epsilon(1e-12));
}

TEST_CASE("traits of all segments move together, within what is plausible") {
  // Plausible: fit 0.5 to 0.9, urgency 0 to 0.4; a quarter of the width is 0.1 each way.
  const auto fit = named(assumptions_of(town().document), "fit");
  CHECK(fit.relative);
  CHECK(range_in_words(fit) == "±0.1");
  CHECK(paths(fit) == std::vector<std::string>{"segments.0.traits.fit.mean", "segments.1.traits.fit.low",
                                               "segments.1.traits.fit.high"});
  const auto check = [](const std::string& name, double place, const std::vector<double>& expected) {
    const auto values = settled(name, place);
    REQUIRE(values.size() == expected.size());
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(values[i] == doctest::Approx(expected[i]));
  };
  check("fit", 0, {0.75, 0.5, 0.7});
  check("fit", 0.5, {0.85, 0.5, 0.8});
  check("fit", 1, {0.9, 0.6, 0.9});
  // A segment that is beyond what is plausible may come back, but goes no further.
  check("urgency", 0, {0.28, 0.6});
  check("urgency", 1, {0.4, 0.7});
}

TEST_CASE("every shipped scenario accepts the corners of what is plausible") {
  for (const auto& entry : std::filesystem::directory_iterator(CLIENTELE_SOURCE "/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path().string());
    const auto resolution = resolve(read_document(entry.path(), CLIENTELE_SOURCE "/scenarios"));
    REQUIRE(resolution);
    const auto assumptions = assumptions_of(resolution->document);
    CHECK(assumptions.size() > 100);
    auto plan = make_plan("compare", *resolution);
    Matrix corners(3, assumptions.size());
    for (std::size_t i = 0; i < assumptions.size(); ++i)
      for (const std::size_t row : {1, 2}) corners(row, i) = 0.5 * static_cast<double>(row);
    lay_out(plan, assumptions, values_at(assumptions, corners));
    REQUIRE(plan.cells.size() == 3 * resolution->scenario.policies.size());
    for (std::size_t point = 0; point < 3; ++point) CHECK_NOTHROW(scenario_at(plan, point));
  }
}

}  // namespace
}  // namespace clientele::experiment
