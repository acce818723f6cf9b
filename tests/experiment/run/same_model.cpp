// Going on with a store of another program: only if that has the same model, which its runs tell.
#include "sim/experiment/run/same_model.hpp"

#include <doctest/doctest.h>

#include <set>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/sweep.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/scenario/model_identity.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

const Provenance other = {"9.9.9", "another model", "", "clientele resume"};

/// A store of a killed program: some of its runs are done.
Store begun(const std::string& path, const Plan& plan, std::size_t runs) {
  auto store = Store::create(path, plan, test_provenance(), false);
  const auto missing = store.missing();
  ThreadPool pool(1);
  Progress progress;
  execute(store, std::span(missing).first(runs), pool, StopFlag(), progress);
  return store;
}

TEST_CASE("the same model under another name is found out by simulating runs again, and goes on") {
  const TestFolder scratch;
  auto store = begun(scratch.path("s"), small_plan(), 5);
  CHECK(!require_same_model(store, test_provenance(), 1, StopFlag()));
  CHECK(require_same_model(store, other, 2, StopFlag()) == 3u);
  CHECK(store.has_identity_of(other));
  CHECK(!require_same_model(store, other, 1, StopFlag()));
  CHECK(run_missing(store, 1).done == 3);
  store.end_writing();
  auto undisturbed = Store::create("", small_plan(), test_provenance(), false);
  run_missing(undisturbed, 1);
  auto found = tables(Store::open(scratch.path("s"))), wanted = tables(undisturbed);
  CHECK(mentions(found.at("manifest.csv"), "continued by,clientele 9.9.9"));
  for (auto* all : {&found, &wanted}) all->erase("manifest.csv");
  CHECK(found == wanted);
}

TEST_CASE("runs that are still to come are planned anew under the program that goes on, and each is named") {
  auto store = begun("", small_plan(), 5);
  const auto identity_of = [&](int run) {
    return store.database().text("SELECT identity FROM runs WHERE run = " + std::to_string(run));
  };
  const auto done = identity_of(5), planned = identity_of(6);
  const Provenance third = {"10.0.0", "a third model", "", "clientele resume"};
  REQUIRE(require_same_model(store, other, 1, StopFlag()) == 3u);
  REQUIRE(require_same_model(store, third, 1, StopFlag()) == 3u);
  CHECK(identity_of(5) == done);
  CHECK(identity_of(6) != planned);
  CHECK(store.database().text("SELECT value FROM manifest WHERE key = 'continued by'") ==
        "clientele 9.9.9, clientele 10.0.0");
  CHECK(run_missing(store, 1).done == 3);
}

TEST_CASE("one bit that comes out otherwise is another model, and both programs are named") {
  const TestFolder scratch;
  for (const std::string change :
       {"UPDATE summaries SET churn_rate = churn_rate + 1e-15 WHERE run = 2",
        "UPDATE weekly SET accounts = accounts + 1 WHERE run = 1 AND week = 3",
        "UPDATE segment_sums SET hours = hours + 1e-9 WHERE run = 2",
        "UPDATE years SET profit_per_week = profit_per_week + 1 WHERE run = 1 AND year = 'last'",
        "DELETE FROM whale WHERE run = 1", "DELETE FROM life WHERE run = 1",
        "UPDATE staff_life SET quit = quit + 1 WHERE run = 1"}) {
    CAPTURE(change);
    auto store = begun("", small_plan(2, 104), 3);
    store.database().execute(change);
    const auto refused = refusal<BadInput>([&] { require_same_model(store, other, 1, StopFlag()); });
    CHECK(mentions(refused, "comes out otherwise"));
    CHECK(mentions(refused, "made by clientele 1.2.3"));
    CHECK(mentions(refused, "this is clientele 9.9.9"));
    CHECK(!store.has_identity_of(other));
  }
}

TEST_CASE("columns of another program are told of in words") {
  auto store = begun("", small_plan(), 5);
  store.database().execute("UPDATE measures SET name = 'joy' WHERE name = 'satisfaction'");
  const auto refused = refusal<BadInput>([&] { require_same_model(store, other, 1, StopFlag()); });
  CHECK(mentions(refused, "satisfaction is new, joy is no more"));
}

TEST_CASE("runs that tell are of every policy, and see every parameter at another value") {
  auto plan = small_plan(3);
  lay_out(plan, {.variations = {read_variation("businesses.0.price=450,500,550"),
                                read_variation("segments.0.traits.fit=0.4,0.5")}});
  auto store = begun("", plan, 36);
  const auto telling = telling_runs(store);
  CHECK(telling.size() >= 3);
  std::set<std::string> policies, prices, fits;
  for (const auto& key : telling) {
    const auto& [point, policy] = store.plan().cells[key.cell];
    policies.insert(policy);
    prices.insert(store.plan().points[point][0].dump());
    fits.insert(store.plan().points[point][1].dump());
  }
  CHECK(policies.size() == 2);
  CHECK(prices.size() > 1);
  CHECK(fits.size() > 1);
  CHECK(telling_runs(begun("", small_plan(), 0)).empty());
}

TEST_CASE("the identity of the model is made of the sources, and of nothing else") {
  CHECK(scenario::model_identity().size() == 16);
  CHECK(scenario::model_identity().find_first_not_of("0123456789abcdef") == std::string_view::npos);
  CHECK(!scenario::program_commit().empty());
}

}  // namespace
}  // namespace clientele::experiment
