// What is typed means one thing, or is refused before anything runs; and what was meant is kept with the
// results.
#include <doctest/doctest.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/store_check.hpp"
#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string two_agencies = agency + " -n 2 -w 3 -q ";

std::string introduction(const std::string& arguments) {
  const auto answer = clientele_program("compare " + agency + " " + arguments);
  CHECK_MESSAGE(answer.exit_code == 0, answer.err);
  return answer.out.substr(0, answer.out.find(';'));
}

TEST_CASE("numbers on the command line are decimal, whatever zeros stand before them") {
  CHECK(introduction("-w 2 -n 08 -s 010") == "agency: 2 weeks, 8 replications, seed 10");
  CHECK(introduction("-w 02 -n 2 -s 4294967295") == "agency: 2 weeks, 2 replications, seed 4294967295");
  for (const std::string wrong : {"-s 0x10", "-n 1e2", "-n 2.5", "-s ''", "-n ' 2'", "-w +3"})
    check_refused("compare " + agency + " " + wrong, "is no whole number");
  for (const std::string wrong : {"-n 0", "-w 0", "-w 5201", "-s 4294967296", "-n 1000001"})
    check_refused("compare " + agency + " " + wrong, "not in range");
  check_refused("compare " + agency + " -s 18446744073709551617", "is too large");
  for (const std::string wrong :
       {"--customer '' -w 2", "--customer 1 --replication 0", "--customer 1 --market x"})
    check_refused("diverge " + agency + " partnership right_customer " + wrong,
                  wrong.starts_with("--customer ''") ? "is no whole number" : "");
}

TEST_CASE("a policy is named once") {
  check_refused("compare " + two_agencies + "--policies partnership,partnership",
                "\"partnership\" is named twice");
  check_refused("sweep " + two_agencies + "--policies partnership,partnership --vary businesses.0.price=500",
                "named twice");
  check_refused("compare " + two_agencies + "--policies ''", "no policy of this scenario is named \"\"");
}

TEST_CASE("a value is set once, by one spelling or another, and several at once") {
  const auto both =
      clientele_program("compare " + two_agencies + "--set businesses.0.price=500 weeks=3 --format json");
  CHECK_MESSAGE(both.exit_code == 0, both.err);
  const auto apart = clientele_program("compare --set businesses.agency.price=500 --set weeks=3 " +
                                       two_agencies + "--format json");
  CHECK(Json::parse(both.out).at("policies") == Json::parse(apart.out).at("policies"));
  check_refused("compare " + two_agencies + "--set businesses.0.price=500 businesses.agency.price=510",
                "was set before");
  check_refused("compare " + two_agencies + "--set weeks=4", "was set before: weeks=4");
  CHECK(clientele_program("compare " + two_agencies + "--set weeks=3").exit_code == 0);
  check_refused(
      "sweep " + two_agencies + "--vary businesses.0.price=500,510 --set businesses.agency.price=520",
      "has no effect: businesses.0.price is varied");
  check_refused("sweep " + two_agencies + "--vary weeks=2,4", "has no effect: weeks is varied");
  for (const std::string verb : {"run ", "compare ", "sweep --vary businesses.0.price=500,510 "})
    check_refused(verb + two_agencies + "--set plausible.shape=uniform", "nothing is drawn from ranges here");
  check_refused("compare " + two_agencies + "--set sweep.samples=4", "a sweep is set by --vary");
  const auto ranged = scratch_file("ranged.json", R"({"name": "ranged", "weeks": 3, "replications": 2,
    "markets": [{"name": "town", "population": 60}], "segments": [{"name": "all", "share": 1}],
    "businesses": [{"name": "ours", "initial_accounts": 20}], "plausible": {"shape": "uniform"}})");
  check_refused("sweep " + ranged + " --vary plausible.shape=triangular,uniform",
                "nothing is drawn from ranges");
  check_refused(
      "sweep " + two_agencies + "--vary businesses.0.price=500,600 --vary businesses.agency.price=520",
      "varied twice");
}

