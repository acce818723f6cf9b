// Defaults are those of an agency: where they cannot be meant, they are warned of, with the number and what
// to do.
#include <doctest/doctest.h>

#include <functional>

#include "tests/scenario/support.hpp"

namespace clientele::scenario {
namespace {

using Change = std::function<void(Json& root)>;

/// The warnings on a shipped scenario after a change.
std::vector<std::string> warnings_on(
    const std::string& name, const Change& change = [](Json&) {}) {
  auto document = read_document(source_folder / "scenarios" / (name + ".json"), source_folder / "scenarios");
  change(*document.root);
  const auto resolution = resolve(document);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return resolution->misfits;
}

Json& business(Json& root) { return root.at("businesses").at(0); }
Json& traits(Json& root, std::size_t segment) { return root.at("segments").at(segment).at("traits"); }

TEST_CASE("no shipped scenario has a default that does not fit") {
  for (const auto& entry : std::filesystem::directory_iterator(source_folder / "scenarios")) {
    if (entry.path().extension() != ".json") continue;
    for (const auto& warning : warnings_on(entry.path().stem()))
      FAIL_CHECK(entry.path().stem(), ": ", warning);
  }
}

/// One change of the agency for each quantity that is looked at, and what is said of it.
struct Misfit {
  std::string what;
  std::string remedy;
  Change change;
};

const std::vector<Misfit> changes = {
    {"of requests are forgotten, at 75 accounts a head; a default is at work in it: slip_rate 0.005",
     "--set model.slip_rate=0.0004",
     [](Json& root) {
       business(root)["staff"] = 8;
       business(root)["initial_accounts"] = 600;
     }},
    {"a default is at work in it: staff 10", "staff would be busy",
     [](Json& root) {
       business(root).erase("staff");
       business(root)["initial_accounts"] = 200;
     }},
    {"getting to know prospects takes", "state them",
     [](Json& root) {
       business(root).erase("lead_rate");
       root.at("markets").at(0)["population"] = 2'000'000;
     }},
    {"a default is at work in it: wage 2744", "paid here",
     [](Json& root) {
       business(root).erase("wage");
       business(root)["staff"] = 200;
     }},
    {"a request takes 0.1 hours, where the defaults are for one of 3; a default is at work in it: "
     "checking_hours 0.3",
     "0.033 times as long",
     [](Json& root) {
       for (std::size_t s = 0; s < 4; ++s) traits(root, s)["hours_per_request"] = 0.1;
     }},
    {"0.4 % of some kind of clients leave in a year at reference satisfaction; a default is at work in it: "
     "base_churn 0.004",
     "state base_churn", [](Json& root) { traits(root, 1).erase("base_churn"); }},
};

TEST_CASE("each default that does not fit is warned of, with the number and the remedy") {
  for (const auto& [what, remedy, change] : changes) {
    CAPTURE(what);
    const auto warnings = warnings_on("agency", change);
    REQUIRE(warnings.size() == 1);
    CHECK_MESSAGE(warnings.front().find(what) != std::string::npos, warnings.front());
    CHECK_MESSAGE(warnings.front().find(remedy) != std::string::npos, warnings.front());
  }
}

TEST_CASE("what the scenario states itself is not doubted, be it the default") {
  const auto stated = [](const Change& change, const Change& statement) {
    return warnings_on("agency", [&](Json& root) {
      change(root);
      statement(root);
    });
  };
  CHECK(stated(changes[0].change, [](Json& root) { root["model"] = {{"slip_rate", 0.005}}; }).empty());
  CHECK(stated(changes[1].change, [](Json& root) { business(root)["staff"] = 10; }).empty());
  CHECK(stated(changes[5].change, [](Json& root) { traits(root, 1)["base_churn"] = 0.004; }).empty());
}

TEST_CASE("a remedy that is followed leaves nothing to warn of") {
  CHECK(warnings_on("agency", [](Json& root) {
          changes[0].change(root);
          root["model"] = {{"slip_rate", 0.0004}};
        }).empty());
  // Of a resolved document, which states everything, there is nothing to say.
  auto document = read_document(source_folder / "scenarios/agency.json", source_folder / "scenarios");
  changes[0].change(*document.root);
  CHECK(resolve(parse_document("resolved", resolve(document)->document.dump()))->misfits.empty());
}

}  // namespace
}  // namespace clientele::scenario
