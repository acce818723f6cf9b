// The published special cases give the numbers that they gave before there was anything but clients, requests
// and staff in the model, to the last digit (tests/data/special_cases). Where the published model knows no
// staff, these are as they are everywhere: what is changed in them changes their digits, but no client leaves
// or buys for it.
#include <doctest/doctest.h>

#include <map>
#include <sstream>
#include <vector>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

/// The rows of a table without quotation marks, by column.
std::vector<Row> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const auto columns = fields_of(line);
  std::vector<Row> rows;
  while (std::getline(lines, line)) {
    const auto fields = fields_of(line);
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i) row[columns[i]] = fields[i];
  }
  return rows;
}

TEST_CASE("the published special cases keep their digits, as what they have switched off stays off") {
  for (const std::string scenario : {"oliva_sterman_2001", "sbg_2007", "bgnbd_2005", "bass_1969"}) {
    CAPTURE(scenario);
    const auto store = scratch_path(scenario + ".sqlite");
    const Answer run =
        clientele_program("run scenarios/published/" + scenario + ".json -n 2 -q --force -o " + store);
    REQUIRE_MESSAGE(run.exit_code == 0, run.err);
    const auto now = rows_of(clientele_program("export " + store + " --table runs -q").out);
    const auto before = rows_of(text_of(CLIENTELE_SOURCE "/tests/data/special_cases/" + scenario + ".csv"));
    REQUIRE(now.size() == before.size());
    REQUIRE(before.size() == 2);
    for (std::size_t i = 0; i < before.size(); ++i) {
      CHECK(before[i].size() > 80);
      for (const auto& [column, value] : before[i]) {
        // What was called utilisation is the load by now: utilisation is billable over paid hours.
        const auto name = column == "utilisation" ? "load" : column;
        CAPTURE(column);
        CHECK(now[i].at(name) == value);
      }
    }
  }
}

}  // namespace
}  // namespace clientele::app
