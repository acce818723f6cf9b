// What is gathered of accounts one by one, and the curves that are drawn from it and from weekly rows.
#include "sim/experiment/observe/portfolio.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "sim/experiment/study/trajectories.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::experiment {
namespace {

Resolved studio() {
  const auto folder = std::string(CLIENTELE_SOURCE) + "/scenarios";
  auto resolution = resolve(read_document(folder + "/tiny_studio.json", folder), {"weeks=60"});
  REQUIRE(resolution);
  return *resolution;
}

/// An account's time as the life table has it: of the one business and segment there is.
LifeTableRow row(int tenure, int entered, int ended, int censored) {
  return {.business = 0,
          .segment = 0,
          .cohort = 0,
          .tenure = tenure,
          .counts = {.entered = entered, .censored = censored, .ended = {ended}}};
}

using LifeTable = std::vector<LifeTableRow>;

/// A store of as many replications of a few weeks, with these values and life tables.
Store store_of(const std::vector<std::vector<double>>& satisfaction,
               const std::vector<LifeTable>& life_tables) {
  auto plan = make_plan("compare", studio(), {"partnership"});
  plan.weeks = static_cast<int>(satisfaction.front().size());
  plan.replications = static_cast<int>(satisfaction.size());
  plan.weekly = true;
  auto store = Store::create("", plan, {"1", "a model", "none", "test"}, false);
  for (std::size_t r = 0; r < satisfaction.size(); ++r) {
    RunRecord record{.key = run_key(plan, 0, static_cast<int>(r + 1)), .status = RunStatus::done};
    record.totals.resize(1);
    for (const double value : satisfaction[r]) {
      auto& tally = record.weekly.emplace_back();
      tally[Item::accounts] = std::isnan(value) ? 0 : 1;  // nobody there, nothing to average
      tally[observed("satisfaction")] = std::isnan(value) ? 0 : value;
    }
    record.life_table = life_tables[r];
    record.whale_curves = {{{0, 0}, {0.5, 0.25 + static_cast<double>(r)}, {1, 1}}};
    store.write(std::vector{record});
  }
  return store;
}

const Subject subject{"partnership", 0, 0};
const LifeTable nobody_leaves{row(0, 4, 0, 0), row(3, 0, 0, 4)};

TEST_CASE("trajectories are bands over replications of moving averages, which skip what has no value") {
  const double none = std::nan("");
  const auto store = store_of({{0.1, 0.3, 0.5, none}, {0.5, 0.5, 0.5, 0.9}}, {nobody_leaves, nobody_leaves});
  const auto bands = trajectory(store, subject, "satisfaction", {.window = 2, .step = 1});
  REQUIRE(bands.size() == 3);
  CHECK(bands[0].median == doctest::Approx((0.2 + 0.5) / 2));
  CHECK(bands[1].low50 == doctest::Approx(0.4 + 0.25 * 0.1));
  CHECK(bands[2].median == doctest::Approx((0.5 + 0.7) / 2));
  CHECK(bands[2].low95 == doctest::Approx(0.5 + 0.025 * 0.2));
  CHECK(bands[2].high95 == doctest::Approx(0.5 + 0.975 * 0.2));
  CHECK(points_in_time(4, {.window = 2, .step = 2}) == std::vector{2, 4});
}

TEST_CASE("retention is Kaplan-Meier in every replication, then the mean over them") {
  // Four begin, two of them leave after one week and one after two, when seven join who were there before.
  const LifeTable table{row(0, 4, 0, 0), row(1, 0, 2, 0), row(2, 7, 1, 0), row(3, 0, 0, 8)};
  const auto store = store_of({{0.5, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.5, 0.5}}, {table, nobody_leaves});
  const auto curve = retention(store, subject);  // 1, 1/2, 1/4, 1/4 and 1 throughout
  REQUIRE(curve.size() == 4);
  CHECK(curve[0].mean == 1);
  CHECK(curve[1].mean == doctest::Approx(0.75));
  CHECK(curve[2].mean == doctest::Approx(0.625));
  CHECK(curve[3].mean == doctest::Approx(0.625));
  CHECK(curve[1].ci_high ==
        doctest::Approx(0.75 + 12.7062 * 0.25).epsilon(1e-4));  // Student, one degree of freedom
}

TEST_CASE("retention ends where nobody was seen") {
  const auto store =
      store_of({{0.5, 0.5, 0.5, 0.5}},
               {LifeTable{row(0, 4, 0, 0), row(1, 0, 2, 2), row(2, 8, 0, 0), row(3, 0, 0, 8)}});
  CHECK(retention(store, subject).size() == 2);
}

TEST_CASE("whale curves are bands over replications") {
  const auto store = store_of({{0.5}, {0.5}, {0.5}}, {nobody_leaves, nobody_leaves, nobody_leaves});
  const auto bands = whale_bands(store, subject);
  REQUIRE(bands.size() == 3);
  CHECK(bands[1].median == doctest::Approx(1.25));
  CHECK(bands[1].low50 == doctest::Approx(0.75));
  CHECK(bands[2].high95 == 1);
}

TEST_CASE("smoothing keeps about a hundred points and windows of a quarter at most") {
  CHECK(smoothing_for(260).window == 13);
  CHECK(points_in_time(260, smoothing_for(260)).size() <= 130);
  CHECK(points_in_time(5200, smoothing_for(5200)).size() <= 130);
  CHECK(points_in_time(1, smoothing_for(1)) == std::vector{1});
}

}  // namespace
}  // namespace clientele::experiment
