// What the program says to what people type.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;
using clientele::scenario::Json;

TEST_CASE("what was mistyped is recognised") {
  check_refused("", "--help");
  check_refused("compar " + small, "did you mean \"compare\"?");
  check_refused("compare " + small + " --replicatons 3", "did you mean \"--replications\"?");
  check_refused("compare", "scenario is required");
  check_refused("compare " + small + " --policies partnersip", "did you mean \"partnership\"?");
  check_refused("compare " + small + " --baseline partnersip", "did you mean \"partnership\"?");
  check_refused("compare " + small + " --objective operating_margn", "did you mean \"operating_margin\"?");
  check_refused("compare " + small + " --require 'burnout<0.2'", "no metric");
  check_refused("compare " + small + " --precision churn_rate", "no precision");
  check_refused("compare " + small + " --policies partnership --precision difference:churn_rate=1%",
                "one policy alone differs from none");
  check_refused("compare " + small + " --format xml", "xml");
  check_refused("compare " + small + " -n x", "x");
  check_refused("compare " + small + " --jobs 0", "jobs");
  check_refused("explain opennes", "openness");
  check_refused("export nowhere.sqlite", "no such file");
  check_refused("resume README.md", "is not a results store");
  check_refused("export tests", "directory");
}

/// The same, all of the message being known.
void check_message(const std::string& command, const std::string& message) {
  CAPTURE(command);
  const auto answer = clientele_program(command);
  CHECK(answer.exit_code == 2);
  CHECK(answer.out.empty());
  CHECK(answer.err == "error: " + message + "\n");
}

TEST_CASE("a command line that makes no sense is answered with what is wrong and where to read on") {
  const std::string see = "\n  see clientele compare --help", compare = "compare " + small;
  check_message("",
                "a verb is missing, as in clientele compare scenarios/agency.json\n  see clientele --help");
  check_message("compar", "no verb is called \"compar\"\n  did you mean \"compare\"?");
  check_message(compare + " --replicatons 3",
                "no option is called \"--replicatons\"\n  did you mean \"--replications\"?");
  check_message(compare + " -n x",
                "--replications: \"x\" is no whole number; write digits only, as in 12" + see);
  check_message(compare + " -j 2000", "--jobs: Value 2000 not in range 1 to 1024" + see);
  CHECK(clientele_program(compare + " -n 2 -w 4 --require 'burnout_share<0.9' 'churn_rate<0.9'").exit_code ==
        0);
  check_message(compare + " --worlds 5", "--worlds requires --uncertain" + see);
  check_message("export x --table foo",
                "--table: foo not in "
                "{runs,years,summary,comparison,effects,weekly,weekly_long,segments,survival,staff_survival,"
                "incidence,leaving_rates,manifest}\n"
                "  see clientele export --help");
}

TEST_CASE("options that may be given once are refused twice - lists end at the next word") {
  check_refused("compare " + small + " -n 1 -n 2", "--replications");
  check_refused("compare " + small + " --policies partnership right_customer", "right_customer");
  check_refused("compare " + small + " --set weeks=1 seed", "no option is called \"seed\"");
  const auto both = clientele_program("run " + small + " --set weeks=3 --set seed=2 -n 1 --format json");
  CHECK(Json::parse(both.out)["weeks"] == 3);
  CHECK(Json::parse(both.out)["seed"] == 2);
}

TEST_CASE("scenarios that cannot be used are refused, flags being checked like the file") {
  check_refused("run nowhere.json", "nowhere.json");
  check_refused("run tests", "tests");
  check_refused("run " + small + " -n 0", "--replications: Value 0 not in range");
  check_refused("run " + small + " --weeks -3", "--weeks: Value -3 not in range");
  check_refused("run " + small + " --seed -1", "--seed: Value -1 not in range");
  check_refused("run " + small + " --set businesses.0.prise=3", "did you mean \"price\"?");
  check_refused("run " + small + " --set businesses.0.price", "path=value");
  check_refused("validate " + small + " --set segments.0.share=0.9", "share");
  const auto unfounded = scratch_file("unfounded.json", R"({"name": "unfounded",
    "markets": [{"name": "town", "population": 50}], "segments": [{"name": "all", "share": 1}],
    "businesses": [{"name": "office"}],
    "policies": ["customer_always_right", {"name": "own", "based_on": "wish"}]})");
  check_refused("validate " + unfounded,
                "possible: customer_always_right, customer_always_right_firm, partnership, ");
}

TEST_CASE("help and version are answers, not errors") {
  for (const std::string command : {"--help", "--version", "compare --help", "sweep --help"}) {
    const auto answer = clientele_program(command);
    CHECK(answer.exit_code == 0);
    CHECK(!answer.out.empty());
    CHECK(answer.err.empty());
  }
}

