// What can be said of reports and of courses over time without a browser; see tests/report for what a browser
// shows.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

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

}  // namespace
}  // namespace clientele::app
