// What can be split by market and segment, and the levers in force where rules move them.
#include <doctest/doctest.h>

#include <sstream>

#include "sim/experiment/store/results.hpp"
#include "sim/scenario/loader.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

const std::string two_towns = R"({
  "name": "towns", "weeks": 30, "past_weeks": 0, "seed": 3, "replications": 2,
  "markets": [{"name": "near", "count": 2, "population": 60},
              {"name": "far", "population": 80, "shares": [0.1, 0.9]}],
  "segments": [
    {"name": "calm", "share": 0.5, "contract_weeks": 4, "traits": {"budget": 500, "base_churn": 0.02}},
    {"name": "loud", "share": 0.5, "contract_weeks": 4, "traits": {"budget": 300, "base_churn": 0.4}}],
  "businesses": [{"name": "ours", "insolvency": "never", "wage": 1200, "staff": 6, "initial_accounts": 20, "lead_rate": 0.02}],
  "policies": [
    {"name": "steady"},
    {"name": "steered", "levers": {
      "crm": [{"otherwise": 0.2}, {"when": "accounts > 0", "then": 0.7}],
      "prioritisation": [{"otherwise": "fair"}, {"when": "accounts > 0", "then": "value"}]}}]
})";

Store towns() {
  const auto resolution = resolve(parse_document("towns", two_towns));
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  auto plan = make_plan("compare", *resolution, {"steady", "steered"});
  plan.weekly = true;
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 2);
  return store;
}

TEST_CASE("segments of markets add up to what is reported of all accounts") {
  const auto store = towns();
  auto row = store.database().prepare(R"(
    SELECT total(contribution) / sum(account_weeks), contribution_per_account, 52.0 * sum(lost) / sum(account_weeks),
           churn_rate, total(segment_sums.hours), hours_work + hours_rework + hours_conversation
    FROM segment_sums JOIN summaries USING (run, business) GROUP BY run)");
  int runs = 0;
  for (; row.step(); ++runs) {
    CHECK(row.number(0) == doctest::Approx(row.number(1)).epsilon(1e-4));
    CHECK(row.number(2) == doctest::Approx(row.number(3)).epsilon(1e-9));
    CHECK(row.number(4) > 0);
  }
  CHECK(runs == 4);
}

TEST_CASE("segments.csv tells markets and segments apart") {
  const auto store = towns();
  const auto text = tables(store).at("segments.csv");
  CHECK(
      text.starts_with("scenario,policy,business,market,segment,replication,accounts,contribution,"
                       "contribution_per_account,hours,hours_per_account,churn_rate,ended_rate\n"));
  for (const auto* begin : {"\ntowns,steady,ours,near,calm,1,", "\ntowns,steered,ours,far,loud,2,"})
    CHECK(mentions(text, begin));
  // Those whose contracts are renewed less gladly leave more often, and pay less.
  auto rates = store.database().prepare(
      "SELECT segment, avg(churn_rate), avg(contribution_per_account) FROM segment_results GROUP BY segment "
      "ORDER BY 1");
  REQUIRE(rates.step());
  const double calm_churn = rates.number(1), calm_pay = rates.number(2);
  REQUIRE(rates.step());
  CHECK(rates.number(1) > 2 * calm_churn);
  CHECK(rates.number(2) < calm_pay);
}

TEST_CASE("the weekly table has the levers that rules move, as they are in force") {
  const auto store = towns();
  CHECK(store.plan().moved_levers == std::vector<std::string>{"prioritisation", "crm"});
  std::istringstream lines(tables(store).at("weekly.csv"));
  std::string header, line;
  std::getline(lines, header);
  CHECK(header.ends_with(",levers.prioritisation,levers.crm"));
  int steady = 0, at_first = 0, later = 0;
  while (std::getline(lines, line)) {
    if (line.starts_with("towns,steady,")) steady += line.ends_with(",fair,0.4");
    if (!line.starts_with("towns,steered,")) continue;
    const bool first_week = line.find(",ours,1,1,") != line.npos || line.find(",ours,2,1,") != line.npos;
    at_first += first_week && line.ends_with(",fair,0.2");
    later += !first_week && line.ends_with(",value,0.7");
  }
  CHECK(steady == 60);
  CHECK(at_first == 2);
  CHECK(later == 58);
  CHECK(!mentions(tables(store).at("weekly_long.csv"), "levers"));
}

TEST_CASE("what is moved and where comes back from the file") {
  const TestFolder scratch;
  const auto resolution = resolve(parse_document("towns", two_towns));
  auto plan = make_plan("compare", *resolution, {"steady", "steered"});
  plan.weekly = true;
  {
    auto store = Store::create(scratch.path("s.sqlite"), plan, test_provenance(), false);
    run_missing(store, 1);
  }
  const auto store = Store::open(scratch.path("s.sqlite"));
  CHECK(store.plan().moved_levers == plan.moved_levers);
  CHECK(store.plan().markets == std::vector<std::string>{"near", "far"});
  CHECK(mentions(tables(store).at("segments.csv"), "near"));
}

}  // namespace
}  // namespace clientele::experiment
