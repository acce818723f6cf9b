// Since when holds what is decided on the command line: from the first week on, or with --always in the past
// as well.
#include <doctest/doctest.h>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string two_runs = small + " -n 2 -w 6 -q ";

/// The numbers of all policies.
Json policies(const std::string& options) {
  return Json::parse(answer_to("compare " + two_runs + options + " --format json")).at("policies");
}

TEST_CASE("what is decided holds from week 1 on, and with --always in the past as well") {
  for (const std::string decision :
       {"--set businesses.0.price=560 ", "--set policies.today.levers.educate=0.9 ",
        "--set policies.today.levers.marketing_spend=0.9 businesses.0.marketing_budget=900 "}) {
    CAPTURE(decision);
    CHECK(policies(decision) != policies(""));
    CHECK(policies("--always " + decision) != policies(decision));
  }
  const std::string world = "--set model.contagion=0.06 ";
  CHECK(policies(world) != policies(""));
}

TEST_CASE("who asks for always where that changes nothing is told so") {
  const auto refused = [](const std::string& command, const std::string& why) {
    const auto answer = clientele_program(command);
    CHECK(answer.exit_code == 2);
    CHECK_MESSAGE(mentions(answer.err, why), answer.err);
  };
  const std::string dear = "--set businesses.0.price=560 ",
                    undecided = "no price, marketing or lever of a policy";
  const std::string story = "diverge " + small + " customer_always_right partnership --customer 2 --always ";
  refused("compare --always " + two_runs, undecided);
  refused("compare --always --set model.contagion=0.06 " + two_runs, undecided);
  refused("compare --always --set policies.customer_always_right.levers.crm=0.9 " + two_runs, undecided);
  refused("compare --always --set past_weeks=0 " + dear + two_runs, "this scenario has no past");
  refused("sweep --always --vary model.contagion=0.05,0.06 " + two_runs, undecided);
  refused("sensitivity --always --assumptions contagion " + small, undecided);
  refused(story, undecided);
  refused(story + "--set past_weeks=0 " + dear, "this scenario has no past");
  CHECK(clientele_program("sweep --always --vary businesses.0.price=500,560 " + two_runs + "-o " +
                          scratch_path("always.sqlite"))
            .exit_code == 0);
  CHECK(clientele_program("sensitivity --always --method morris --trajectories 2 -w 4 --assumptions "
                          "price_ceiling,contagion " +
                          small + " -q")
            .exit_code == 0);
}

TEST_CASE("answers, tables and stores say since when, and going on keeps to it") {
  const std::string dear = two_runs + "--set businesses.0.price=560 ";
  CHECK(mentions(answer_to("compare --always " + dear),
                 "\nBefore: 156 weeks as today, with what is set or varied; 2 pasts for 10 runs.\n"));
  for (const bool always : {false, true}) {
    const std::string option = always ? "--always " : "";
    const auto store = scratch_path("since.sqlite");
    const auto made = answer_to("compare " + option + dear + "-o " + store);
    const auto manifest = answer_to("export " + store + " --table manifest");
    CHECK(mentions(manifest, always ? "\ndecisions,always\n" : "\ndecisions,from week 1\n"));
    CHECK(mentions(manifest, always ? " --always" : "--set businesses.0.price=560"));
    CHECK(answer_to("resume " + store) == made);
    CHECK(answer_to("resume " + store + " -n 3 --format csv") ==
          answer_to("compare " + option + dear.substr(0, dear.find(" -n")) +
                    " -n 3 -w 6 -q --set businesses.0.price=560 --format csv"));
    CHECK(clientele_program("reproduce " + store).exit_code == 0);
  }
}

TEST_CASE(
    "another price moves no wage and no budget that the file leaves to defaults, in a comparison or a "
    "sweep") {
  const auto office = scratch_file("office.json", R"({
    "name": "office", "weeks": 8, "past_weeks": 65, "replications": 2,
    "markets": [{"name": "town", "population": 60}],
    "segments": [{"name": "everybody", "share": 1, "contract_weeks": 4, "traits": {"base_churn": 0.05}}],
    "businesses": [{"name": "ours", "staff": 4, "initial_accounts": 20, "price": 980}], "policies": ["partnership"]})");
  const auto margin = [&](const std::string& command) {
    const auto answer = Json::parse(answer_to(command + " --policies partnership --format json -q"));
    return (answer.contains("policies") ? answer.at("policies")[0] : answer)
        .at("metrics")
        .at("operating_margin")
        .at("mean");
  };
  const auto set = margin("compare " + office + " --set businesses.0.price=1100");
  CHECK(set == margin("sweep " + office + " --force --vary businesses.0.price=1100 -o " +
                      scratch_path("one.sqlite")));
  CHECK(set.get<double>() > margin("compare " + office).get<double>());
  const auto stated = Json::parse(answer_to("validate -v " + office + " --set businesses.0.price=1100"));
  CHECK(stated.at("businesses")[0].at("wage").get<double>() == doctest::Approx(1400 * 980 / 500.0));
}

TEST_CASE("a sweep with --always has a past of its own for every point") {
  const auto sweep = [](const std::string& option) {
    return answer_to("sweep " + two_runs + option + "--vary businesses.0.price=500,560 --force -o " +
                     scratch_path("points.sqlite"));
  };
  CHECK(mentions(sweep(""),
                 "; 2 pasts for 20 runs.\nWhat is set or varied of levers, prices and marketing holds from "
                 "week 1 on.\n"));
  CHECK(mentions(sweep("--always "),
                 "Before: 156 weeks as today, with what is set or varied; 4 pasts for 20 runs.\n"));
}

TEST_CASE("customers diverge in the worlds that are compared: what is set holds from week 1 on there, too") {
  const auto story = [](const std::string& options) {
    return answer_to("diverge " + small + " customer_always_right partnership --customer 2 " + options);
  };
  const std::string dear = "--set businesses.0.price=560 ";
  CHECK(story(dear) != story("--always " + dear));
}

}  // namespace
}  // namespace clientele::app
