// The first and the last year that are kept of runs, and the differences that turn between them.
#include <doctest/doctest.h>

#include <limits>

#include "sim/experiment/study/reversals.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("the first and the last year are what their weeks add up to") {
  const auto plan = small_plan(2, 110);
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 2);
  for (const std::string measure : {"accounts", "revenue", "hours_work"})
    for (const auto& [year, weeks] :
         {std::pair<std::string, std::string>("first", "week <= 52"), {"last", "week > 58"}}) {
      CAPTURE(measure + " " + year);
      auto row = store.database().prepare("SELECT years." + measure + ", (SELECT avg(" + measure +
                                          ") FROM weekly WHERE weekly.run = years.run " +
                                          "AND weekly.business = years.business AND " + weeks +
                                          ") FROM years WHERE year = '" + year + "'");
      int rows = 0;
      for (; row.step(); ++rows) CHECK(row.number(0) == doctest::Approx(row.number(1)).epsilon(1e-9));
      CHECK(rows == 2 * 2 * 2);  // policies, replications, businesses
    }
  CHECK(mentions(tables(store).at("years.csv"), "small,soft,ours,1,first,"));
  const auto first = read_samples(store, 0, 0, Period::first_year);
  CHECK(first.size() == stored_measures(store).size());
  CHECK(first != read_samples(store, 0, 0, Period::last_year));
}

bool keeps_years(int weeks) {
  const auto folder = std::string(CLIENTELE_SOURCE) + "/scenarios";
  const auto resolution =
      resolve(read_document(folder + "/tiny_studio.json", folder), {"weeks=" + std::to_string(weeks)});
  REQUIRE(resolution);
  return make_plan("compare", *resolution).yearly;
}

TEST_CASE("years are kept where the first and the last do not overlap") {
  CHECK(!keeps_years(103));
  CHECK(keeps_years(104));
}

using Values = std::vector<double>;

/// One measure of three policies.
Comparison year_of(const Values& a, const Values& b, const Values& c) {
  return {.measures = {{"margin", "1", "", true, false}},
          .policies = {"a", "b", "c"},
          .baseline = 0,
          .samples = {{a}, {b}, {c}},
          .values = {},
          .differences = {}};
}

TEST_CASE("a difference that turns is found with its sign in both years, and whether each is sure") {
  const Values low = {1.0, 1.1, 0.9, 1.0}, high = {2.0, 2.1, 1.8, 2.1}, unsure = {1.5, 0.9, 0.3, 1.1};
  const Years years{year_of(low, high, low), year_of(high, low, unsure)};
  const auto found = find_reversals(years, {0});
  REQUIRE(found.size() == 1);
  CHECK(found[0].policy == 1);
  CHECK(found[0].other == 0);
  CHECK(found[0].first.mean == doctest::Approx(1));
  CHECK(found[0].last.mean == doctest::Approx(-1));
  CHECK(found[0].is_sure());
  // A policy that is surely ahead at first, and then behind by what may be chance.
  const Values behind = {1.0, 1.5, 0.8, 0.6};
  const auto half = find_reversals({year_of(low, high, low), year_of(low, behind, low)}, {0});
  REQUIRE(half.size() == 2);
  for (const auto& turn : half) {
    CHECK(turn.is_sure_first);
    CHECK(!turn.is_sure_last);
    CHECK(!turn.is_sure());
  }
  CHECK(find_reversals({year_of(low, high, low), year_of(low, high, low)}, {0}).empty());
  CHECK(find_reversals({year_of(unsure, low, low), year_of(behind, low, low)}, {0}).empty());
}

TEST_CASE("of survivors alone no turn is told, of finished runs alone it is") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Values low = {1.0, 1.1, 0.9, 1.0}, high = {2.0, 2.1, 1.8, 2.1}, lived = {1.0, 1.1, 0.9, nan};
  const auto years = [&](const Values& margins, const Values& failed) {
    auto first = year_of(low, high, low), last = year_of(high, margins, high);
    for (auto* year : {&first, &last})
      for (auto& samples : year->samples) samples.push_back({0, 0, 0, 0});
    last.samples[1][1] = failed;
    return Years{first, last};
  };
  CHECK(find_reversals(years(low, {0, 0, 0, 0}), {0}).size() == 2);
  CHECK(find_reversals(years(lived, {0, 0, 0, 1}), {0}).empty());        // failed in the fourth
  CHECK(find_reversals(years(lived, {0, 0, 0, nan}), {0}).size() == 2);  // which is not finished
}

TEST_CASE("where nothing was kept of years, there is nothing to compare") {
  auto plan = small_plan(1);
  plan.yearly = false;
  auto store = Store::create("", plan, test_provenance(), false);
  run_missing(store, 1);
  CHECK(!compare_years(store));
  CHECK(!has_table(store.database(), "years"));
}

}  // namespace
}  // namespace clientele::experiment
