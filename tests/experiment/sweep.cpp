#include "sim/experiment/design/sweep.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/model/specification.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

using Points = std::vector<std::vector<Json>>;

Points points(Sweep sweep) {
  auto plan = small_plan();
  lay_out(plan, sweep);
  CHECK(plan.cells.size() == 2 * plan.points.size());
  return plan.points;
}

TEST_CASE("variations are lists of numbers or words, evenly spaced numbers, or ranges") {
  CHECK(read_variation("businesses.0.staff=4,6.5,1e1").values == std::vector<Json>{4, 6.5, 10});
  CHECK(read_variation("a.b=fair,squeaky").values == std::vector<Json>{"fair", "squeaky"});
  CHECK(read_variation("a=1:2:5").values == std::vector<Json>{1, 1.25, 1.5, 1.75, 2});
  const auto range = read_variation("a=-1:2.5");
  CHECK(range.values.empty());
  CHECK(range.low == -1);
  CHECK(range.high == 2.5);
  for (const auto* wrong : {"a", "=1", "a=", "a=1,,2", "a=1:x", "a=2:1", "a=1:1", "a=1:2:1", "a=1:2:2.5",
                            "a=1:2:3:4", "a=1:inf", "a=nan:1", "a=1:2:1e9"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(read_variation(wrong), BadInput);
  }
}

TEST_CASE("a grid is every combination, the last parameter changing fastest") {
  const Sweep sweep{.variations = {read_variation("businesses.0.price=400,500"),
                                   read_variation("policies.firm.levers.calm=0:1:3")}};
  CHECK(points(sweep) == Points{{400, 0}, {400, 0.5}, {400, 1}, {500, 0}, {500, 0.5}, {500, 1}});
}

TEST_CASE("Latin hypercubes and Sobol sequences spread over ranges and over lists") {
  for (const auto design : {Design::lhs, Design::sobol}) {
    const Sweep sweep{
        .design = design,
        .samples = 15,
        .variations = {read_variation("businesses.0.price=400:550"),
                       read_variation("policies.firm.levers.prioritisation=fair,value,squeaky")}};
    std::set<int> slices;
    std::map<std::string, int> words;
    for (const auto& point : points(sweep)) {
      const auto price = point[0].get<double>();
      CHECK(price >= 400);
      CHECK(price < 550);
      slices.insert(static_cast<int>((price - 400) / 10));
      ++words[point[1].text()];
    }
    CHECK(words.size() == 3);
    // A Latin hypercube has one point in each of the 15 slices, and five in each third; 15 points of a Sobol
    // sequence, each sixteenths apart, miss one of 15 slices at most.
    CHECK(slices.size() >= (design == Design::lhs ? 15U : 14U));
    for (const auto& [word, times] : words) CHECK(times == 5);
    CHECK(points(sweep) == points(sweep));
  }
}

TEST_CASE("the sweep of a scenario says the same as flags") {
  const auto sweep = read_sweep(Json::parse(
      R"({"design": "lhs", "samples": 9, "vary": {"a": "1:2", "b": "0:1:2", "c": [1, "x", 2.5]}})"));
  CHECK(sweep.design == Design::lhs);
  CHECK(sweep.samples == 9);
  REQUIRE(sweep.variations.size() == 3);
  CHECK(sweep.variations[0].high == 2);
  CHECK(sweep.variations[1].values == std::vector<Json>{0, 1});
  CHECK(sweep.variations[2].values == std::vector<Json>{1, "x", 2.5});
  for (const auto* wrong :
       {R"({"desing": "lhs"})", R"({"design": "cube"})", R"({"samples": -1})", R"({"vary": []})",
        R"({"vary": {"a": []}})", R"({"vary": {"a": [null]}})", R"({"vary": {"a": 3}})"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(read_sweep(Json::parse(wrong)), BadInput);
  }
}

TEST_CASE("sweeps that make no sense are refused before anything runs") {
  const auto refused = [](const Sweep& sweep) {
    auto plan = small_plan();
    CHECK_THROWS_AS(lay_out(plan, sweep), BadInput);
  };
  const auto one = [](const std::string& text) { return Sweep{.variations = {read_variation(text)}}; };
  refused({});                                                                         // nothing to vary
  refused(one("businesses.0.price=400:500"));                                          // a grid over a range
  refused({.seed = 3, .variations = {read_variation("businesses.0.price=400,500")}});  // a grid is not drawn
  refused(one("businesses.0.prise=400,500"));                                          // no such parameter
  refused(one("businesses.0.price=400,500,-5"));      // one value out of range
  refused(one("policies.firm.levers.calm=0:2:100"));  // the far end out of range
  refused(
      {.variations = {read_variation("businesses.0.price=1,2"), read_variation("businesses.0.price=3,4")}});
  refused(
      {.design = Design::sobol, .variations = {read_variation("businesses.0.price=400:500")}});  // no samples
  refused({.variations = {read_variation("businesses.0.price=1:2:10000"),
                          read_variation("businesses.1.price=1:2:10000")}});
}

double budget_in(const Scenario& scenario) {
  const auto row = std::ranges::find(trait_infos, "budget", &ParameterInfo::name);
  const auto position = static_cast<std::size_t>(row - std::begin(trait_infos));
  return scenario.segments[0].traits[position].first * scenario.numeraire;
}

TEST_CASE("points are checked when they are laid out, and never again") {
  auto plan = small_plan();
  lay_out(plan, {.variations = {read_variation("businesses.0.price=400,550"),
                                read_variation("segments.0.traits.budget.mean=300,500"),
                                read_variation("policies.firm.levers.prioritisation=fair,squeaky")}});
  for (auto& point : plan.points) point = {-1, "nonsense", "nonsense"};  // would be refused, if looked at
  for (std::size_t point = 0; point < 8; ++point) {
    const auto scenario = scenario_at(plan, point);
    CHECK(scenario.businesses[0].terms.price * scenario.numeraire == doctest::Approx(point < 4 ? 400 : 550));
    CHECK(budget_in(scenario) == doctest::Approx(point % 4 < 2 ? 300 : 500));
    const auto firm = [&](std::size_t other) {
      return scenario_at(plan, other).policies[1].levers.prioritisation;
    };
    CHECK(firm(point) == firm(point % 2));
    CHECK(firm(point) != firm((point + 1) % 2));
  }
}

TEST_CASE("a point at which a distribution has other parts is another scenario there") {
  auto plan = small_plan();
  lay_out(plan, {.variations = {read_variation("segments.0.traits.budget=450,600"),
                                read_variation("policies.firm.levers.calm=0,1")}});
  for (std::size_t point = 0; point < 4; ++point) {
    const auto scenario = scenario_at(plan, point);
    CHECK(budget_in(scenario) == doctest::Approx(point < 2 ? 450 : 600));
    CHECK(scenario.policies[1].levers.calm == static_cast<float>(point % 2));
  }
  CHECK(budget_in(base_scenario(plan)) == doctest::Approx(500));
}

TEST_CASE("points that the scenario refuses are told all at once, each reason once, before anything runs") {
  auto plan = small_plan();
  const auto refused = refusal<BadInput>([&] {
    lay_out(plan, {.variations = {read_variation("businesses.0.initial_accounts=10,40"),
                                  read_variation("businesses.1.initial_accounts=10,40"),
                                  read_variation("policies.firm.levers.calm=0.5,7")}});
  });
  CHECK(mentions(refused, "refuses 5 of the 8 points"));
  CHECK(mentions(refused, "start with 80 accounts"));
  CHECK(mentions(refused, "\"calm\" is 7"));
  CHECK(refused.find("\"calm\" is 7", refused.find("\"calm\" is 7") + 1) == refused.npos);
}

TEST_CASE("steps are the decimal numbers that they would be on paper") {
  CHECK(read_variation("a=0.1:0.5:5").values == std::vector<Json>{0.1, 0.2, 0.3, 0.4, 0.5});
  CHECK(read_variation("a=0:0.9:10").values[3].dump() == "0.3");
  CHECK(read_variation("a=-0.3:0.3:7").values[1].dump() == "-0.2");
  CHECK(read_variation("a=1.005:1.025:3").values[1].dump() == "1.015");
  CHECK(read_variation("a=1e-7:3e-7:3").values.size() == 3);
}

TEST_CASE("whole numbers stay whole, each as likely as the others") {
  for (const auto design : {Design::grid, Design::lhs, Design::sobol}) {
    const bool is_grid = design == Design::grid;
    const Sweep sweep{
        .design = design,
        .samples = is_grid ? 0U : 60U,
        .variations = {read_variation(is_grid ? "businesses.0.staff=1:9:5" : "businesses.0.staff=2:7")}};
    std::map<Json, int> times;
    for (const auto& point : points(sweep)) ++times[point[0]];
    for (const auto& [staff, n] : times) {
      CHECK(staff.is_integer());
      if (design == Design::lhs) CHECK(n == 10);
      if (design == Design::sobol) CHECK(std::abs(n - 10) <= 2);
    }
    CHECK(times.size() == (is_grid ? 5U : 6U));
  }
  CHECK(in_whole_numbers(read_variation("a=1:100:41")).values[1] == Json(3));
}

TEST_CASE("the design's seed draws the points, the world's seed their random numbers") {
  const auto laid_out = [](std::uint32_t seed, std::optional<std::uint32_t> design_seed) {
    auto plan = small_plan();
    plan.seed = seed;
    lay_out(plan, {.design = Design::lhs,
                   .samples = 5,
                   .seed = design_seed,
                   .variations = {read_variation("businesses.0.price=400:550")}});
    return plan;
  };
  CHECK(laid_out(1, 7).points == laid_out(2, 7).points);
  CHECK(laid_out(1, {}).points == laid_out(2, {}).points);
  CHECK(laid_out(1, 7).points != laid_out(1, 8).points);
}

TEST_CASE("points share their random numbers, unless each is asked to have its own") {
  auto plan = small_plan(1);
  lay_out(plan, {.variations = {read_variation("businesses.1.price=400,400.0001")}});
  const auto leads = [](const Plan& laid_out) {
    auto store = Store::create("", laid_out, test_provenance(), false);
    run_missing(store, 1);
    std::vector<double> values;
    for (auto row =
             store.database().prepare("SELECT accounts FROM summaries WHERE business = 1 ORDER BY run");
         row.step();)
      values.push_back(row.number(0));
    return values;
  };
  const auto common = leads(plan);
  CHECK(common[0] == common[2]);  // the same policy at two points that hardly differ
  plan.independent = true;
  const auto independent = leads(plan);
  CHECK(independent[0] == common[0]);
  CHECK(independent[0] != independent[2]);
  auto other = plan;
  other.independent = false;
  CHECK(experiment_identity(plan, "m") != experiment_identity(other, "m"));
}

TEST_CASE("an experiment is named by its points and its policies, a run by its own") {
  const auto laid_out = [](const std::string& values) {
    auto plan = small_plan(1);
    lay_out(plan, {.variations = {read_variation("businesses.1.price=" + values)}});
    return plan;
  };
  const auto two = laid_out("400,500"), three = laid_out("400,500,600"), others = laid_out("400,510");
  auto fewer = two;
  std::erase_if(fewer.cells, [](const Cell& cell) { return cell.policy == "firm"; });
  for (const Plan* other : std::initializer_list<const Plan*>{&three, &others, &fewer})
    CHECK(experiment_identity(two, "m") != experiment_identity(*other, "m"));
  CHECK(cell_identity(two, 0, scenario_identity(two, "m")) ==
        cell_identity(three, 0, scenario_identity(three, "m")));
}

TEST_CASE("where weeks are varied, each run has its own, and years where all have two") {
  auto plan = small_plan(1);
  lay_out(plan, {.variations = {read_variation("weeks=6,12")}});
  CHECK(!plan.yearly);
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 1);
  const auto accounts = [&](const std::string& table, const std::string& weeks) {
    auto row = store.database().prepare("SELECT sum(accounts) FROM " + table +
                                        " WHERE business = 'ours' AND policy = 'soft' AND weeks = " + weeks);
    row.step();
    return row.number(0);
  };
  for (const std::string weeks : {"6", "12"})
    CHECK(accounts("segment_results", weeks) ==  // with those that leave in the week
          doctest::Approx(accounts("run_results", weeks)).epsilon(0.05));
  auto long_plan = small_plan(1);
  lay_out(long_plan, {.variations = {read_variation("weeks=104,110")}});
  CHECK(long_plan.yearly);
}

TEST_CASE("levers that rules move at some point are kept week by week") {
  auto plan = small_plan(1);
  CHECK(plan.moved_levers.empty());
  lay_out(plan,
          {.variations = {read_variation(
               R"(policies.firm.levers.crm=0.5,[{"otherwise": 0.1}, {"when": "week > 3", "then": 0.6}])")}});
  CHECK(plan.moved_levers == std::vector<std::string>{"crm"});
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 1);
  CHECK(mentions(tables(store).at("weekly.csv"), "levers.crm"));
}

