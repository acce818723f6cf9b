// Those who follow individuals: how long accounts last, and where matched pairs diverge.
#include <doctest/doctest.h>

#include <set>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/observe/divergence.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/model/beginning.hpp"
#include "sim/model/week.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("life tables account for every account that began, left or was ended, and for every week") {
  auto store = Store::create("", small_plan(3), test_provenance(), false);
  run_missing(store, 2);
  auto& database = store.database();
  const auto total = [&](const std::string& what) {
    return database.integer("SELECT coalesce(sum(" + what + "), 0) FROM life");
  };
  const auto in_all_weeks = [&](const std::string& rate) {
    return database.integer("SELECT round(sum(" + rate + ") * 12) FROM summaries");
  };
  // Six runs of two markets, in which the businesses start with 20 and 10 accounts each.
  CHECK(total("entered") == 6 * 2 * 30 + in_all_weeks("signed_per_week"));
  CHECK(total("(cohort = 0) * entered") <= 6 * 2 * 30);
  CHECK(total("(cohort > 0) * entered") < 6 * 2 * 30 / 2);
  CHECK(total("ended") == in_all_weeks("left_per_week + ended_rate * accounts / 52"));
  CHECK(total("ended") > 20);
  CHECK(total("ended") == total("own_choice + by_business + closing"));
  CHECK(total("own_choice + closing") == in_all_weeks("left_per_week"));
  CHECK(total("entered") == total("ended") + total("censored"));
  // Accounts are counted at the ends of weeks, which those who go do not see.
  CHECK(total("tenure * (ended + censored) - tenure * entered") == in_all_weeks("accounts") + total("ended"));
  CHECK(total("(cohort > 0 AND tenure > 0) * entered") == 0);
}

TEST_CASE("life tables of staff account for everybody who was there, came or left, and for every week") {
  auto store = Store::create("", small_plan(4, 60), test_provenance(), false);
  run_missing(store, 2);
  auto& database = store.database();
  const auto total = [&](const std::string& what) {
    return database.integer("SELECT coalesce(sum(" + what + "), 0) FROM staff_life");
  };
  const auto in_all_weeks = [&](const std::string& rate) {
    return database.integer("SELECT round(sum(" + rate + ") * 60) FROM summaries");
  };
  // Eight runs of two markets, in which the businesses start with 4 and 3 people each.
  CHECK(total("entered") == 8 * 2 * 7 + in_all_weeks("hires_per_week"));
  CHECK(total("(tenure > 0) * entered") > 8 * 2 * 7 * 3 / 4);  // with some service already
  CHECK(total("quit") == in_all_weeks("quits_per_week"));
  CHECK(total("retired") == in_all_weeks("retired_per_week"));
  CHECK(total("moved") == in_all_weeks("moved_per_week"));
  CHECK(total("dismissed + closing") == in_all_weeks("dismissed_per_week"));
  CHECK(total("ended") == total("quit + dismissed + retired + moved + closing"));
  CHECK(total("ended") > 20);
  CHECK(total("entered") == total("ended") + total("censored"));
  // People are counted at the ends of weeks: those who go do not see it, and those who come do nothing else.
  CHECK(total("tenure * (ended + censored) - tenure * entered") ==
        in_all_weeks("staff") + total("ended") - in_all_weeks("hires_per_week"));
}

TEST_CASE("retention curves begin with everybody and fall with each who leaves") {
  auto store = Store::create("", small_plan(40), test_provenance(), false);
  run_missing(store, 2);
  CHECK(read_cohorts(store, 0, 0) == std::vector<int>{0, 1});
  const auto curve = kaplan_meier(read_spells(store, {.cell = 0, .business = 0, .cohort = 1}));
  REQUIRE(!curve.empty());
  // Contracts of four weeks: by far the most leave at a renewal.
  double at_renewal = 0, in_all = 0;
  for (const auto& point : curve) {
    in_all += point.events;
    if (static_cast<int>(point.time) % 4 == 0) at_renewal += point.events;
  }
  CHECK(at_renewal > in_all / 2);
  CHECK(curve.back().survival < 1);
  CHECK(curve.back().survival > 0);
  const auto segment = kaplan_meier(read_spells(
      store, {.cell = 0, .business = 0, .segment = 0, .cohort = 1}));  // there is one segment only
  CHECK(segment.back().survival == curve.back().survival);
  CHECK(tables(store).at("survival.csv").find("\nsmall,soft,ours,everybody,all,4,") != std::string::npos);
}

