#include "sim/experiment/design/assumptions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
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
      {"name": "theirs", "initial_accounts": 10, "markup": 0.1}],
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
  lay_out(plan, assumptions, Matrix(1, 1, place));
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
  CHECK(paths(named(assumptions, "markup")) == std::vector<std::string>{"businesses.0.markup"});
  CHECK(paths(named(assumptions, "target_utilisation")).size() == 2);
  const auto all_said = town({"businesses.1.pooling=0.4"});
  CHECK_FALSE(has(assumptions_of(all_said.document), "pooling"));
}

void check_values(const std::vector<double>& values, const std::vector<double>& expected) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    CHECK(values[i] == doctest::Approx(expected[i]).epsilon(1e-9));
}

TEST_CASE("what the scenario says is the median, and at a default the range is that of the registry") {
  const auto pace = named(assumptions_of(town().document), "trust_pace");
  CHECK(pace.low() == 0.003);
  CHECK(pace.value() == 0.01);
  CHECK(pace.high() == 0.03);
  CHECK(range_in_words(pace) == "0.003 to 0.03");
  check_values(settled("trust_pace", 0), {0.003});
  check_values(settled("trust_pace", 0.5), {0.01});
  check_values(settled("trust_pace", 1), {0.03});
  // A triangular distribution, in odds: a quarter lies below the part of the way that leaves half of it.
  const double way = 1 - std::sqrt(0.5);
  CHECK(settled("trust_pace", 0.25).front() ==
        doctest::Approx(0.01 * std::pow(0.3, way)).epsilon(0.01));  // small shares are like their odds
}

TEST_CASE("around another value than the default a range is as much more and less") {
  const auto with = [](const std::string& setting, const std::string& name) {
    return named(assumptions_of(town({setting}).document), name).settings.front().range;
  };
  // Positive numbers in proportion: talk_hours is 0.2, plausible 0.1 to 0.5.
  const auto talk = with("model.talk_hours=0.04", "talk_hours");
  CHECK(talk.low == doctest::Approx(0.02));
  CHECK(talk.value == 0.04);
  CHECK(talk.high == doctest::Approx(0.1));
  // Shares in odds: wrong_value is 0.45, plausible 0.25 to 0.65.
  const auto odds = [](double share) { return share / (1 - share); };
  const auto wrong = with("model.wrong_value=0.9", "wrong_value");
  CHECK(odds(wrong.low) == doctest::Approx(9 * odds(0.25) / odds(0.45)));
  CHECK(odds(wrong.high) == doctest::Approx(9 * odds(0.65) / odds(0.45)));
  // What may be negative in differences: signing_base is 0, plausible -1 to 1.
  const auto base = with("model.signing_base=-3", "signing_base");
  CHECK(base.low == -4);
  CHECK(base.high == -2);
  // Towards zero where the registry's range ends there: calm_hours is 0.05, plausible 0 to 0.2.
  const auto calm = with("model.calm_hours=0.01", "calm_hours");
  CHECK(calm.low == 0);
  CHECK(calm.high == doctest::Approx(0.04));
  CHECK(calm.at(0.25) == doctest::Approx(0.01 * std::sqrt(0.5)));
  for (const auto& range : {talk, wrong, base, calm}) {
    CHECK(range.origin == Origin::around_value);
    CHECK(range.at(0.5) == range.value);
    CHECK(range.at(0) == range.low);
    CHECK(range.at(1) == doctest::Approx(range.high));
    for (double place = 0; place < 1; place += 0.01) CHECK(range.at(place) < range.at(place + 0.01));
  }
}

TEST_CASE("at a bound a number keeps the range of the registry, of which it is not the median") {
  const auto resolved = town({"model.onboarding_weeks=0"});
  const auto assumptions = assumptions_of(resolved.document);
  const auto weeks = named(assumptions, "onboarding_weeks").settings.front().range;
  CHECK(weeks.origin == Origin::registry);
  CHECK(weeks.low == 0);  // plausible 4 to 16, widened to hold it
  CHECK(weeks.high == 16);
  CHECK(weeks.at(0.5) == doctest::Approx(16 * (1 - std::sqrt(0.5))));
  CHECK_FALSE(weeks.is_centred());
  std::vector<std::string> not_centred;
  for (const auto& assumption : assumptions)
    if (!assumption.is_centred()) not_centred.push_back(assumption.name);
  CHECK(not_centred == std::vector<std::string>{"price_ceiling", "absence_noise", "demand_noise",
                                                "onboarding_weeks", "sickness_spells", "inflation"});
}

