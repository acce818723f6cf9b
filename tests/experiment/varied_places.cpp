// What a sweep may vary works, and what it may not is refused by name - whatever place of a scenario it is.
#include "sim/experiment/design/varied_places.hpp"

#include <doctest/doctest.h>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/design/sweep.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

/// A scenario in which everything occurs that a scenario may hold.
const std::string everything = R"({
  "name": "everything", "description": "of each kind one", "weeks": 2, "seed": 3,
  "markets": [{"name": "town", "population": 60}, {"name": "country", "population": 40, "shares": [0.5, 0.5]}],
  "segments": [
    {"name": "one", "share": 0.7, "traits": {
       "fit": {"distribution": "normal", "mean": 0.7, "sd": 0.1},
       "openness": {"distribution": "beta", "mean": 0.7, "sd": 0.1},
       "budget": {"distribution": "gamma", "mean": 500, "sd": 80},
       "volatility": {"distribution": "uniform", "low": 0.1, "high": 0.4}},
     "correlation": {"traits": ["fit", "openness"], "matrix": [[1, 0.3], [0.3, 1]]}},
    {"name": "two", "share": 0.3, "relationship": "transactional", "contract_weeks": 4}],
  "businesses": [
    {"name": "ours", "staff": 4, "initial_accounts": 20, "lead_rate": 0.02},
    {"name": "theirs", "policy": "soft", "staff": 3, "initial_accounts": 10}],
  "policies": [
    {"name": "soft", "description": "gentle", "levers": {"contradict": 0}},
    {"name": "firm", "levers": {"contradict": [{"otherwise": 1}, {"when": "exhaustion > 0.5", "then": 0.5}]}}]
})";

Plan plan_of(const Document& document, const std::vector<std::string>& overrides = {}) {
  const auto resolution = resolve(document, overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return make_plan("sweep", *resolution);
}

Plan plan_of_everything() { return plan_of(parse_document("everything", everything)); }

/// What a sweep over these values is refused with; "" if it is not.
std::string refusal(Plan plan, const std::vector<std::string>& variations) {
  Sweep sweep;
  for (const auto& variation : variations) sweep.variations.push_back(read_variation(variation));
  try {
    lay_out(plan, sweep);
  } catch (const BadInput& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("what is no number or word of the registry is not varied, and it is said why") {
  const auto plan = plan_of_everything();
  const std::pair<std::string, std::string> refused[] = {
      {"policies.soft.name=x,y", "policies.soft.name cannot be varied: a name"},
      {"segments.0.name=x,y", "segments.0.name cannot be varied: a name"},
      {"markets.town.name=x,y", "a name or a description"},
      {"businesses.1.name=x,y", "a name or a description"},
      {"policies.0.description=x,y", "a name or a description"},
      {"policies.firm.based_on=soft", "has no such number or word"},
      {"businesses.0.policy=soft,firm", "the first business follows each of the compared policies"},
      {"businesses.ours.policy=soft,firm", "the first business follows each of the compared policies"},
      {"segments.0.share=0.7,0.6", "sum to"},
      {"markets.1.shares.0=0.5,0.6", "sum to"},
      {"markets.1.shares=1,2", "must be an array"},
      {"segments.one.correlation.matrix.0.1=0.1,0.2", "symmetric"},
      {"segments=1,2", "must be an array"},
      {"policies.firm.levers=1,2", "must be an object"},
      {"model=1,2", "must be an object"},
      {"replications=1,2", "every point is repeated as often as the others"},
      {"description=a,b", "a name or a description"},
      {"businesses.0.staff=1:3:4", "fewer from 1 to 3 than asked for"},
      {"sweep.samples=1,2", "has no such number or word"},
      {"businesses.2.price=1,2", "\"name\" is missing"},
      {"businesses.0.prise=1,2", "did you mean \"price\""},
      {"segments.1.traits.fit.sd=1,2", "has no parts"},
      {"segments.one.traits.fit.a=1,2", "refuses 2 of the 2 points"},
  };
  for (const auto& [variation, words] : refused) {
    CAPTURE(variation);
    const auto said = refusal(plan, {variation});
    CHECK_MESSAGE(said.find(words) != said.npos, said);
  }
}

TEST_CASE("numbers and words are varied wherever they are, distributions and rules included") {
  const auto plan = plan_of_everything();
  for (const std::string variation :
       {"businesses.1.policy=soft,firm",
        "segments.two.contract_weeks=1,52",
        "segments.two.relationship=contract,transactional",
        "segments.one.traits.openness=0.2,0.8",
        "segments.one.traits.openness.mean=0.3,0.6",
        "segments.one.traits.budget.distribution=gamma,lognormal",
        "segments.one.traits.volatility.low=0,0.2",
        "markets.0.count=1,3",
        "markets.country.population=50,70",
        "policies.soft.levers.prioritisation=fair,value",
        "policies.firm.levers.contradict=0,1",
        "policies.firm.levers.contradict.0.otherwise=0,1",
        "policies.firm.levers.contradict.1.then=0,1",
        "policies.firm.levers.contradict.1.when=trust < 0.4,trust < 0.5",
        "model.slip_rate=0,0.1",
        "seed=1,2",
        "weeks=1,3",
        "segments.one.traits.openness.a=1,2",
        "segments.one.traits.openness.b=1:2:3",
        "segments.one.traits.budget.shape=20,30",
        "segments.one.traits.budget.rate=0.05,0.07",
        R"(segments.two.traits.fit={"distribution":"beta","mean":0.2,"sd":0.1},0.5)",
        R"(policies.firm.levers.contradict=[{"otherwise":0},{"when":"trust < 0.2","then":1}],0.5)",
        "markets.1.shares=[0.5,0.5],[0.2,0.8]",
        "segments.one.correlation.traits.0=fit,budget",
        "segments.one.correlation.matrix=[[1,0.2],[0.2,1]],[[1,0],[0,1]]",
        R"(segments.one.correlation={"traits":["fit","budget"],"matrix":[[1,0.2],[0.2,1]]})"}) {
    CAPTURE(variation);
    CHECK(refusal(plan, {variation}).empty());
  }
}

TEST_CASE("two names of one place are one place, and a whole is not varied beside its part") {
  const auto plan = plan_of_everything();
  CHECK(refusal(plan, {"businesses.0.price=400,500", "businesses.ours.price=420"}) ==
        "businesses.ours.price is varied twice: businesses.0.price is the same");
  for (const auto& pair : {std::vector<std::string>{"segments.0.traits.openness=0.1,0.2",
                                                    "segments.0.traits.openness.mean=0.5,0.6"},
                           {"segments.0.traits.openness.mean=0.5,0.6", "segments.0.traits.openness=0.1,0.2"}})
    CHECK(refusal(plan, pair).find("one is a part of the other") != std::string::npos);
}

TEST_CASE("names that differ in case only are not two columns, positions are") {
  const auto root = [] {
    auto document = parse_document("everything", everything);
    (*document.root)["segments"][1]["name"] = "ONE";
    return document;
  }();
  const auto plan = plan_of(root);
  CHECK(refusal(plan, {"segments.one.traits.candor=0.1,0.2", "segments.ONE.traits.candor=0.1"})
            .find("positions: segments.1.traits.candor") != std::string::npos);
  CHECK(refusal(plan, {"segments.one.traits.candor=0.1,0.2", "segments.1.traits.candor=0.1"}).empty());
}

TEST_CASE("what can have no effect under the plan is not varied") {
  auto plan = plan_of_everything();
  std::erase_if(plan.cells, [](const Cell& cell) { return cell.policy == "firm"; });
  CHECK(refusal(plan, {"policies.firm.levers.calm=0,1"}).find("nobody follows the policy firm") !=
        std::string::npos);
  CHECK(refusal(plan, {"policies.soft.levers.calm=0,1"}).empty());  // that of the other business, too
  CHECK(refusal(plan, {"policies.firm.levers.calm=0,1", "businesses.1.policy=soft,firm"}).empty());
  const auto nobody = plan_of(parse_document("everything", everything),
                              {"segments.0.share=1", "segments.1.share=0", "markets.1.shares=[1,0]"});
  CHECK(refusal(nobody, {"segments.two.traits.fit=0.1,0.2"}).find("nobody belongs to this segment") !=
        std::string::npos);
  CHECK(refusal(nobody, {"segments.two.traits.fit=0.1,0.2", "markets.1.shares=[1,0],[0.5,0.5]"}).empty());
}

/// The paths of all values of a document, whole objects and lists included.
void add_paths(const Json& value, const std::string& path, std::vector<std::string>& paths) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + '.' + key; };
  if (!path.empty()) paths.push_back(path);
  if (value.is_object())
    for (const auto& [key, member] : value.items()) add_paths(member, below(key), paths);
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) add_paths(value[i], below(std::to_string(i)), paths);
}