TEST_CASE("results go to standard output and nothing else does - without a terminal there is no progress") {
  const auto answer = clientele_program("compare " + small + " -n 3 --format json");
  CHECK(answer.exit_code == 0);
  CHECK(answer.err.empty());
  CHECK_NOTHROW(Json::parse(answer.out));
  const auto verbose = clientele_program("compare " + small + " -n 3 --format json -v");
  CHECK(verbose.out == answer.out);
  CHECK(mentions(verbose.err, "% of the time went into writing results"));
}

TEST_CASE("compare: flags override the scenario, and the answers in all three forms agree") {
  const std::string command =
      "compare " + small + " -n 4 -w 13 --seed 5 --policies partnership,right_customer ";
  const auto json = Json::parse(clientele_program(command + "--format json").out);
  CHECK(json["replications"] == 4);
  CHECK(json["weeks"] == 13);
  CHECK(json["seed"] == 5);
  REQUIRE(json["policies"].size() == 2);
  CHECK(json["policies"][1]["name"] == "right_customer");
  const auto& accounts = json["policies"][1]["metrics"]["accounts"];
  CHECK(accounts["n"] == 4);
  const auto csv = clientele_program(command + "--format csv").out;
  CHECK(mentions(csv, "small,right_customer,,ours,accounts,accounts,4," + accounts["mean"].dump() + ","));
  const auto table = clientele_program(command).out;
  CHECK(mentions(table, "right_customer"));
  CHECK(mentions(table, "In short: "));
  for (std::size_t start = 0; start < table.size();) {
    const auto end = table.find('\n', start);
    const auto line = table.substr(start, end - start);
    CAPTURE(line);
    CHECK(std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }) <= 100);
    start = end + 1;
  }
}

TEST_CASE("compare: every column of the decision is explained in a line below it") {
  const auto explained = [](const std::string& more) {
    const auto table = clientele_program("compare " + small + " -n 4 " + more).out;
    return table.substr(table.find("The decision by "));
  };
  const auto margin = explained("--require 'burnout_share<0.2'");
  CHECK(mentions(margin, "The decision by operating margin (higher is better)"));
  for (const auto* column : {"mean", "against baseline", "95% interval", "best on average",
                             "better in one run", "expected regret", "chance of loss", "burnout_share<0.2"})
    CHECK(mentions(margin, std::string("\n  ") + column + "  "));
  CHECK(mentions(margin, "Bonferroni"));
  const auto churn = explained("--objective churn_rate");
  CHECK(mentions(churn, "(lower is better)"));
  CHECK(!mentions(churn, "loss"));  // a low churn is none
  CHECK(!mentions(churn, "lowest churn rate"));
}

TEST_CASE("compare: a baseline differs from itself by exactly zero, and others from it as means do") {
  const auto json =
      Json::parse(clientele_program("compare " + small + " -n 4 --baseline partnership --format json").out);
  CHECK(json["baseline"] == "partnership");
  const Json* baseline = nullptr;
  for (const auto& policy : json["policies"])
    if (policy["name"] == "partnership") baseline = &policy;
  REQUIRE(baseline);
  for (const auto& policy : json["policies"])
    for (const auto& [name, difference] : policy["versus_baseline"].items()) {
      if (&policy == baseline && difference["n"] == 1) {
        CHECK(difference["mean"] == 0);  // and one observation bounds nothing
      } else if (&policy == baseline && difference["n"] > 0) {
        for (const auto* key : {"mean", "sd", "ci_low", "ci_high"}) CHECK(difference[key] == 0);
      } else if (difference["n"] == 4) {
        const double means = policy["metrics"][name]["mean"].get<double>() -
                             (*baseline)["metrics"][name]["mean"].get<double>();
        CHECK(difference["mean"].get<double>() == doctest::Approx(means).epsilon(1e-6));
      }
    }
}

TEST_CASE("one replication has no interval: null, not a number made up") {
  const auto json = Json::parse(clientele_program("compare " + small + " -n 1 --format json").out);
  CHECK(json["policies"][0]["metrics"]["accounts"]["ci_low"].is_null());
  CHECK(json["policies"][0]["metrics"]["accounts"]["mean"].is_number());
  CHECK(clientele_program("compare " + small + " -n 1").exit_code == 0);
}

