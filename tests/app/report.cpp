// What can be said of reports and of courses over time without a browser; see tests/report for what a browser
// shows.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/store_check.hpp"
#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

const std::string studio = "scenarios/tiny_studio.json -n 2 -w 30 -q";

bool says(const Answer& answer, const char* words) { return answer.err.find(words) != std::string::npos; }

/// In characters, all of which are one column wide.
std::ptrdiff_t widest_line(const std::string& text) {
  std::ptrdiff_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    widest = std::max(widest, std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }));
  return widest;
}

TEST_CASE("a report that cannot be made as asked says why before anything is simulated") {
  const auto page = scratch_file("kept.html", "something of the user's");
  const auto kept = clientele_program("report " + studio + " -o " + page);
  CHECK(kept.exit_code == 2);
  CHECK(says(kept, "--force"));
  CHECK(std::filesystem::file_size(page) == 23);
  const auto nowhere = clientele_program("report " + studio + " -o /nonexistent/page.html");
  CHECK(nowhere.exit_code == 2);
  CHECK(says(nowhere, "/nonexistent"));
}

TEST_CASE("-v shows the course of the headline measures, on one scale for all policies") {
  const auto answer = clientele_program("compare scenarios/tiny_studio.json -n 2 -w 80 -v");
  REQUIRE(answer.exit_code == 0);
  const auto course = answer.out.substr(answer.out.find("From the first"));
  CHECK(course.find("partnership") != std::string::npos);
  for (const char* name : {"churn_rate", "burnout_share", "satisfaction"})
    CHECK(course.find(name) != std::string::npos);
  CHECK(course.find("▁") != std::string::npos);
  CHECK(course.find("█") != std::string::npos);
  CHECK(widest_line(answer.out) <= 100);
  const auto run = clientele_program("run scenarios/price_war.json -n 2 -w 300 -v");
  REQUIRE(run.exit_code == 0);
  CHECK(run.out.find("▁") != std::string::npos);
  CHECK(widest_line(run.out) <= 100);
  CHECK(clientele_program("compare " + studio).out.find("▁") == std::string::npos);
}

using scenario::Json;

/// What a page holds for its script.
Json data_of(const std::string& page) {
  const auto text = text_of(page);
  const std::string begin = R"(<script type="application/json" id="data">)";
  const auto from = text.find(begin) + begin.size();
  return Json::parse(text.substr(from, text.find("</script>", from) - from));
}

TEST_CASE("a report has the people of its first replications, and the same people under every policy") {
  if (!has_page()) return;
  const std::string three = "scenarios/tiny_studio.json -n 3 -w 60 -q ";
  const auto page = scratch_path("people.html"), store = scratch_path("people.sqlite");
  answer_to("report " + three + "--store " + store + " -o " + page);
  const auto people = data_of(page)["people"];
  const auto answer = Json::parse(answer_to("compare " + three + "--format json"));
  const auto policies = answer["policies"].size();
  CHECK(people["replications"] == 2);
  CHECK(people["studies"].size() == policies);
  for (const auto& study : people["studies"]) {
    CHECK(study["people"].get<int>() >= study["ever"].get<int>());
    CHECK(study["people"].get<int>() >= 2);
    CHECK(study["tenure"].size() == 5);
  }
  const auto& twins = people["twins"];
  CHECK(twins["counts"].size() == policies * (policies - 1) / 2);
  CHECK(twins["people"].size() == twins["courses"].size());
  CHECK(!twins["people"].empty());
  for (const auto& of_policies : twins["courses"]) {
    REQUIRE(of_policies.size() == policies);
    for (const auto& course : of_policies) {
      CHECK(course["exhaustion"].size() == (course["end"].get<std::size_t>() + 3) / 4);
      // The first week begins alike under every policy, and moves nobody far.
      CHECK(std::abs(course["exhaustion"][0].get<int>() - of_policies[0]["exhaustion"][0].get<int>()) < 100);
    }
  }
  answer_to("report " + store + " -q --force -o " + page);
  CHECK(data_of(page)["people"] == people);
  {
    experiment::Database database(store, experiment::Database::Access::write);
    database.execute("UPDATE manifest SET value = 'another' WHERE key = 'model'");
    experiment::sign_plan(database);
  }
  answer_to("report " + store + " -q --force -o " + page);
  CHECK(mentions(data_of(page)["people"]["missing"].get<std::string>(), "another version of the program"));
}

}  // namespace
}  // namespace clientele::app
