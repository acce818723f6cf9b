#include "sim/experiment/study/goals.hpp"

#include <doctest/doctest.h>

#include "sim/experiment/design/errors.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("goals and requirements are understood, or refused with what may have been meant") {
  const auto measures = known_measures();
  const auto accounts = measure_named("accounts", measures);
  const auto absolute = read_precision("accounts=0.5", measures);
  CHECK(absolute.measure == accounts);
  CHECK(absolute.precision.half_width == 0.5);
  CHECK(!absolute.precision.relative);
  CHECK(!absolute.of_difference);
  const auto relative = read_precision("difference:accounts=±2%", measures);
  CHECK(relative.precision.half_width == 0.02);
  CHECK(relative.precision.relative);
  CHECK(relative.of_difference);
  CHECK(read_requirement("accounts<20%", measures).requirement.limit == 0.2);
  CHECK(read_requirement("accounts>-3", measures).requirement.comparison == Requirement::Comparison::above);
  for (const auto* wrong :
       {"accounts", "accounts=", "accounts=0", "accounts=-1", "accounts=x", "acounts=1", "=1"})
    CHECK_THROWS_AS(read_precision(wrong, measures), BadInput);
  for (const auto* wrong : {"accounts", "accounts<", "accounts=3", "acounts<1", "accounts<<1"})
    CHECK_THROWS_AS(read_requirement(wrong, measures), BadInput);
  CHECK_THROWS_WITH_AS(read_precision("acounts=1", measures), doctest::Contains("did you mean \"accounts\""),
                       BadInput);
}

// Follows the rule to its end as the program does.
int replications_needed(const std::string& goal, unsigned jobs) {
  auto plan = small_plan(10);
  plan.precision = {goal};
  plan.most_replications = 400;
  auto store = Store::create("", plan, test_provenance(), false);
  for (run_missing(store, jobs); !is_precise_enough(store) && store.plan().replications < 400;
       run_missing(store, jobs))
    store.extend(next_look(store.plan()), test_provenance());
  return store.plan().replications;
}

TEST_CASE("replications are added until the precision is reached, as many at any number of jobs") {
  const int few = replications_needed("accounts=1", 1);
  const int many = replications_needed("accounts=0.3", 1);
  CHECK(few < many);
  CHECK(many < 400);
  CHECK(replications_needed("accounts=0.3", 3) == many);
}

TEST_CASE("looks are ten replications apart, later a tenth, and end at the most allowed") {
  auto plan = small_plan(30);
  plan.most_replications = 1000;
  CHECK(next_look(plan) == 40);
  plan.replications = 500;
  CHECK(next_look(plan) == 550);
  plan.replications = 995;
  CHECK(next_look(plan) == 1000);
}

TEST_CASE(
    "a pilot forecasts what a precision of differences takes, and what it would take without common random "
    "numbers") {
  auto plan = small_plan(30);
  plan.precision = {"difference:accounts=0.1"};
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 2);
  const auto effort = forecast_effort(store);
  REQUIRE(effort);
  CHECK(effort->paired.likely > 30);
  CHECK(effort->paired.cautious > effort->paired.likely);
  CHECK(effort->independent.likely > effort->paired.likely);
  CHECK(reason_out_of_reach(store).empty());
}

Store pilot(const std::string& goal, int replications) {
  auto plan = small_plan(replications);
  plan.precision = {goal};
  plan.most_replications = 400;
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 2);
  return store;
}

// Nobody asks for advice, and so nobody takes wrong advice, where the business never contradicts.
TEST_CASE("a precision of what never has a value is out of reach, and one replication forecasts nothing") {
  const auto ten = pilot("misadvised_share=0.1", 10);
  CHECK(!is_precise_enough(ten));
  CHECK(mentions(reason_out_of_reach(ten), "misadvised_share has no value"));
  CHECK(!forecast_effort(ten));
  const auto difference = pilot("difference:misadvised_share=0.1", 10);
  CHECK(mentions(reason_out_of_reach(difference), "misadvised_share has no value"));
  CHECK(reason_out_of_reach(pilot("misadvised_share=0.1", 2)).empty());
  CHECK(!forecast_effort(pilot("accounts=0.1", 1)));
}

}  // namespace
}  // namespace clientele::experiment