TEST_CASE("being watched changes nothing") {
  auto plan = small_plan(3);
  auto watched = Store::create("", plan, test_provenance(), false);
  plan.weekly = false;
  auto unwatched = Store::create("", plan, test_provenance(), false);
  run_missing(watched, 1);
  run_missing(unwatched, 1);
  CHECK(tables(watched).at("runs.csv") == tables(unwatched).at("runs.csv"));
  CHECK(unwatched.database().integer("SELECT count(*) FROM life") == 0);
}

TEST_CASE("matched pairs stay the same until their policies treat them differently") {
  auto scenario = scenario_at(small_plan(), 0);
  tabulate(scenario);
  std::set<std::string_view> stages_of_the_first_week;
  int untouched = 0, decided = 0;
  for (std::uint32_t slot = 0; slot < 60; ++slot) {
    CHECK(!find_divergence(scenario, "soft", "soft", 3, 1, {0, slot}));
    const auto divergence = find_divergence(scenario, "soft", "firm", 3, 1, {0, slot});
    if (!divergence) {
      ++untouched;
      continue;
    }
    CHECK(!divergence->contrasts.empty());
    for (const auto& contrast : divergence->contrasts) {
      CHECK(contrast.first != contrast.second);
      CHECK(!contrast.meaning.empty());
    }
    CHECK(divergence->market == "town");
    CHECK(divergence->segment == "everybody");
    if (divergence->moment.week == 1) stages_of_the_first_week.insert(divergence->moment.stage);
    if (divergence->turn) ++decided;
  }
  // The policies differ in `contradict` alone, so nothing can differ before the first conversation.
  CHECK(stages_of_the_first_week.contains("converse"));
  for (const auto* earlier : {"attract", "qualify", "request"})
    CHECK(!stages_of_the_first_week.contains(earlier));
  CHECK(untouched < 60);
  CHECK(decided > 10);
}

/// Names of what differs between two snapshots.
std::vector<std::string_view> names(const std::vector<Contrast>& contrasts) {
  std::vector<std::string_view> list;
  for (const auto& contrast : contrasts) list.push_back(contrast.name);
  return list;
}

/// Changes each column of `state` in the first row, one at a time, and back.
template <class State, class Holds, class Check>
void change_each(State& state, const Holds& is_compared, const Check& check) {
  for_each_variable<State>([&](const auto& info, auto column) {
    auto& value = (state.*column)[Row{0}];
    const auto before = value;
    ++value;
    if (is_compared(info)) check(info.name);
    value = before;
  });
}

TEST_CASE("every variable of state and of the week that is compared and differs is found, and alone") {
  auto scenario = scenario_at(small_plan(), 0);
  tabulate(scenario);
  const Draws draw(1, 0);
  Market market = make_market(scenario, policy_assignment(scenario, "soft"), draw, 0, 0);
  model::Scratch scratch(scenario, market.customers.size(), market.staff.size());
  auto& customers = market.customers;
  scratch.account.handled[Row{0}] = 1;
  const auto slot = customers.slot[Row{0}];
  const auto state = snapshot(market, slot), week = snapshot(StageId::leave, market, scratch, slot);
  std::size_t found = 0;
  const auto lasting = [](const StateInfo& info) { return info.compared; };
  const auto check_state = [&](std::string_view name) {
    CHECK(names(contrasts(state, snapshot(market, customers.slot[Row{0}]))) == std::vector{name});
    ++found;
  };
  change_each<Accounts>(customers.account, lasting, check_state);
  change_each<CustomerState<RowColumn>>(customers, lasting, check_state);
  const auto known = [](const ScratchInfo& info) { return info.known != Known::never; };
  change_each<AccountWeek>(scratch.account, known, [&](std::string_view name) {
    CHECK(names(contrasts(week, snapshot(StageId::leave, market, scratch, slot))) == std::vector{name});
    ++found;
  });
  CHECK(found == week.size());
}

TEST_CASE("customers who do not exist are refused") {
  auto scenario = scenario_at(small_plan(), 0);
  tabulate(scenario);
  CHECK_THROWS_AS(find_divergence(scenario, "soft", "firm", 3, 1, {0, 60}), BadInput);
  CHECK_THROWS_AS(find_divergence(scenario, "soft", "firm", 3, 1, {2, 0}), BadInput);
}

}  // namespace
}  // namespace clientele::experiment
