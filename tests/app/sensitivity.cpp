// Sensitivity and comparisons under uncertainty, through the command line.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string brief_study =
    "sensitivity " + small + " --weeks 8 --assumptions knowledge,rudeness,reference_satisfaction,pooling ";
const std::string quick = brief_study + "--trajectories 3 --samples 8 --few 2 ";
const std::string uncertain = "compare " + small + " --weeks 8 --uncertain --worlds 12 ";

TEST_CASE("sensitivity gives the same bytes for any number of jobs") {
  const Answer one = clientele_program(quick + "--format json --jobs 1");
  REQUIRE_MESSAGE(one.exit_code == 0, one.err);
  for (const char* jobs : {"2", "5"})
    CHECK(clientele_program(quick + "--format json --jobs " + jobs).out == one.out);
  const auto result = Json::parse(one.out);
  CHECK(result["screening"]["assumptions"].size() == 4);
  CHECK(result["decomposition"]["assumptions"].size() == 2);
  for (const char* output : {"churn_rate", "operating_margin", "burnout_share", "profit_per_week", "failed",
                             "accounts", "staff_turnover", "satisfaction", "lead"}) {
    CAPTURE(output);
    const auto& effects = result["screening"]["outputs"][output]["effects"];
    CHECK(effects.size() == 4);
    CHECK(effects["knowledge"]["effects"] == 3);
    CHECK(result["decomposition"]["outputs"][output]["indices"].size() == 2);
  }
  const auto longer = Json::parse(  // in eight weeks few leave, whatever they compare with
      clientele_program("sensitivity " + small +
                        " -w 52 --assumptions knowledge,reference_satisfaction --trajectories 6 "
                        "--method morris --format json")
          .out);
  CHECK(longer["screening"]["outputs"]["churn_rate"]["effects"]["reference_satisfaction"]["mu"] > 0);
}

TEST_CASE("either method can be had alone, in every form") {
  const Answer morris = clientele_program(brief_study + "--trajectories 3 --method morris --format csv");
  CHECK(morris.exit_code == 0);
  CHECK(morris.out.starts_with("output,unit,assumption,statistic,n,value,ci_low,ci_high\n"));
  CHECK(std::ranges::count(morris.out, '\n') == 1 + 9 * 4 * 4);  // outputs, assumptions, statistics
  const Answer sobol = clientele_program(brief_study + "--samples 8 --method sobol --format csv");
  CHECK(sobol.exit_code == 0);
  CHECK(std::ranges::count(sobol.out, '\n') == 1 + 9 * 4 * 2);
  const Answer page = clientele_program(quick + "--format markdown");
  CHECK(page.exit_code == 0);
  CHECK(page.out.starts_with("# "));
  CHECK(mentions(page.out, "\n## The ranking of policies"));
  const Answer alone = clientele_program(quick + "--policies partnership");
  CHECK(alone.exit_code == 0);
  CHECK(mentions(alone.out, "What matters most"));
  CHECK_FALSE(mentions(alone.out, "ranking"));
}

TEST_CASE("sensitivity refuses what makes no sense, and says when it is interrupted") {
  check_refused("sensitivity " + small + " --assumptions knowlege", "did you mean \"knowledge\"?");
  check_refused("sensitivity " + small + " --assumptions price", "no assumption");
  check_refused("sensitivity " + small + " -n 1", "--replications 2");
  check_refused("sensitivity " + small + " --objective margin", "margin");
  check_refused("sensitivity " + small + " --method sobel", "sobel");
  Running program(
      {"sensitivity", CLIENTELE_SOURCE "/tests/data/small.json", "--trajectories", "4", "-w", "5200"});
  std::this_thread::sleep_for(std::chrono::seconds(4));  // more than it takes to lay out the points
  program.send(SIGINT);
  const auto answer = program.wait();
  CHECK(answer.exit_code == 130);
  CHECK(answer.out.empty());
  CHECK(mentions(answer.err, "nothing was kept"));
}

TEST_CASE("policies are compared over plausible worlds, with the same bytes for any number of jobs") {
  const Answer one = clientele_program(uncertain + "--format json --jobs 1");
  REQUIRE_MESSAGE(one.exit_code == 0, one.err);
  CHECK(clientele_program(uncertain + "--format json --jobs 3").out == one.out);
  const auto result = Json::parse(one.out);
  CHECK(result["worlds"] == 12);
  CHECK(result["assumptions"].size() > 100);
  REQUIRE(result["policies"].size() == 5);
  double shares = 0;
  for (const auto& policy : result["policies"]) {
    shares += policy["best_share"].get<double>();
    CHECK(policy["mean_regret"] >= 0);
    CHECK(policy["largest_regret"] >= policy["regret_95"]);
  }
  CHECK(shares == doctest::Approx(1));
  REQUIRE(result["duels"].size() == 4);
  for (const auto& duel : result["duels"]) CHECK(duel["rule"]["accuracy"] <= 1);
  const Answer table = clientele_program(uncertain);
  CHECK(mentions(table.out, "best in"));
  CHECK(mentions(table.out, " of worlds; chance makes "));
  const Answer csv = clientele_program(uncertain + "--format csv");
  CHECK(csv.out.starts_with("policy,objective,worlds,mean,sd,best_share,"));
  CHECK(std::ranges::count(csv.out, '\n') == 1 + 5);
}

TEST_CASE("a comparison over plausible worlds can be kept and taken up again") {
  const auto store = scratch_path("worlds.sqlite");
  const Answer made = clientele_program(uncertain + "-o " + store);
  REQUIRE_MESSAGE(made.exit_code == 0, made.err);
  const Answer again = clientele_program("resume " + store);
  CHECK(again.exit_code == 0);
  CHECK(again.out == made.out);
  CHECK(clientele_program("export " + store).exit_code == 0);
  check_refused("export " + store + " --table summary", "of plausible worlds");
}

TEST_CASE("comparisons under uncertainty refuse what is about one world") {
  check_refused(uncertain + "--precision operating_margin=1%", "--uncertain");
  check_refused(uncertain + "--require 'burnout_share<0.2'", "--uncertain");
  check_refused("compare " + small + " --worlds 20", "--uncertain");
}

/// The table that names the assumptions: where it begins in a text, and what it says.
std::pair<std::size_t, std::string> summary_in(const std::string& text) {
  const auto begin = text.find("| measure | assumptions |"), end = text.find("\n\n", begin);
  REQUIRE(end != std::string::npos);
  return {begin, text.substr(begin, end - begin)};
}

// The page is made by a command of some minutes, which no test repeats; but README and page agree.
// ./test --rewrite takes it over.
TEST_CASE("the README names the assumptions that the page says matter most") {
  const std::string readme = CLIENTELE_SOURCE "/README.md";
  const auto [ignored, wanted] = summary_in(text_of(CLIENTELE_SOURCE "/analysis/SENSITIVITY.md"));
  auto text = text_of(readme);
  const auto [begin, quoted] = summary_in(text);
  if (std::getenv("CLIENTELE_REWRITE"))
    std::ofstream(readme, std::ios::binary) << text.replace(begin, quoted.size(), wanted);
  CHECK(summary_in(text_of(readme)).second == wanted);
}

}  // namespace
}  // namespace clientele::app
