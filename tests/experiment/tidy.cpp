#include "sim/experiment/store/tidy.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

#include "sim/experiment/design/errors.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("fields with commas, quotation marks or line ends are quoted - numbers read back as they were") {
  const Scratch scratch;
  {
    CsvWriter csv(scratch.path("a.csv"));
    csv.field("plain").field("a,b").field("say \"so\"").field("two\nlines").field("").field(7).end_row();
    csv.field(0.1)
        .field(1e300)
        .field(std::nan(""))
        .field(-0.0)
        .field(std::numeric_limits<double>::infinity())
        .end_row();
    CHECK(!std::filesystem::exists(scratch.path("a.csv")));
    csv.keep();
  }
  CHECK(file_text(scratch.path("a.csv")) ==
        "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,7\n0.1,1e+300,,-0,inf\n");
}

TEST_CASE("a file that is not kept leaves nothing behind, and one that cannot be written says why") {
  const Scratch scratch;
  { CsvWriter(scratch.path("b.csv")).field("lost").end_row(); }
  CHECK(std::filesystem::is_empty(scratch.path("")));
  CHECK_THROWS_AS(CsvWriter(scratch.path("no/folder.csv")), WriteFailure);
  if (std::FILE* full = std::fopen("/dev/full", "w")) {
    CsvWriter csv(full, "a full disk");
    csv.field("x").end_row();
    CHECK_THROWS_WITH_AS(csv.flush(), "a full disk: No space left on device", WriteFailure);
  }
}

std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    auto& row = rows.emplace_back();
    std::istringstream fields(line + ",");
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
  }
  return rows;
}

TEST_CASE(
    "tables are tidy: one header, every row as long, in the order of the plan, wide and long agreeing") {
  auto store = Store::create("", small_plan(3), test_provenance(), false);
  run_missing(store, 2);
  const auto all = tables(store);
  CHECK(all.size() == 6);
  for (const auto& [name, text] : all) {
    CAPTURE(name);
    const auto rows = cells_of(text);
    for (const auto& row : rows) CHECK(row.size() == rows.front().size());
  }
  const auto wide = cells_of(all.at("weekly.csv"));
  const auto tall = cells_of(all.at("weekly_long.csv"));
  const auto measure_count = measures().size();
  REQUIRE(wide.size() == 1 + 2 * 3 * 2 * 12);  // policies, replications, businesses, weeks
  REQUIRE(tall.size() == 1 + (wide.size() - 1) * measure_count);
  CHECK(std::vector(wide[0].begin(), wide[0].begin() + 5) ==
        std::vector<std::string>{"scenario", "policy", "business", "replication", "week"});
  CHECK(std::vector(wide[14].begin(), wide[14].begin() + 5) ==
        std::vector<std::string>{"small", "soft", "theirs", "1", "2"});
  for (std::size_t i = 1; i < wide.size(); ++i)
    for (std::size_t m = 0; m < measure_count; ++m) {
      const auto& row = tall[1 + (i - 1) * measure_count + m];
      CHECK(row[5] == wide[0][5 + m]);
      CHECK(row[6] == wide[i][5 + m]);
    }
}

TEST_CASE("summaries and comparisons are the statistics of the runs") {
  auto store = Store::create("", small_plan(4), test_provenance(), false);
  run_missing(store, 2);
  const auto runs = cells_of(tables(store).at("runs.csv"));
  const auto accounts = std::ranges::find(runs[0], "accounts") - runs[0].begin();
  std::vector<double> soft, firm;
  for (const auto& row : runs)
    if (row[2] == "ours")
      (row[1] == "soft" ? soft : firm).push_back(std::stod(row[static_cast<std::size_t>(accounts)]));
  const auto find = [&](const std::string& table, const std::string& start) {
    for (const auto& row : cells_of(tables(store).at(table)))
      if (std::string line = row[1] + "," + row[2] + "," + row[3] + "," + row[4]; line == start) return row;
    return std::vector<std::string>(11, "nan");
  };
  const auto mean = find("summary.csv", "firm,ours,accounts,accounts");
  CHECK(mean[5] == "4");
  CHECK(std::stod(mean[6]) == estimate(firm).mean);
  CHECK(std::stod(mean[9]) == estimate(firm).ci_high);
  const auto difference = find("comparison.csv", "firm,soft,ours,accounts");
  CHECK(std::stod(difference[7]) == paired_difference(firm, soft).mean);
  const auto itself = find("comparison.csv", "soft,soft,ours,accounts");
  CHECK(itself[7] == "0");
  CHECK(itself[9] == "0");
}

TEST_CASE("tables replace existing files only by force, and go only where they can") {
  const Scratch scratch;
  auto store = Store::create("", small_plan(1), test_provenance(), false);
  run_missing(store, 1);
  const auto names = export_csv(store, scratch.path("csv"), "", false);
  CHECK(names.size() == 6);
  CHECK_THROWS_AS(export_csv(store, scratch.path("csv"), "", false), BadInput);
  CHECK_NOTHROW(export_csv(store, scratch.path("csv"), "firm", true));
  std::ofstream(scratch.path("file")) << "x";
  CHECK_THROWS_AS(export_csv(store, scratch.path("file"), "", false), BadInput);
  CHECK_THROWS_AS(export_csv(store, scratch.path("other"), "nobody", false), BadInput);
}

}  // namespace
}  // namespace clientele::experiment
