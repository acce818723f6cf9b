// A thousand segments go all the way: from a file through runs into a store and out again. And what is the
// same at two points of a sweep is not worked out twice.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "sim/experiment/design/sweep.hpp"
#include "sim/experiment/run/scenario_cache.hpp"
#include "sim/scenario/loader.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

Plan plan_of_segments(int n) {
  auto segments = Json::array();
  for (int s = 0; s < n; ++s)
    segments.push_back(Json{{"name", fmt::format("segment {}", s)},
                            {"share", 1.0 / n},
                            {"contract_weeks", 1},
                            {"traits", {{"base_churn", 0.2}, {"fit", static_cast<double>(s) / n}}}});
  const Json root{
      {"name", "many"},
      {"weeks", 8},
      {"past_weeks", 0},
      {"replications", 1},
      {"segments", segments},
      {"markets", Json::array({Json{{"name", "town"}, {"population", 4 * n}}})},
      {"businesses", Json::array({Json{{"name", "firm"}, {"initial_accounts", 3 * n}, {"staff", n / 20}}})},
      {"policies", Json::array({Json{{"name", "only"}}})}};
  const auto resolution = resolve(parse_document("many", root.dump()));
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  auto plan = make_plan("run", *resolution, {"only"});
  plan.weekly = true;
  return plan;
}

TEST_CASE("a thousand segments are told apart in a store, and read back from it") {
  const TestFolder scratch;
  const auto path = scratch.path("many.sqlite");
  auto store = Store::create(path, plan_of_segments(1000), test_provenance(), false);
  CHECK(run_missing(store, 2).done == 1);
  const auto written = dump(store);
  const auto read = Store::open(path);
  CHECK(dump(read) == written);
  REQUIRE(read.plan().segments.size() == 1000);
  CHECK(read.plan().segments[999] == "segment 999");
  auto& database = read.database();
  CHECK(database.integer("SELECT count(*) FROM segments") == 1000);
  CHECK(database.integer("SELECT count(DISTINCT segment) FROM life") > 900);
  CHECK(database.integer("SELECT max(segment) FROM life") > 990);
  CHECK(database.integer("SELECT sum(ended) FROM life WHERE segment > 256") > 0);
}

TEST_CASE(
    "points of a sweep share the tables of all that is the same at them, and later points those of earlier "
    "ones") {
  auto plan = small_plan();
  lay_out(plan, {.variations = {read_variation("segments.0.traits.budget.mean=450,600"),
                                read_variation("businesses.0.price=400,500")}});
  ScenarioCache scenarios(plan);
  const auto budget = [&](std::size_t point) {
    for (const auto& table : scenarios.at(point)->segments[0].quantiles)
      if (table.distribution().family == Family::lognormal) return table;
    FAIL("no budget");
    return QuantileTable({});
  };
  const auto first = budget(0);
  CHECK(budget(1).is_copy_of(first));
  const auto other = budget(2);
  CHECK_FALSE(other.is_copy_of(first));
  CHECK(budget(3).is_copy_of(other));
  CHECK(budget(0).is_copy_of(first));
}

}  // namespace
}  // namespace clientele::experiment