/// Lays out a sweep over a place and lives a week at each of its points: it works, or it is refused in words.
/// Returns whether it worked.
bool survives(Plan plan, const std::string& variation) {
  CAPTURE(variation);
  try {
    lay_out(plan, {.variations = {read_variation(variation)}});
    for (std::size_t point = 0; point < plan.points.size(); ++point) {
      auto scenario = scenario_at(plan, point);
      tabulate(scenario);
      World world(scenario, policy_assignment(scenario, plan.cells.front().policy), 1, 0);
      world.step();
    }
    return true;
  } catch (const BadInput& refusal) {
    CHECK(std::string(refusal.what()).size() > 20);
  } catch (const std::exception& error) {
    FAIL_CHECK(error.what());
  }
  return false;
}

/// How many of the variations of all places of the plan's scenario work.
int survivors_of(const Plan& plan, const std::vector<std::string>& values) {
  std::vector<std::string> paths;
  add_paths(*plan.document, "", paths);
  CHECK(paths.size() > 250);
  int survivors = 0;
  for (const auto& path : paths)
    for (const auto& value : values) survivors += survives(plan, path + '=' + value) ? 1 : 0;
  return survivors;
}

TEST_CASE("varying any place of a scenario with anything works or is refused: of everything there is") {
  CHECK(survivors_of(plan_of_everything(), {"0,1", "0.5,2", "-1,40", "x,y", "soft,firm", "beta,fair"}) > 300);
}

TEST_CASE("varying any place of a scenario with anything works or is refused: of the agency") {
  const auto agency = read_document(CLIENTELE_SOURCE "/scenarios/agency.json", CLIENTELE_SOURCE "/scenarios");
  CHECK(survivors_of(plan_of(agency, {"weeks=1"}), {"0.5,1", "partnership,x"}) > 200);
}

}  // namespace
}  // namespace clientele::experiment
