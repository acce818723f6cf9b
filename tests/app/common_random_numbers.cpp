// What common random numbers achieved, per measure: told in the table and in JSON, and true.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string command = "compare tests/data/small.json -n 8 --policies partnership,right_customer ";

/// The lines from the one that begins with `start` to the next empty one but one.
std::string passage(const std::string& text, const std::string& start) {
  const auto begin = text.find(start);
  REQUIRE(begin != std::string::npos);
  const auto heading_ends = text.find("\n\n", begin);
  return text.substr(begin, text.find("\n\n", heading_ends + 2) - begin);
}

TEST_CASE(
    "common random numbers: correlations and factors follow from the spreads of values and differences") {
  const auto answer = Json::parse(clientele_program(command + "--format json").out);
  const auto& [baseline, other] = std::pair(answer["policies"][0], answer["policies"][1]);
  CHECK(!baseline.contains("common_random_numbers"));
  REQUIRE(other["common_random_numbers"].size() == other["metrics"].size());
  int told = 0;
  for (const auto& [name, achieved] : other["common_random_numbers"].items()) {
    CAPTURE(name);
    const auto& [a, b] = std::pair(other["metrics"][name], baseline["metrics"][name]);
    const auto& difference = other["versus_baseline"][name];
    if (a["n"] != 8 || b["n"] != 8 || a["sd"] == 0 || b["sd"] == 0) continue;
    const auto sd_a = a["sd"].get<double>(), sd_b = b["sd"].get<double>(),
               sd = difference["sd"].get<double>();
    const double independent = sd_a * sd_a + sd_b * sd_b;
    CHECK(achieved["correlation"].get<double>() ==
          doctest::Approx((independent - sd * sd) / (2 * sd_a * sd_b)).epsilon(1e-6));
    ++told;
    if (sd == 0) {
      CHECK(achieved["variance_reduction"].is_null());  // infinite
      continue;
    }
    CHECK(achieved["variance_reduction"].get<double>() ==
          doctest::Approx(independent / (sd * sd)).epsilon(1e-6));
  }
  CHECK(told > 10);
}

TEST_CASE("common random numbers: -v tells them per headline measure, as in JSON") {
  const auto answer = Json::parse(clientele_program(command + "--format json").out);
  const auto table = passage(clientele_program(command + "-v").out, "What common random numbers");
  CHECK(table.find("partnership") != std::string::npos);  // the baseline is named
  for (const char* name : {"churn_rate", "operating_margin", "accounts", "satisfaction"}) {
    const auto& achieved = answer["policies"][1]["common_random_numbers"][name];
    CAPTURE(table);
    CHECK(table.find(fmt::format(" {:.2f}", achieved["correlation"].get<double>())) != std::string::npos);
    CHECK(table.find(fmt::format(" x{:.1f}", achieved["variance_reduction"].get<double>())) !=
          std::string::npos);
  }
  CHECK(clientele_program(command).out.find("What common random numbers") == std::string::npos);
}

TEST_CASE("common random numbers: one replication tells nothing of them") {
  const auto answer = clientele_program("compare tests/data/small.json -n 1 -v");
  CHECK(answer.exit_code == 0);
  CHECK(passage(answer.out, "What common random numbers").find("0.00") == std::string::npos);
}

}  // namespace
}  // namespace clientele::app