TEST_CASE("what is set and has no effect under the plan is refused, with all reasons at once") {
  const std::string few = "--policies customer_always_right,partnership ";
  check_refused("compare " + two_agencies + few + "--set policies.right_customer.levers.crm=0.9",
                "nobody follows the policy right_customer here");
  check_refused("run " + two_agencies + "--set policies.partnership.levers.crm=0.9",
                "nobody follows the policy");
  check_refused(
      "compare " + two_agencies + few + "--set businesses.0.policy=partnership policies.1.levers.crm=0.9",
      "the first business follows each of the compared policies in turn");
  check_refused("sensitivity " + two_agencies + few + "--set policies.1.levers.crm=0.9", "nobody follows");
  check_refused("diverge " + agency + " customer_always_right partnership --customer 3 -w 3 " +
                    "--set policies.1.levers.crm=0.9",
                "nobody follows");
  CHECK(clientele_program("run " + two_agencies + "--set businesses.0.policy=partnership").exit_code == 0);
  for (const std::string both :
       {"--vary segments.0.traits.openness=0.4,0.5 --set segments.0.traits.openness.mean=0.2",
        "--vary model.slip_rate=0.001,0.002 --set 'model={\"slip_rate\": 0.1}'"})
    check_refused("sweep " + two_agencies + both, "is varied");
  CHECK(clientele_program("sweep " + two_agencies + "-o " + scratch_path("apart.sqlite") +
                          " --vary model.slip_rate=0.001,0.002 --set 'model={\"talk_hours\": 0.1}'")
            .exit_code == 0);
  check_refused("sweep " + two_agencies + "--vary businesses.0.price=500,500.0", "twice");
}

TEST_CASE("what only a lever makes use of is refused where no policy has that lever") {
  const std::string work = "sweep " + two_agencies + "--vary model.handover_work=0.1,0.5 -o ";
  check_refused(work + scratch_path("unused.sqlite"), "rotation is 0 in every policy here");
  check_refused("compare " + two_agencies + "--set businesses.0.course_fee=3",
                "training is 0 in every policy here");
  CHECK(clientele_program(work + scratch_path("used.sqlite") +
                          " --set policies.partnership.levers.rotation=0.5 --force")
            .exit_code == 0);
  CHECK(clientele_program(work + scratch_path("varied.sqlite") +
                          " --vary policies.partnership.levers.rotation=0,0.5 --force")
            .exit_code == 0);
}

TEST_CASE("an option that an answer has no use for is refused, with the reason") {
  const auto store = [](const std::string& verb) {
    const auto path = scratch_path("unused_" + verb.substr(0, verb.find(' ')) + ".sqlite");
    const auto made = clientele_program(verb + " " + two_agencies + "--force -o " + path);
    CHECK_MESSAGE(made.exit_code == 0, made.err);
    return path;
  };
  const std::string judged = " --objective churn_rate", required = " --require 'churn_rate<0.9'",
                    based = " --baseline partnership";
  const auto of_run = store("run"), of_sweep = store("sweep --vary businesses.0.price=500,510"),
             of_worlds = store("compare --uncertain --worlds 3");
  for (const auto& [path, options] : {std::pair{of_run, std::vector{judged, required}},
                                      {of_sweep, std::vector{judged, required}},
                                      {of_worlds, std::vector{required, based}}})
    for (const auto& option : options) check_refused("resume " + path + option, "has no effect here");
  CHECK(clientele_program("resume -q " + of_worlds + judged).exit_code == 0);
  for (const auto& option : {judged, required})
    check_refused("compare " + two_agencies + "--format csv" + option, "a table in CSV has no decision");
  check_refused("compare " + two_agencies + "--policies partnership" + judged, "nothing is compared");
  CHECK(
      mentions(clientele_program("resume " + of_run + " -n 1").err, "is planned for 2 replications already"));
  check_refused("compare " + agency + " -w 3 -n 8 --precision operating_margin=0.05 --max-replications 6",
                "--replications 8 is more than the 6");
  check_refused("sensitivity " + two_agencies + "--assumptions slip_rate,slip_rate", "named twice");
  check_refused("sensitivity " + two_agencies + "--method 1",
                "there is no \"1\"; possible: both, morris, sobol");
}

