// One past for all that goes on from it: who shares it, what holds in it, and that it changes nothing to live
// through it once, or to take it from a file.
#include "sim/experiment/design/past.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/design/sweep.hpp"
#include "sim/experiment/run/pasts.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/saved_states.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

const std::string with_a_past = R"({
  "name": "lived", "weeks": 10, "past_weeks": 20, "seed": 5, "replications": 3,
  "markets": [{"name": "town", "count": 2, "population": 60, "going_rate": 700}],
  "segments": [{"name": "everybody", "share": 1, "contract_weeks": 4, "traits": {"base_churn": 0.05, "budget": 700}}],
  "businesses": [{"name": "ours", "staff": 4, "initial_accounts": 20, "lead_rate": 0.02, "price": 700, "wage": 1400}],
  "policies": [{"name": "soft", "levers": {"contradict": 0}}, {"name": "firm", "levers": {"contradict": 1}}]
})";

Resolved lived(const std::vector<std::string>& overrides = {}) {
  const auto resolution = resolve(parse_document("lived", with_a_past), overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return *resolution;
}

Plan plan_of(const std::vector<std::string>& overrides = {}) {
  auto plan = make_plan("compare", lived(overrides));
  plan.weekly = true;
  return plan;
}

/// A sweep over these, as --vary has it.
Sweep sweep_of(const std::vector<std::string>& variations) {
  Sweep sweep;
  for (const auto& variation : variations) sweep.variations.push_back(read_variation(variation));
  return sweep;
}
Plan swept(const std::vector<std::string>& variations) {
  auto plan = make_plan("sweep", lived());
  lay_out(plan, sweep_of(variations));
  return plan;
}

Store executed(const Plan& plan, unsigned jobs, SavedStates* states = nullptr) {
  auto store = Store::create("", plan, test_provenance(), false);
  ThreadPool pool(jobs);
  Progress progress;
  const StopFlag stop;
  const auto runs = store.take_up_missing();
  execute(store, runs, pool, stop, progress, states);
  return store;
}

TEST_CASE("all policies of a replication go on from one past, which is counted") {
  const auto plan = plan_of();
  CHECK(plan.baseline == "today");
  CHECK(plan.cells.size() == 3);
  CHECK(pasts_of(plan) == 3);
  std::vector<RunKey> runs;
  for (int replication = 1; replication <= 3; ++replication)
    for (std::size_t cell = 0; cell < 3; ++cell) runs.push_back(run_key(plan, cell, replication));
  const auto pasts = grouped_by_past(plan, runs);
  REQUIRE(pasts.size() == 3);
  for (const auto& past : pasts) CHECK(past.runs.size() == 3);
  CHECK(pasts_of(plan_of({"past_weeks=0"})) == 0);
  CHECK(grouped_by_past(plan_of({"past_weeks=0"}), runs).size() == 1);
}

TEST_CASE(
    "points that differ only in what is decided share a past, what the world is makes pasts of its own") {
  CHECK(pasts_of(swept({"policies.firm.levers.educate=0:1:4"})) == 3);
  CHECK(pasts_of(swept({"businesses.ours.price=600:800:3", "businesses.0.marketing_budget=0:100:2"})) == 3);
  CHECK(pasts_of(swept({"model.contagion=0:0.06:4"})) == 12);
  CHECK(pasts_of(swept({"model.contagion=0:0.06:4", "policies.firm.levers.educate=0:1:5"})) == 12);
  auto always = swept({"policies.firm.levers.educate=0:1:4"});
  always.always = true;
  CHECK(pasts_of(always) == 12);
  // Nobody is paid: money is counted in prices then, and these are of the world.
  auto unpaid = make_plan("sweep", lived({"businesses.0.wage=0"}));
  lay_out(unpaid, sweep_of({"businesses.0.price=600:800:3"}));
  CHECK(pasts_of(unpaid) == 9);
}

TEST_CASE("what is decided holds from week 1 on, what the world is in the past as well") {
  const auto plan = swept({"businesses.0.price=650:800:2", "model.contagion=0.01:0.06:2"});
  for (std::size_t point = 0; point < plan.points.size(); ++point) {
    const auto past = past_scenario(plan, point), now = scenario_at(plan, point);
    CHECK(past.businesses[0].terms.price * past.numeraire == doctest::Approx(700));
    CHECK(now.businesses[0].terms.price * now.numeraire == plan.points[point][0].get<double>());
    CHECK(past.model.contagion == now.model.contagion);
    auto always = plan;
    always.always = true;
    CHECK(past_scenario(always, point).businesses[0].terms.price == now.businesses[0].terms.price);
  }
  // The same of overrides.
  auto overridden = plan_of({"policies.today.levers.crm=0.9", "model.contagion=0.05"});
  overridden.before = decisions_before(*overridden.document, lived({"model.contagion=0.05"}).document);
  const auto past = past_scenario(overridden, 0), now = scenario_at(overridden, 0);
  CHECK(past.policies[past.today].levers.crm == 0.4f);
  CHECK(now.policies[now.today].levers.crm == 0.9f);
  CHECK(past.model.contagion == 0.05f);
}

TEST_CASE("runs that share a past are those that each lived through it, on any number of jobs") {
  const auto plan = plan_of();
  const auto alone = executed(plan, 1);
  for (const unsigned jobs : {2u, 3u, 8u}) CHECK(dump(executed(plan, jobs)) == dump(alone));
  // Each by itself.
  const auto resolved = lived();
  auto scenario = resolved.scenario;
  tabulate(scenario);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    World world =
        world_of_today(scenario, policy_assignment(scenario, plan.cells[cell].policy), scenario.seed, 2);
    while (world.week() < 10) world.step();
    const auto accounts = world.all_weeks()[0][Item::accounts] / 10;
    auto row = alone.database().prepare(
        "SELECT accounts FROM run_results WHERE replication = 2 AND policy = ? AND business = 'ours'");
    row.bind(plan.cells[cell].policy).step();
    CHECK(row.number(0) == accounts);
  }
}