TEST_CASE("run: every business with its own policy") {
  const auto json = Json::parse(clientele_program("run " + small + " -n 3 --format json").out);
  REQUIRE(json["businesses"].size() == 2);
  CHECK(json["businesses"][1]["name"] == "theirs");
  CHECK(json["businesses"][1]["metrics"]["accounts"]["mean"] > 0);
  const auto compared = Json::parse(
      clientele_program("compare " + small + " -n 3 --policies customer_always_right --format json").out);
  CHECK(compared["policies"][0]["metrics"] == json["businesses"][0]["metrics"]);
}

TEST_CASE("--set reaches the world") {
  const auto price = [](const std::string& more) {
    return Json::parse(clientele_program("run " + small + " -n 2 --format json " + more)
                           .out)["businesses"][0]["metrics"]["price"]["mean"]
        .get<double>();
  };
  CHECK(price("") == doctest::Approx(500));
  CHECK(price("--set businesses.0.price=620") == doctest::Approx(620));
  CHECK(price("--set businesses.ours.price=620 --set weeks=4") == doctest::Approx(620));
}

TEST_CASE("results are kept where they are wanted, and nothing is overwritten unasked") {
  const auto store = scratch_path("kept.sqlite");
  const auto folder = scratch_path("kept_csv");
  const std::string command = "compare " + small + " -n 3 -o " + store + " --csv " + folder;
  CHECK(clientele_program(command).exit_code == 0);
  for (const auto* name : {"runs", "summary", "comparison", "weekly", "survival"})
    CHECK(fs::file_size(folder + "/" + name + ".csv") > 100);
  CHECK(!fs::exists(store + "-wal"));
  CHECK(clientele_program("export " + store + " --table runs").exit_code == 0);
  CHECK(!fs::exists(store + "-wal"));
  CHECK(!fs::exists(store + "-shm"));
  check_refused(command, "go on with it: clientele resume " + store);
  check_refused("compare " + small + " -n 3 --csv " + folder, "already exists");
  CHECK(clientele_program(command + " --force").exit_code == 0);
  check_refused("compare " + small + " -o tests", "is a directory");
  check_refused("compare " + small + " -o /nowhere/at/all.sqlite", "there is no folder");
  check_refused("compare " + small + " --csv README.md", "folder");
  const auto again = scratch_path("again_csv");
  CHECK(clientele_program("export " + store + " --csv " + again).exit_code == 0);
  const auto resumed = clientele_program("resume " + store + " --format json");
  const auto fresh = [](const std::string& n) {
    return without_origin(clientele_program("compare " + small + " -n " + n + " --format json").out);
  };
  CHECK(without_origin(resumed.out) == fresh("3"));
  const auto more = clientele_program("resume " + store + " -n 5 --format json");
  CHECK(without_origin(more.out) == fresh("5"));
}

TEST_CASE("sweep: tables have the parameters as columns, whatever the number of jobs") {
  const auto sweep = [](const std::string& more) {
    const auto answer =
        clientele_program("sweep " + small +
                          " -n 2 -q --vary businesses.0.price=450,550 "
                          "--vary policies.partnership.levers.educate=0:1 --design lhs --samples 5 "
                          "--format csv -o " +
                          scratch_path("sweep.sqlite") + more);
    REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
    return answer.out;
  };
  const auto one = sweep(" -j 1");
  CHECK(one.starts_with(
      "scenario,policy,baseline,businesses.0.price,policies.partnership.levers.educate,business,metric"));
  CHECK(sweep(" -j 2") == one);
  CHECK(sweep(" -j 16") == one);
  check_refused("sweep " + small + " -o " + scratch_path("s"), "nothing to vary");
  check_refused("sweep " + small + " --vary businesses.0.price=1:2 -o " + scratch_path("s"), "a grid needs");
  check_refused("sweep " + small + " --vary policies.partnership.name=x,y -o " + scratch_path("s"),
                "policies.partnership.name cannot be varied: a name");
}

TEST_CASE("sweep: where the scenario refuses a point, nothing is run") {
  const auto store = scratch_path("refusing.sqlite");
  const auto sweep = "sweep " + small + " -n 1 -q --policies partnership -o " + store +
                     " --vary markets.0.population=200,60 --vary businesses.0.initial_accounts=10,90";
  check_refused(sweep, "the scenario refuses 1 of the 4 points");
  check_refused(sweep, "population");
  CHECK(!fs::exists(store));
}

TEST_CASE(
    "precision: stops by itself at the same number at any number of jobs, or says that it did not get "
    "there") {
  const std::string command = "compare " + small + " -n 10 --format json -q --precision ";
  const auto one = clientele_program(command + "difference:accounts=0.7 -j 1");
  CHECK(one.exit_code == 0);
  CHECK(Json::parse(one.out)["replications"] > 10);
  CHECK(clientele_program(command + "difference:accounts=0.7 -j 3").out == one.out);
  const auto given_up = clientele_program(command + "accounts=0.0001 --max-replications 25");
  CHECK(given_up.exit_code == 3);
  CHECK(Json::parse(given_up.out)["replications"] == 25);
  CHECK(mentions(given_up.err, "not reached"));
}

