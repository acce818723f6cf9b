#include "sim/experiment/tables/tidy.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <set>
#include <sstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/experiment/tables/csv_folder.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

/// What a table that `write` makes is like in a file.
std::string written(const std::function<void(CsvWriter&)>& write) {
  const TestFolder scratch;
  OutputFile file(scratch.path("a.csv"), OutputKind::table, false);
  CsvWriter csv(file.sink());
  write(csv);
  file.complete();
  file.keep();
  return file_text(scratch.path("a.csv"));
}

TEST_CASE("fields with commas, quotation marks or line ends are quoted - numbers read back as they were") {
  const auto text = written([](CsvWriter& csv) {
    csv.field("plain").field("a,b").field("say \"so\"").field("two\nlines").field("").field(7).end_row();
    csv.field(0.1)
        .field(1e300)
        .field(std::nan(""))
        .field(-0.0)
        .field(std::numeric_limits<double>::infinity())
        .end_row();
  });
  CHECK(text == "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,7\n0.1,1e+300,,-0,inf\n");
}

TEST_CASE(
    "text that a spreadsheet would run gets an apostrophe, which can be taken away - numbers get none") {
  const auto text = written([](CsvWriter& csv) {
    for (const auto* word : {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x", "x=1", "a'b"}) csv.field(word);
    csv.field(-1).field(-0.5).end_row();
  });
  CHECK(text == "'=1+1,'+1,'-1,'@x,'\tx,\"'\rx\",''x,x=1,a'b,-1,-0.5\n");
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
  CHECK(all.size() == 12);
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

TEST_CASE("the rows of tables are counted as they are written") {
  auto store = Store::create("", small_plan(3), test_provenance(), false);
  run_missing(store, 2);
  for (const auto& [name, text] : tables(store)) {
    CAPTURE(name);
    const auto rows = std::ranges::count(text, '\n') - 1;
    CHECK(rows > 0);
    CHECK(count_rows(store, name.substr(0, name.find('.'))) == rows);
  }
  CHECK(warning_of_length(store, "weekly_long").empty());
}

TEST_CASE("a table too long for a spreadsheet is announced with its rows, one that just fits is not") {
  const TestFolder scratch;
  auto store = Store::create(scratch.path("s.sqlite"), small_plan(1), test_provenance(), false);
  run_missing(store, 1);
  const auto measures = static_cast<std::int64_t>(stored_measures(store).size());
  const auto weeks = store.database().integer("SELECT count(*) FROM weekly");
  const auto fitting = (1'048'576 - 1) / measures;
  store.database().execute(
      fmt::format("WITH RECURSIVE n(week) AS (SELECT 1001 UNION ALL SELECT week + 1 FROM n WHERE week < {}) "
                  "INSERT INTO weekly (run, business, week) SELECT 1, 1, week FROM n",
                  1000 + fitting - weeks));
  CHECK(warning_of_length(store, "weekly_long").empty());
  store.database().execute("INSERT INTO weekly (run, business, week) VALUES (1, 1, 1000)");
  CHECK(mentions(warning_of_length(store, "weekly_long"), "weekly_long has 1,0"));
  CHECK(mentions(warning_of_length(store, "weekly_long"), "1,048,576"));
}

std::set<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

TEST_CASE("tables replace existing files only by force, and go only where they can") {
  const TestFolder scratch;
  auto store = Store::create("", small_plan(1), test_provenance(), false);
  run_missing(store, 1);
  const auto folder = scratch.path("csv");
  const std::set<std::string> usual = {"runs.csv",          "years.csv",          "summary.csv",
                                       "comparison.csv",    "weekly.csv",         "segments.csv",
                                       "survival.csv",      "staff_survival.csv", "incidence.csv",
                                       "leaving_rates.csv", "manifest.csv"};
  CHECK(export_csv(store, {folder}, "").size() == usual.size());
  CHECK(names_in(folder) == usual);
  CHECK_THROWS_AS(export_csv(store, {folder}, ""), BadInput);
  CHECK_THROWS_AS(export_csv(store, {folder, {"weekly_long"}}, ""), BadInput);
  CHECK_NOTHROW(export_csv(store, {folder, {}, true}, "firm"));
  CHECK(names_in(folder) == usual);
  std::ofstream(scratch.path("file")) << "x";
  CHECK_THROWS_AS(export_csv(store, {scratch.path("file")}, ""), BadInput);
  CHECK_THROWS_AS(export_csv(store, {scratch.path("other")}, "nobody"), BadInput);
  CHECK(std::filesystem::is_empty(scratch.path("other")));
}

TEST_CASE(
    "only the tables that are asked for are written, and earlier ones of ours do not stay beside them") {
  const TestFolder scratch;
  auto store = Store::create("", small_plan(1), test_provenance(), false);
  run_missing(store, 1);
  const auto folder = scratch.path("csv");
  export_csv(store, {folder}, "");
  std::ofstream(scratch.path("csv/weekly_long.csv")) << "mine\n";
  std::ofstream(scratch.path("csv/notes.csv")) << "scenario,policy,mine\n";
  const auto names = export_csv(store, {folder, {"runs", "survival", "runs"}, true}, "");
  CHECK(names.size() == 3);
  CHECK(names_in(folder) ==
        std::set<std::string>{"runs.csv", "survival.csv", "manifest.csv", "weekly_long.csv", "notes.csv"});
  CHECK_THROWS_AS(export_csv(store, {folder, {"weekly_long"}, true}, ""), BadInput);  // is no table of ours
  auto plan = small_plan(1);
  plan.weekly = false;
  CHECK_THROWS_AS(require_folder(plan, {scratch.path("none"), {"weekly_long"}}), BadInput);
}

}  // namespace
}  // namespace clientele::experiment