// A comparison of four policies over 260 weeks costs (4 x 260 + 156) / (4 x 260) = 1.15 times its own weeks.
TEST_CASE("each past is simulated once: the weeks are those of the runs, and of the pasts") {
  const auto plan = plan_of();
  auto store = Store::create("", plan, test_provenance(), false);
  ThreadPool pool(2);
  Progress progress;
  const StopFlag stop;
  execute(store, store.take_up_missing(), pool, stop, progress);
  CHECK(progress.weeks_done == 9 * 10 + 3 * 20);
  CHECK(progress.weeks_in_all == progress.weeks_done);
}

TEST_CASE("a run that is resumed lives through its past again, and comes out the same") {
  const TestFolder scratch;
  const auto plan = plan_of();
  const auto whole = dump(executed(plan, 2));
  auto store = Store::create(scratch.path("s.sqlite"), plan, test_provenance(), false);
  auto runs = store.take_up_missing();
  ThreadPool pool(2);
  Progress progress;
  const StopFlag stop;
  execute(store, std::span(runs).subspan(2, 3), pool, stop, progress);
  CHECK(store.missing().size() == 6);
  const auto rest = store.missing();
  execute(store, rest, pool, stop, progress);
  CHECK(dump(store) == whole);
}

TEST_CASE("worlds that were saved at week 0 go on as if they had not been") {
  const TestFolder scratch;
  const auto plan = plan_of();
  SavedStates states;
  const auto lived_through = dump(executed(plan, 2, &states));
  const auto path = scratch.path("lived.state");
  states.write(path, plan, test_provenance(), false);
  SavedStates saved(path, plan, test_provenance());
  CHECK(dump(executed(plan, 2, &saved)) == lived_through);
  // Whatever is done from week 1 on.
  auto dearer = plan_of({"businesses.0.price=800", "weeks=6"});
  dearer.before = decisions_before(*dearer.document, lived({"weeks=6"}).document);
  SavedStates again(path, dearer, test_provenance());
  CHECK(dump(executed(dearer, 1, &again)) == dump(executed(dearer, 1)));
}

TEST_CASE("a saved state is for its own past, program and replications, and for nothing else") {
  const TestFolder scratch;
  const auto plan = plan_of();
  SavedStates states;
  executed(plan, 1, &states);
  const auto path = scratch.path("lived.state");
  states.write(path, plan, test_provenance(), false);
  const auto refused = [&](const Plan& other, const Provenance& provenance) -> std::string {
    try {
      SavedStates(path, other, provenance);
    } catch (const BadInput& refusal) {
      return refusal.what();
    }
    return "";
  };
  CHECK(refused(plan, test_provenance()) == "");
  for (const auto* other :
       {"seed=6", "past_weeks=21", "model.contagion=0.05", "policies.today.levers.crm=0.9"})
    CHECK(mentions(refused(plan_of({other}), test_provenance()), "of another past"));
  for (const auto* same : {"weeks=50", "policies.soft.levers.crm=0.9", "replications=2"})
    CHECK(refused(plan_of({same}), test_provenance()) == "");
  CHECK(mentions(refused(plan_of({"replications=4"}), test_provenance()), "holds 3 replications, and 4"));
  auto another = test_provenance();
  another.model = "another model";
  CHECK(mentions(refused(plan, another), "was made by clientele 1.2.3"));
  CHECK_THROWS_WITH_AS(states.write(path, plan, test_provenance(), false),
                       doctest::Contains("already exists"), BadInput);
  states.write(path, plan, test_provenance(), true);
  // Damage of any byte is noticed.
  auto text = file_text(path);
  for (const auto place : {text.size() - 1, text.size() / 2}) {
    auto damaged_text = text;
    damaged_text[place] ^= 1;
    std::ofstream(path, std::ios::binary) << damaged_text;
    CHECK(mentions(refused(plan, test_provenance()), "is damaged"));
  }
  std::ofstream(path, std::ios::binary) << text.substr(0, text.size() / 2);
  CHECK(mentions(refused(plan, test_provenance()), "is damaged"));
  std::ofstream(path, std::ios::binary) << "something else";
  CHECK(mentions(refused(plan, test_provenance()), "is no saved state"));
}

}  // namespace
}  // namespace clientele::experiment