TEST_CASE("the recorded command makes what there is") {
  const auto path = scratch_path("grown.sqlite");
  REQUIRE(clientele_program("compare " + two_agencies + "-o " + path).exit_code == 0);
  REQUIRE(clientele_program("resume -q " + path + " -n 3").exit_code == 0);
  const auto folder = scratch_path("grown");
  REQUIRE(clientele_program("export -q " + path + " --csv " + folder + " --baseline partnership").exit_code ==
          0);
  const auto table = text_of(folder + "/manifest.csv");
  CHECK(mentions(table, "compare scenarios/agency.json --replications 3 --weeks 3\n"));
  CHECK(mentions(table, "\nreplications,3\n"));
  CHECK(mentions(table, "\nbaseline,partnership\n"));
  const auto method =
      clientele_program("sensitivity " + two_agencies +
                        "--method morris --trajectories 2 --assumptions slip_rate --format json");
  CHECK(mentions(method.out, "--method morris"));
  const auto piped =
      clientele_program("--version > /dev/null; (cat scenarios/agency.json | '" CLIENTELE_PROGRAM
                        "' compare - -n 2 -w 3 -q --format json)");
  CHECK(mentions(piped.out, "\"command\": \"clientele compare - --replications 2"));
  const auto both = clientele_program("compare " + agency + " -n 2 -q --set=weeks=3 businesses.0.price=500");
  CHECK_MESSAGE(both.exit_code == 0, both.err);
}

TEST_CASE(
    "where runs come out otherwise, reproduce says which commit it takes, or that somebody changed them") {
  const auto path = scratch_path("otherwise.sqlite");
  REQUIRE(clientele_program("compare " + two_agencies + "-o " + path).exit_code == 0);
  const auto change = [&](const std::string& key, const std::string& value) {
    experiment::Database database(path, experiment::Database::Access::write);
    database.execute("UPDATE manifest SET value = " + value + " WHERE key = '" + key + "'");
    experiment::sign_plan(database);
  };
  CHECK(clientele_program("reproduce " + path).exit_code == 0);
  change("document", R"(replace(value, '"slip_rate": 0.005', '"slip_rate": 0.2'))");
  check_refused("reproduce " + path, "10 of 10 runs come out otherwise");
  check_refused("reproduce " + path, "somebody has changed the store");
  change("model", "'another'");
  for (const auto& [program, advice] :
       {std::pair{"clientele 0.1.9 (commit abc1234567)", "git checkout abc1234567"},
        {"clientele 0.1.9 (commit abc1234567-dirty)", "commit abc1234567, with what was changed"},
        {"clientele 0.1.9 (commit unknown)", "did not say of which commit"},
        {"clientele 0.1.0", "did not say of which commit"}}) {
    change("program", std::string("'") + program + "'");
    check_refused("reproduce " + path, advice);
    check_refused("reproduce " + path, program);
  }
}

TEST_CASE("defaults that do not fit are said with the results, too") {
  const auto crowded = scratch_file("crowded.json", R"({"name": "crowded", "weeks": 4, "replications": 2,
    "markets": [{"name": "town", "population": 900}], "segments": [{"name": "all", "share": 1}],
    "businesses": [{"name": "ours", "initial_accounts": 300, "staff": 4}]})");
  const auto path = scratch_path("crowded.sqlite");
  const auto answer = clientele_program("compare " + crowded + " -q --format json -o " + path);
  CHECK(mentions(answer.out, "a default may not fit: ours: "));
  CHECK(mentions(answer.out, "slip_rate 0.005"));
  CHECK(mentions(clientele_program("resume -q " + path).out, "a default may not fit"));
}