TEST_CASE("a value that is listed twice is refused") {
  auto plan = small_plan(1);
  CHECK(mentions(refusal<BadInput>([&] {
                   lay_out(plan, {.variations = {read_variation("businesses.1.price=500,500.0")}});
                 }),
                 "listed twice"));
}

TEST_CASE("parameters of a sweep are columns of its tables") {
  auto plan = small_plan(2);
  plan.weekly = false;
  lay_out(plan, {.variations = {read_variation("businesses.0.price=400,500"),
                                read_variation("policies.firm.levers.prioritisation=fair,squeaky")}});
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 2);
  const auto all = tables(store);
  CHECK(all.size() == 5);
  const std::string head =
      "scenario,policy,businesses.0.price,policies.firm.levers.prioritisation,business,replication,";
  CHECK(all.at("runs.csv").starts_with(head));
  CHECK(all.at("runs.csv").find("\nsmall,firm,500,squeaky,theirs,2,") != std::string::npos);
  CHECK(all.at("summary.csv").find("\nsmall,soft,400,fair,ours,accounts,accounts,2,") != std::string::npos);
  CHECK(all.at("comparison.csv").find("\nsmall,firm,soft,500,fair,ours,accounts,accounts,2,") !=
        std::string::npos);
}

}  // namespace
}  // namespace clientele::experiment
