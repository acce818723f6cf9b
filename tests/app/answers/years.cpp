// The first and the last year in the answers of compare.
#include <doctest/doctest.h>

#include <algorithm>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

/// Who does not advertise saves money at first, and has fewer clients in the end.
const std::string thrift = R"({
  "name": "thrift", "weeks": 208, "past_weeks": 0, "seed": 5, "replications": 8,
  "markets": [{"name": "town", "population": 400, "going_rate": 900}],
  "segments": [{"name": "everybody", "share": 1, "contract_weeks": 52,
                "traits": {"base_churn": 0.2, "budget": 900, "referral": 0}}],
  "businesses": [{"name": "ours", "price": 900, "wage": 1200, "staff": 8, "initial_accounts": 40, "lead_rate": 0.001,
                  "marketing_budget": 4000, "insolvency": "never"}],
  "policies": [{"name": "spending", "levers": {"marketing_spend": 1}}, {"name": "thrifty", "levers": {"marketing_spend": 0}}]
})";

std::string compare_thrift() {
  return "compare " + scratch_file("thrift.json", thrift) +
         " --policies spending,thrifty --objective profit_per_week ";
}

std::string sentence_in(const std::string& text) {
  const auto begin = text.find("Means over the whole time hide");
  auto sentence = begin == text.npos ? "" : text.substr(begin, text.find("\n\n", begin) - begin);
  std::ranges::replace(sentence, '\n', ' ');
  return sentence;
}

TEST_CASE("a difference that turns between the first year and the last is told in one sentence") {
  const auto answer = clientele_program(compare_thrift());
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const auto sentence = sentence_in(answer.out);
  CAPTURE(answer.out);
  CHECK(mentions(sentence, "hide that the profit per week of thrifty against spending turns: +"));
  CHECK(mentions(sentence, " in the first year, -"));
  CHECK(mentions(sentence, " in the last; both 95% intervals exclude zero"));
  CHECK(std::ranges::count(sentence, '.') == 1);
}

TEST_CASE("both years stand in JSON, with the differences that turn") {
  const auto answer = clientele_program(compare_thrift() + "--format json");
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const auto years = Json::parse(answer.out).at("years");
  CHECK(years.at("weeks") == 52);
  const auto profit = [&](const char* year) {
    return years.at(year)[1].at("versus_baseline").at("profit_per_week").at("mean").get<double>();
  };
  CHECK(years.at("first_year")[1].at("name") == "thrifty");
  CHECK(profit("first_year") > 0);
  CHECK(profit("last_year") < 0);
  CHECK(years.at("first_year")[0].at("metrics").size() == 8);
  const auto& turn = years.at("turns").front();
  CHECK(turn.at("metric") == "profit_per_week");
  CHECK(turn.at("policy") == "thrifty");
  CHECK(turn.at("against") == "spending");
  CHECK(turn.at("both_exclude_zero") == true);
  CHECK(turn.at("first_year").at("mean").get<double>() == doctest::Approx(profit("first_year")));
}

TEST_CASE("where the business fails, no year compares survivors alone") {
  const auto answer = clientele_program(compare_thrift() +
                                        "--format json --set businesses.0.insolvency=at_credit_line "
                                        "businesses.0.wage=1700 past_weeks=65");
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const auto json = Json::parse(answer.out);
  const auto failed = json.at("policies")[1].at("metrics").at("failed").at("mean").get<double>();
  REQUIRE(failed > 0);
  const auto& last = json.at("years").at("last_year")[1];
  CHECK(last.at("metrics").at("operating_margin").at("n") < 8);
  for (const auto* rate : {"operating_margin", "churn_rate", "burnout_share"})
    CHECK(last.at("versus_baseline").at(rate).at("mean").is_null());
  CHECK(last.at("versus_baseline").at("profit_per_week").at("mean").is_number());
  for (const auto& turn : json.at("years").at("turns")) CHECK(turn.at("metric") != "operating_margin");
}

TEST_CASE("runs under two years have no first and no last year, and nothing is said of what does not turn") {
  const auto brief = clientele_program(compare_thrift() + "-w 103");
  CHECK(sentence_in(brief.out).empty());
  CHECK(!mentions(clientele_program(compare_thrift() + "-w 103 --format json").out, "\"years\""));
  CHECK(
      sentence_in(clientele_program(compare_thrift() + "--objective burnout_share -w 104 -n 1").out).empty());
}

TEST_CASE("the page of a comparison has both years") {
  if (!has_page()) return;
  const auto page = scratch_path("years.html"), store = scratch_path("years.sqlite");
  REQUIRE(clientele_program(compare_thrift() + "-q -o " + store).exit_code == 0);
  REQUIRE(clientele_program("report " + store + " --objective profit_per_week -q -o " + page).exit_code == 0);
  const std::string html = text_of(page);
  for (const auto* part :
       {"\"first_year\":[", "\"last_year\":[", "Means over the whole time hide", "id=\"years\""})
    CHECK(mentions(html, part));
}

}  // namespace
}  // namespace clientele::app