TEST_CASE("results carry the command without what changes no number, both seeds, and who made them") {
  const auto store = scratch_path("carried.sqlite"), folder = scratch_path("carried");
  const auto answer = clientele_program("sweep -q " + agency +
                                        " -w 3 -j 2 --design lhs --samples 3 -n 02 --design-seed 9 --vary "
                                        "'businesses.0.price=400:600' -o '" +
                                        store + "' --csv " + folder + " --force --format json");
  CHECK_MESSAGE(answer.exit_code == 0, answer.err);
  const auto manifest = text_of(folder + "/manifest.csv");
  for (const auto* line :
       {"key,value\nprogram,clientele 0.3.0 (commit ", "\nmodel,", "\nidentity,", "\nseed,1\n",
        "\ndesign_seed,9\n", "\nrandom_numbers,common\n", "\nreplications,2\n", "\nbaseline,today\n",
        "\npast_weeks,156\n", "\npasts,2\n", "\ndecisions,from week 1\n", "\nruns_done,30\n",
        "\nruns_planned,30\n",
        "\ncommand,clientele sweep scenarios/agency.json --replications 2 --weeks 3 --vary "
        "businesses.0.price=400:600 --design lhs --samples 3 --design-seed 9\n"})
    CHECK_MESSAGE(mentions(manifest, line), manifest);
  for (const auto* part : {"\"design_seed\":\"9\"", "\"identity\":\"", "\"random_numbers\":\"common\""})
    CHECK_MESSAGE(mentions(answer.out, part), answer.out.substr(0, 1500));
  CHECK(clientele_program("export '" + store + "' --table manifest").out == manifest);
  CHECK(clientele_program("export '" + store + "' --csv " + folder + " --tables runs --force").exit_code ==
        0);
  CHECK(text_of(folder + "/manifest.csv") == manifest);
  CHECK(!std::filesystem::exists(folder + "/summary.csv"));
  const auto command = manifest.substr(manifest.find("clientele sweep") + 10);
  const auto elsewhere = scratch_path("again");
  const auto again = clientele_program(command.substr(0, command.find('\n')) + " -o " +
                                       scratch_path("again.sqlite") + " --csv " + elsewhere);
  CHECK_MESSAGE(again.exit_code == 0, again.err);
  CHECK(text_of(elsewhere + "/runs.csv") == text_of(folder + "/runs.csv"));
  CHECK(text_of(elsewhere + "/manifest.csv") == manifest);
}

TEST_CASE("a sweep says whether its points share their random numbers") {
  const auto sweep = "sweep " + two_agencies + "--vary businesses.0.price=500,510 --force -o " +
                     scratch_path("shared.sqlite");
  CHECK(mentions(clientele_program(sweep).out, "all points share their random numbers"));
  CHECK(
      mentions(clientele_program(sweep + " --independent").out, "every point has random numbers of its own"));
  check_refused("compare " + two_agencies + "--independent", "requires --uncertain");
  check_refused("compare " + two_agencies + "--design-seed 3", "requires --uncertain");
  check_refused(sweep + " --design-seed 3", "only the points of --design lhs are drawn");
  const auto worlds = "compare " + agency + " -w 2 -q --worlds 3 --uncertain ";
  const auto first = clientele_program(worlds + "--design-seed 3 -s 1"),
             second = clientele_program(worlds + "--design-seed 4 -s 1");
  CHECK(mentions(first.out, "Latin hypercube, seed 3"));
  CHECK(first.out.substr(first.out.find("policy")) != second.out.substr(second.out.find("policy")));
}

TEST_CASE("a stored experiment is simulated again and compared, to the bit") {
  const auto store = scratch_path("reproduced.sqlite");
  REQUIRE(clientele_program("compare " + two_agencies + "-o " + store).exit_code == 0);
  const auto same = clientele_program("reproduce " + store);
  CHECK_MESSAGE(same.exit_code == 0, same.err);
  CHECK(mentions(same.out, "10 runs simulated again, the same to the bit; made by clientele"));
  check_refused("reproduce tests/data/before/finished.sqlite", "made by clientele 0.1.0");
  check_refused("reproduce scenarios/agency.json", "is not a results store");
}

TEST_CASE("the program names its commit") {
  const auto version = clientele_program("--version").out;
  CHECK(version.starts_with("clientele 0.3.0 (commit "));
  CHECK(version.size() > std::string("clientele 0.3.0 (commit )\n").size());
}

}  // namespace
}  // namespace clientele::app