TEST_CASE("a reader that leaves early is no error - a device that takes nothing is") {
  const auto exit_code = [](const std::string& redirection) {
    return clientele_program("compare " + small + " -n 2 --format csv -q " + redirection + "; exit $?; true")
        .exit_code;
  };
  const auto code = scratch_path("code"), message = scratch_path("message");
  CHECK(exit_code(">/dev/full 2>" + message) == 1);
  CHECK(mentions(clientele_program("--version; cat " + message).out, "No space left on device"));
  // The answer is longer than a pipe holds, so that the program is still writing when its reader leaves.
  const auto told =
      clientele_program("--version; { '" CLIENTELE_PROGRAM "' compare " + small +
                        " -n 2 --format csv; echo $? >" + code + "; } | head -c 10; cat " + code);
  CHECK(told.out.ends_with("0\n"));
}

TEST_CASE("diverge: when and where a customer diverges under two policies") {
  const auto answer =
      clientele_program("diverge " + small + " customer_always_right partnership --customer 2");
  CHECK_MESSAGE(answer.exit_code == 0, answer.err);
  CHECK(mentions(answer.out, "until week 19."));
  CHECK(mentions(answer.out, "What differs after stage \"experience\""));
  // Where nothing came before, what a client expects from the beginning is what the policy promises.
  const auto client = clientele_program("diverge " + small +
                                        " --set past_weeks=0 'policies=[\"customer_always_right_firm\", "
                                        "\"partnership_firm\", \"partnership\"]' -w 20 "
                                        "--customer 5 customer_always_right_firm partnership_firm");
  CHECK(mentions(client.out, "differs from there on"));
  check_refused("diverge " + small + " partnership partnership --customer 3", "is named twice");
  check_refused("diverge " + small + " partnership right_customer --customer 999",
                "there is no customer 999");
  check_refused("diverge " + small + " partnership wrong_customer --customer 1",
                "no policy of this scenario is named \"wrong_customer\"");
}

TEST_CASE("verbs that tell: validate, explain, schema, policies") {
  CHECK(mentions(clientele_program("validate " + small).out, "is a valid scenario"));
  CHECK(Json::parse(clientele_program("validate -v " + small).out)["businesses"][0]["price"] == 500);
  CHECK(mentions(clientele_program("explain metrics").out, "operating_margin"));
  CHECK(mentions(clientele_program("explain leaving_rates").out, "leaving_rates - table"));
  const auto survival = clientele_program("explain survival").out;  // a column is called so, too
  CHECK((mentions(survival, "survival - table") && mentions(survival, "survival - column")));
  CHECK(Json::parse(clientele_program("schema").out).contains("properties"));
  CHECK(mentions(clientele_program("policies").out, "right_customer"));
  CHECK(mentions(clientele_program("policies " + small).out, "selectivity"));
}

TEST_CASE("a list in place of a scenario is refused as that, and nothing is said of its settings") {
  const auto compare = "compare " + scratch_file("list.json", "[]") + " -w 8";
  check_refused(compare, "the document must be an object, not an array");
  CHECK(!mentions(clientele_program(compare).err, "--set"));
}

TEST_CASE("defaults that do not fit are warned of, once, and change nothing else") {
  const std::string crowded = small +
                              " --set businesses.0.staff=1 --set markets.0.population=300"
                              " --set businesses.0.initial_accounts=150 past_weeks=0";
  const auto times = [](const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
  };
  const std::string warning =
      "warning: ours: 39 % of requests are forgotten, at 150 accounts a head; a default";
  for (const std::string command :
       {"validate ", "run -n 1 -w 2 ", "compare -n 2 -w 2 ", "compare --uncertain --worlds 2 -w 2 "}) {
    const auto answer = clientele_program(command + crowded);
    CHECK(answer.exit_code == 0);
    CHECK_MESSAGE(times(answer.err, warning) == 1, answer.err);
    CHECK(mentions(answer.err,
                   "\n  it is for about 6 accounts a head; in proportion: --set model.slip_rate=0.0002\n"));
    CHECK_FALSE(mentions(answer.out, "warning"));
    CHECK(clientele_program(command + crowded + " -q").err.empty());
    CHECK_FALSE(
        mentions(clientele_program(command + crowded + " --set model.slip_rate=0.0002").err, "forgotten"));
  }
}

}  // namespace
}  // namespace clientele::app
