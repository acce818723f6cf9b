#include <doctest/doctest.h>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("a store holds the same rows whatever the number of jobs") {
  auto one = Store::create("", small_plan(), test_provenance(), false);
  CHECK(run_missing(one, 1).done == 8);
  for (const unsigned jobs : {2U, 5U, 16U}) {  // 16 jobs for 8 runs: threads share the markets
    auto many = Store::create("", small_plan(), test_provenance(), false);
    CHECK(run_missing(many, jobs).done == 8);
    CHECK(dump(many) == dump(one));
    CHECK(tables(many) == tables(one));
  }
}

TEST_CASE("a run that fails is recorded with its reason, the others go on, and a later resume tries again") {
  auto plan = small_plan(2);
  plan.parameters = {"businesses.0.price"};
  plan.points = {{500}, {-1}, {600}};
  plan.cells = {{0, "soft"}, {1, "soft"}, {2, "soft"}};
  resolve_points(plan);
  auto store = Store::create("", plan, test_provenance(), false);
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto outcome = run_missing(store, 2);
    CHECK(outcome.done == (attempt == 0 ? 4 : 0));
    CHECK(outcome.failed == 2);
    CHECK(outcome.first_failure.find("out of range") != std::string::npos);
    auto& database = store.database();
    CHECK(database.integer("SELECT count(*) FROM runs WHERE status = 'done'") == 4);
    CHECK(database.integer(
              "SELECT count(*) FROM runs WHERE status = 'failed' AND cell = 2 AND reason LIKE '%range%'") ==
          2);
    CHECK(database.integer("SELECT count(*) FROM summaries") == 8);  // two businesses each
  }
}

TEST_CASE("further replications are added to those there are, and the first ones stay as they were") {
  auto small = Store::create("", small_plan(3), test_provenance(), false);
  run_missing(small, 1);
  small.extend(5, test_provenance());
  CHECK(small.missing().size() == 4);
  CHECK(run_missing(small, 1).done == 4);
  auto large = Store::create("", small_plan(5), test_provenance(), false);
  run_missing(large, 1);
  const auto runs = [](const Store& store) { return tables(store).at("runs.csv"); };
  CHECK(runs(small) == runs(large));
  CHECK(small.database().text("SELECT group_concat(identity) FROM runs") ==
        large.database().text("SELECT group_concat(identity) FROM runs"));
}

TEST_CASE("a run's identity changes with all that can change its result, and with nothing else") {
  const auto plan = small_plan();
  const auto identity = experiment_identity(plan, "1");
  CHECK(experiment_identity(small_plan(7), "1") == identity);
  CHECK(experiment_identity(plan, "2") != identity);
  auto other = plan;
  auto document = *plan.document;
  document.at_pointer("/businesses/0/staff") = 5;
  other.document = std::make_shared<Json>(document);
  CHECK(experiment_identity(other, "1") != identity);
  CHECK(cell_identity(plan, 0, identity) != cell_identity(plan, 1, identity));
  CHECK(run_identity(identity, 1) != run_identity(identity, 2));
}

}  // namespace
}  // namespace clientele::experiment
