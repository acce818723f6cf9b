// The policy today, as which every business lived before the first week: it is what others are compared with,
// answers say for how long it held, and that can be changed for the time from then on alone.
#include <doctest/doctest.h>

#include <algorithm>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string three_runs = small + " -n 3 -q ";

Json json_of(const std::string& command) { return Json::parse(answer_to(command + " --format json")); }

/// With how many accounts the only week of an answer begins under the policy today.
double first_accounts(const Json& answer) {
  const auto& metrics = answer["policies"][0]["metrics"];
  const auto mean = [&](const char* measure) { return metrics[measure]["mean"].get<double>(); };
  return mean("accounts") + mean("left_per_week") - mean("signed_per_week");
}

/// The sentence about the past: "Before: ... runs."
std::string past_in(const std::string& text) {
  const auto begin = text.find("\nBefore: ") + 1;
  auto sentence = text.substr(begin, text.find(".\n", begin) + 1 - begin);
  std::ranges::replace(sentence, '\n', ' ');
  return sentence;
}

TEST_CASE("compare lists today first, as what the others are compared with, unless it is left out") {
  const auto answer = json_of("compare " + three_runs + "-w 4");
  CHECK(answer["baseline"] == "today");
  REQUIRE(answer["policies"].size() == 5);
  const auto* names = "today customer_always_right right_customer partnership right_partnership";
  std::string listed;
  for (const auto& policy : answer["policies"]) listed += (listed.empty() ? "" : " ") + policy["name"].text();
  CHECK(listed == names);
  CHECK(mentions(answer_to("compare " + three_runs + "-w 4 -v"), "Paired differences to today"));
  const auto without = json_of("compare " + three_runs + "-w 4 --policies partnership,right_customer");
  CHECK(without["baseline"] == "partnership");
  CHECK(without["policies"].size() == 2);
  CHECK(json_of("compare " + three_runs + "-w 4 --baseline partnership")["baseline"] == "partnership");
  const auto swept =
      answer_to("sweep " + three_runs + "-w 4 --vary businesses.0.price=500,560 --format csv -o " +
                scratch_path("today.sqlite"));
  CHECK(mentions(swept, "\nsmall,partnership,today,"));
}

TEST_CASE("answers say for how long things went on as today before, and how often that was simulated") {
  CHECK(past_in(answer_to("compare " + three_runs + "-w 4")) ==
        "Before: 156 weeks as today; 3 pasts for 15 runs.");
  CHECK(past_in(answer_to("run " + three_runs + "-w 4")) ==
        "Before: 156 weeks as today; 3 pasts for 3 runs.");
  CHECK(past_in(answer_to("compare " + small + " -n 1 -w 4 --policies partnership --set past_weeks=1")) ==
        "Before: 1 week as today; 1 past for 1 run.");
  CHECK(!mentions(answer_to("compare " + three_runs + "-w 4 --set past_weeks=0"), "Before:"));
  const auto sweep = [&](const std::string& vary) {
    return past_in(answer_to("sweep " + three_runs + "-w 4 --force -o " + scratch_path("before.sqlite") +
                             " --vary " + vary));
  };
  // A price is decided, and so has nothing to do with what was before; how people are is not.
  CHECK(sweep("businesses.0.price=500,560") == "Before: 156 weeks as today; 3 pasts for 30 runs.");
  CHECK(sweep("model.contagion=0.01,0.02") == "Before: 156 weeks as today; 6 pasts for 30 runs.");
  CHECK(sweep("past_weeks=20,60") == "Before: weeks as listed as today; 6 pasts for 30 runs.");
}

TEST_CASE(
    "what today does can be set in a scenario that does not list it, from the first week on, and all "
    "follow") {
  const auto as_it_is = json_of("compare " + three_runs + "-w 1"),
             set = json_of("compare " + three_runs + "-w 1 --set policies.today.levers.crm=0.9"),
             always = json_of("compare " + three_runs + "-w 1 --always --set policies.today.levers.crm=0.9");
  for (const auto* answer : {&as_it_is, &set, &always}) {
    REQUIRE((*answer)["policies"].size() == 5);
    CHECK((*answer)["policies"][0]["name"] == "today");
  }
  CHECK(set["policies"][0]["metrics"] != as_it_is["policies"][0]["metrics"]);
  // Week 1 begins with the same accounts and staff.
  CHECK(first_accounts(set) == doctest::Approx(first_accounts(as_it_is)).epsilon(1e-9));
  CHECK(first_accounts(always) != doctest::Approx(first_accounts(as_it_is)).epsilon(1e-9));
  for (const auto* same : {"staff", "exhaustion", "ended_rate", "requests_per_week", "drift_of_old_accounts"})
    CHECK(set["policies"][0]["metrics"][same] == as_it_is["policies"][0]["metrics"][same]);
  // The presets of the argument do all that is no part of it as today does.
  for (std::size_t other = 1; other < 5; ++other) {
    CHECK(set["policies"][other]["metrics"] != as_it_is["policies"][other]["metrics"]);
    CHECK(always["policies"][other]["metrics"] != set["policies"][other]["metrics"]);
  }
}

TEST_CASE("a past that still changes at its end is warned of, in JSON as well") {
  const auto unsettled = clientele_program("compare " + small + " -n 8 -w 2 --set past_weeks=66");
  CHECK(unsettled.exit_code == 0);
  CHECK(mentions(unsettled.err,
                 "warning: the past has not settled: the share of accounts of more than two "
                 "years still changed by +0."));
  CHECK(mentions(unsettled.err, "a longer past_weeks may help"));
  const auto reservations = json_of("compare " + small + " -n 8 -w 2 --set past_weeks=66").at("reservations");
  REQUIRE(reservations.size() == 1);
  CHECK(mentions(reservations[0].text(), "the past has not settled: "));
  for (const std::string settled : {"", " --set past_weeks=0"}) {
    const auto answer = clientele_program("compare " + small + " -n 8 -w 2" + settled);
    CHECK_MESSAGE(answer.err.empty(), answer.err);
  }
}

TEST_CASE("two small firms in which nobody happened to leave do not tell that a past has not settled") {
  const std::string studio = "compare scenarios/tiny_studio.json -w 4 -n ";
  const auto two = json_of(studio + "2").at("policies")[0].at("metrics");
  CHECK(two.at("drift_of_staff_tenure").at("mean").get<double>() > 13);
  for (const std::string replications : {"2", "40"}) {
    const auto answer = clientele_program(studio + replications + " -q");
    CHECK_MESSAGE(answer.err.empty(), answer.err);
  }
}

TEST_CASE(
    "of a past of less than a year and a quarter it cannot be told whether it has settled, which is said") {
  const std::string shown = "compare " + small + " -n 3 -w 4 --set past_weeks=";
  const std::string untold =
      "whether the past has settled cannot be told from its 64 weeks; that takes a past_weeks of 65";
  CHECK(mentions(clientele_program(shown + "64").err, "warning: " + untold));
  CHECK_FALSE(mentions(clientele_program(shown + "65").err, "cannot be told"));
  CHECK_FALSE(mentions(clientele_program(shown + "0").err, "cannot be told"));
  CHECK(json_of(shown + "64 -q")["reservations"][0].text() == untold);
}

}  // namespace
}  // namespace clientele::app