TEST_CASE("amounts of money are uncertain in proportion, whatever the currency") {
  const auto cost = [](const std::vector<std::string>& settings) {
    return named(assumptions_of(town(settings).document), "support_cost");
  };
  const auto here = cost({"businesses.0.wage=1000"}), dear = cost({"businesses.0.wage=10000"});
  CHECK(here.value() == doctest::Approx(60 / 1.4));
  CHECK(here.low() == doctest::Approx(20 / 1.4));
  CHECK(dear.low() == doctest::Approx(10 * here.low()));
  CHECK(dear.high() == doctest::Approx(10 * here.high()));
}

TEST_CASE("traits of all segments move together, each around its own mean, half as far") {
  // Plausible: fit 0.5 to 0.9 around 0.7, urgency 0 to 0.4 around 0.1.
  const auto fit = named(assumptions_of(town().document), "fit");
  CHECK(paths(fit) == std::vector<std::string>{"segments.0.traits.fit.mean", "segments.1.traits.fit.low",
                                               "segments.1.traits.fit.high"});
  CHECK(fit.value() == doctest::Approx((0.85 + (0.5 + 0.8) / 2) / 2));
  check_values(settled("fit", 0.5), {0.85, 0.5, 0.8});
  const auto moved = [](double share, double to) {
    const auto logit = [](double x) { return std::log(x / (1 - x)); };
    return 1 / (1 + std::exp(-logit(share) - (logit(to) - logit(0.7)) / 2));
  };
  check_values(settled("fit", 0), {moved(0.85, 0.5), moved(0.5, 0.5), moved(0.8, 0.5)});
  check_values(settled("fit", 1), {moved(0.85, 0.9), moved(0.5, 0.9), moved(0.8, 0.9)});
  check_values(settled("urgency", 0), {0.19, 0.35});
  check_values(settled("urgency", 0.5), {0.38, 0.7});
}

TEST_CASE("a scenario may state ranges of its own, also for what would be a fact") {
  const std::vector<std::string> stated = {
      R"(plausible={"model.trust_pace": [0.009, 0.02], "segments.others.traits.fit.low": [0.4, 0.55],
                    "segments.some.traits.fit": [0.8, 0.9], "businesses.0.price": [500, 600]})"};
  const auto assumptions = assumptions_of(town(stated).document);
  const auto pace = named(assumptions, "trust_pace").settings.front().range;
  CHECK(pace.origin == Origin::scenario);
  CHECK(pace.low == 0.009);
  CHECK(pace.at(0.5) == 0.01);
  CHECK(pace.high == 0.02);
  const auto price = named(assumptions, "price");
  CHECK(paths(price) == std::vector<std::string>{"businesses.0.price"});
  CHECK_FALSE(price.is_centred());  // 500 is the lowest that it may be
  const auto& fit = named(assumptions, "fit").settings;
  CHECK(fit[0].range.low == 0.8);
  CHECK(fit[0].range.high == 0.9);
  CHECK(fit[1].range.low == 0.4);
  CHECK(fit[2].range.origin == Origin::around_value);
  CHECK(town(stated).hash != town().hash);
}

TEST_CASE(
    "ranges may be uniform - with the same ends and the same median, half of all between their quarters") {
  const auto document = town({"plausible.shape=uniform"}).document;
  CHECK(shape_of_ranges(document) == PlausibleRange::Shape::uniform);
  CHECK(shape_of_ranges(town().document) == PlausibleRange::Shape::triangular);
  const auto work = named(assumptions_of(document), "rework_work").settings.front().range;
  const auto usual = named(assumptions_of(town().document), "rework_work").settings.front().range;
  for (const double end : {0.0, 0.5, 1.0}) CHECK(work.at(end) == usual.at(end));
  CHECK(work.at(0.25) == doctest::Approx(std::sqrt(work.low * work.value)));
  CHECK(work.at(0.75) == doctest::Approx(std::sqrt(work.value * work.high)));
  CHECK(work.at(0.25) < usual.at(0.25));
  CHECK(work.at(0.75) > usual.at(0.75));
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
    lay_out(plan, assumptions, corners);
    REQUIRE(plan.cells.size() == 3 * resolution->scenario.policies.size());
    for (std::size_t point = 0; point < 3; ++point) CHECK_NOTHROW(scenario_at(plan, point));
  }
}

}  // namespace
}  // namespace clientele::experiment
