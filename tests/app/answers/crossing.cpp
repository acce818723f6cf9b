// A crossing in the answer: at a glance for people, complete for programs, the same numbers in every form;
// and levers that are crossed from the command line.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string brief = small + " -n 4 -w 60 -q ";

Json parsed_answer(const std::string& command) { return Json::parse(answer_to(command + " --format json")); }

double mean_of(const Json& answer, const std::string& policy, const std::string& measure) {
  for (const auto& p : answer.at("policies"))
    if (p.at("name") == policy) return p.at("metrics").at(measure).at("mean").get<double>();
  FAIL("no policy ", policy);
  return 0;
}

/// The effect on a measure of these levels, as "partner" or "partner,the right".
Json effect_of(const Json& answer, const std::string& measure, const std::string& levels) {
  for (const auto& effect : answer.at("crossing").at("effects")) {
    std::string of;
    for (const auto& part : effect.at("of")) of += (of.empty() ? "" : ",") + part.at("level").text();
    if (effect.at("metric") == measure && of == levels) return effect;
  }
  FAIL("no effect of ", levels);
  return nullptr;
}

TEST_CASE("the effects are those of the four cells, for each of the measures by which firms are judged") {
  const auto answer = parsed_answer("compare " + brief);
  const auto& crossing = answer.at("crossing");
  CHECK(crossing.at("cells").size() == 4);
  CHECK(crossing.at("effects").size() == 4 * 3);
  CHECK(crossing.at("factors").at(0).at("levels") == Json::array({"please", "partner"}));
  CHECK(crossing.at("factors").at(1).at("levels") == Json::array({"everyone", "the right"}));
  for (const std::string measure : {"churn_rate", "operating_margin", "burnout_share", "profit_per_week"}) {
    CAPTURE(measure);
    const double a = mean_of(answer, "customer_always_right", measure),
                 b = mean_of(answer, "right_customer", measure), c = mean_of(answer, "partnership", measure),
                 d = mean_of(answer, "right_partnership", measure);
    const auto mean = [&](const char* of) { return effect_of(answer, measure, of).at("mean").get<double>(); };
    CHECK(mean("partner") == doctest::Approx((c + d - a - b) / 2));
    CHECK(mean("the right") == doctest::Approx((b + d - a - c) / 2));
    CHECK(mean("partner,the right") == doctest::Approx(d - c - b + a));
  }
}

TEST_CASE(
    "the answer shows four cells and today, four measures, two effects and their interaction, and "
    "sentences") {
  const auto text = answer_to("compare scenarios/agency.json -n 6 -w 104 -q");
  for (const auto* line :
       {"\nplease everyone         customer_always_right ", "\nplease the right        right_customer ",
        "\npartner with everyone   partnership ", "\npartner with the right  right_partnership ",
        "\nfor reference           today ", "\npartner, not please ", "\nthe right, not everyone ",
        "\npartner: more with the right ", "\nIn short: "})
    CHECK_MESSAGE(mentions(text, line), line);
  CHECK(mentions(text, "o partner rather than please"));  // with a capital at the beginning of a sentence
  CHECK_FALSE(mentions(text, "factorial"));
  CHECK_FALSE(mentions(text, "expected regret"));
  CHECK(std::ranges::count(text, '\n') < 50);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    CHECK_MESSAGE(std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }) <= 100, line);
}

TEST_CASE("whoever asks for more has further measures and the decision as well") {
  for (const std::string more :
       {"-v", "--objective churn_rate", "--require 'burnout_share<0.5'", "--baseline partnership"}) {
    const auto text = answer_to("compare " + brief + more);
    CHECK_MESSAGE(mentions(text, "Paired differences to "), more);
    CHECK_MESSAGE(mentions(text, "expected regret"), more);
    CHECK_MESSAGE(mentions(text, "partner, not please"), more);
  }
}

TEST_CASE(
    "what is no crossing is compared as ever: fewer policies, or a lever of one alone that is another") {
  for (const std::string other :
       {"--policies partnership,right_customer", "--set policies.partnership.levers.educate=1",
        "--set policies.partnership.levers.crm=1"}) {
    CHECK_MESSAGE(!parsed_answer("compare " + brief + other).contains("crossing"), other);
    CHECK_MESSAGE(mentions(answer_to("compare " + brief + other), "expected regret"), other);
  }
}

const std::string four_and_mine =
    R"(--set 'policies=["customer_always_right", "right_customer", "partnership", "right_partnership", {"name": "mine", "based_on": "partnership", "levers": {"contradict": 0.6}}]' )";

TEST_CASE("a policy of one's own, whatever it says to clients, stands besides the four") {
  const auto plain = parsed_answer("compare " + brief),
             with_mine = parsed_answer("compare " + brief + four_and_mine);
  CHECK(with_mine.at("crossing") == plain.at("crossing"));
  CHECK(mentions(answer_to("compare " + brief + four_and_mine), "\nbesides                 mine "));
}

TEST_CASE("what is set from the first week on makes no policy twice, with factors as without") {
  const auto file = [] {
    auto scenario = Json::parse(text_of(std::filesystem::path(CLIENTELE_SOURCE) / small));
    scenario.erase("policies");
    scenario["factors"] = Json::array({"said", "served"});
    return scratch_file("said_served.json", scenario.dump());
  }();
  for (const std::string set : {"businesses.0.price=520", "policies.today.levers.crm=0.9"}) {
    const auto answer = parsed_answer("compare " + file + " -n 2 -w 20 -q --set " + set);
    CHECK(answer.at("policies").size() == 5);
    const auto stated = parsed_answer("compare " + small + " -n 2 -w 20 -q --set " + set);
    CHECK(answer.at("crossing") == stated.at("crossing"));
  }
}

TEST_CASE("with the same lever set in all four they are a crossing still, of firms that differ from today") {
  const auto answer = parsed_answer("compare " + brief + "--set policies.today.levers.crm=0.9");
  CHECK(answer.contains("crossing"));
  CHECK(answer.at("policies") != parsed_answer("compare " + brief).at("policies"));
}

TEST_CASE("another lever is crossed from the command line, everything else as today") {
  const auto answer = parsed_answer("compare " + brief + "--cross overtime_cap=1,1.2,1.5");
  const auto& crossing = answer.at("crossing");
  CHECK(crossing.at("cells").size() == 12);
  CHECK(crossing.at("effects").size() == 4 * 11);
  CHECK(answer.at("policies").size() == 1 + 12);
  CHECK(crossing.at("factors").at(2).at("levels").at(1) == "overtime_cap 1.2");
  // Where the lever is as today the cells are those of the argument.
  const auto plain = parsed_answer("compare " + brief);
  CHECK(mean_of(answer, "partner + the right + overtime_cap 1.2", "operating_margin") ==
        mean_of(plain, "right_partnership", "operating_margin"));
  const auto text = answer_to("compare " + brief + "--cross overtime_cap=1,1.5");
  CHECK(mentions(text, "Said, served and overtime_cap, crossed"));
  CHECK(mentions(text, "overtime_cap 1.5, not overtime_cap 1 "));
  CHECK(mentions(text, "\npartner: more with overtime_cap 1.5 "));
  CHECK(
      mentions(answer_to("compare " + brief + "--cross price_response=hold,match"), "price_response match"));
}

TEST_CASE("a scenario states its own factors, and more from the command line are crossed with these") {
  auto scenario = Json::parse(text_of(std::filesystem::path(CLIENTELE_SOURCE) / small));
  scenario.erase("policies");
  scenario["factors"] =
      Json::parse(R"(["said", {"name": "hours", "levels": [{"name": "short", "levers": {"overtime_cap": 1}},
    {"name": "long", "levers": {"overtime_cap": 1.5, "staff_support": 0.1}}]}])");
  const auto file = scratch_file("crossed.json", scenario.dump());
  const auto answer = parsed_answer("compare " + file + " -n 2 -w 20 -q");
  CHECK(answer.at("policies").size() == 1 + 4 + 1);  // and what the rival follows
  CHECK(answer.at("crossing").at("factors").at(1).at("levels") == Json::array({"short", "long"}));
  CHECK(answer.at("crossing").at("cells").at(3).at("policy") == "partner + long");
  const auto more = parsed_answer("compare " + file + " -n 2 -w 20 -q --cross crm=0,1");
  CHECK(more.at("crossing").at("cells").size() == 8);
  CHECK(mentions(answer_to("compare " + file + " -n 3 -w 20 -q"), "Said and hours, crossed"));
}

TEST_CASE("the objective is told of the crossing, in every form") {
  const auto command = "compare " + brief + "--objective satisfaction";
  const auto answer = parsed_answer(command);
  CHECK(answer.at("crossing").at("effects").size() == 5 * 3);
  CHECK(effect_of(answer, "satisfaction", "partner").at("n") == 4);
  const auto text = answer_to(command);
  CHECK((mentions(text, "of satisfaction") || mentions(text, "the satisfaction")));
}

TEST_CASE("where firms fail, a line says so beside the churn that they have from it") {
  const auto ruined = answer_to("compare " + brief + "--set businesses.0.cash=-1000000");
  CHECK(mentions(ruined, "Failed: "));
  CHECK(mentions(ruined, " in 100% of runs"));
  CHECK_FALSE(mentions(answer_to("compare " + brief + "--set businesses.0.cash=10000000"), "Failed: "));
}

TEST_CASE("what is not seen is neither an effect nor a sign") {
  // In the first week nobody has been heard yet, so that nothing of what is said can differ.
  const auto text = answer_to("compare " + small + " -n 3 -w 1 -q --set past_weeks=0 --cross crm=0,0.3,1");
  for (const auto* noise : {"+0%", "+0.0", "+0 ", "(0 to 0)", "to +0)"})
    CHECK_MESSAGE(!mentions(text, noise), text);
}

TEST_CASE("over plausible worlds policies are compared, and where the effects are is said") {
  const auto command = "compare " + small + " -n 2 -w 20 -q --uncertain --worlds 4";
  CHECK(mentions(answer_to(command), "leave --uncertain out"));
  CHECK(parsed_answer(command).contains("effects_missing"));
}

TEST_CASE("policies of the scenario's own are compared besides what is crossed") {
  const auto names = [](const std::string& more) {
    std::vector<std::string> list;
    const auto answer = parsed_answer("compare " + brief + four_and_mine + more);
    for (const auto& policy : answer.at("policies")) list.push_back(policy.at("name").text());
    return list;
  };
  const auto list = names("--cross crm=0,1");
  CHECK(list.size() == 1 + 8 + 1);
  CHECK(list.back() == "mine");
  CHECK(names("--cross crm=0,1 --set policies.partnership.levers.recovery=1").size() == 1 + 8 + 2);
  check_refused("compare " + brief + "--cross crm=0,1 --policies today,partnership", "--cross has no effect");
}

TEST_CASE("what cannot be crossed is refused with the reason") {
  check_refused("compare " + brief + "--cross overtime_cap", "it has not the form LEVER=A,B");
  check_refused("compare " + brief + "--cross overtime=1,2", "there is no lever \"overtime\"");
  check_refused("compare " + brief + "--cross overtime_cap=1", "there is 1 value");
  check_refused("compare " + brief + "--cross overtime_cap=1,9",
                "--cross overtime_cap=1,9: error: this is 9, out of range");
  check_refused("compare " + brief + "--cross educate=0,1", "in the factor \"said\" already");
  check_refused("compare " + brief + "--cross crm=0,1 --cross overtime_cap=1,2 --cross recovery=0,1",
                "there are 5 factors");
  const auto all = "compare " + brief + "--cross overtime --cross bogus=0,1 --cross crmm=0,1 ";
  for (const auto* part : {"--cross overtime: error: ", "--cross bogus=0,1: error: there is no lever",
                           "`clientele explain levers`", "did you mean \"crm\"?"})
    check_refused(all, part);
}

TEST_CASE("a sweep of what today does gives what compare gives for each value, in all that are as today") {
  const auto rows_of = [](const std::string& csv, const std::string& value) {
    std::vector<std::string> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
      const auto at = line.find(",," + value);  // a mean: no baseline
      if (at != line.npos && mentions(line, "operating_margin"))
        rows.push_back(line.substr(0, at) + line.substr(at + (value.empty() ? 1 : 2 + value.size())));
    }
    return rows;
  };
  const std::string length = " -n 2 -w 20 -q --format csv ";
  const auto swept = answer_to("sweep " + small + length + "--vary policies.today.levers.crm=0.1,0.9 -o " +
                               scratch_path("swept_today.sqlite"));
  for (const std::string value : {"0.1", "0.9"}) {
    const auto compared = answer_to("compare " + small + length + "--set policies.today.levers.crm=" + value);
    CHECK(rows_of(swept, value).size() >= 5);
    CHECK(rows_of(swept, value) == rows_of(compared, ""));
  }
}

TEST_CASE("what of factors a sweep cannot vary is refused with what can be") {
  auto scenario = text_of(std::filesystem::path(CLIENTELE_SOURCE) / small);
  scenario.insert(scenario.find('{') + 1, R"("factors": ["said", {"lever": "crm", "values": [0, 1]}],)");
  const auto file = scratch_file("swept_factors.json", scenario);
  check_refused("sweep " + file + " --vary factors.1.values.0=0.1,0.2", "policies.today.levers.LEVER");
  check_refused("sweep " + small + " --vary policies.partnership.levers.margin_floor=0.1,0.2",
                "set review_weeks too");
  check_refused("compare " + small + " --vary businesses.0.price=1,2", "`clientele sweep` has it");
}

TEST_CASE("what is crossed already is not advised again") {
  CHECK(mentions(answer_to("compare " + brief), "--cross utilisation_cap=0.9,1.2"));
  CHECK_FALSE(mentions(answer_to("compare " + brief + "--cross utilisation_cap=0.9,1.2"), "Another lever"));
}

TEST_CASE("mistakes of a file's own factors keep their place when others are added") {
  auto scenario = Json::parse(text_of(std::filesystem::path(CLIENTELE_SOURCE) / small));
  scenario["factors"] = Json::parse(R"(["said", {"lever": "crm", "values": [0, 7]}])");
  const auto file = scratch_file("wrong_factors.json", scenario.dump(1));
  check_refused("compare " + file + " --cross recovery=0,1",
                "error: this is 7, out of range  [/factors/1/values/1]");
}

TEST_CASE("tables have the effects, one row each, with the numbers of the answer") {
  const auto folder = scratch_path("effects");
  const auto answer = parsed_answer("compare " + brief + "--csv " + folder + " --force");
  std::istringstream lines(text_of(folder + "/effects.csv"));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "scenario,effect,order,factors,levels,against,metric,unit,n,mean,ci_low,ci_high");
  std::size_t rows = 0, told = 0;
  for (; std::getline(lines, line); ++rows) {
    for (const auto& effect : answer.at("crossing").at("effects")) {
      if (!mentions(line, ',' + effect.at("metric").text() + ',') ||
          !mentions(line, effect.at("effect").text()))
        continue;
      const auto before = line.substr(0, line.rfind(',', line.rfind(',') - 1));  // the interval left out
      CHECK(std::stod(before.substr(before.rfind(',') + 1)) == effect.at("mean").get<double>());
      ++told;
    }
  }
  CHECK(told == 12);
  CHECK(rows > 3 * told);  // of every measure, as any may be asked for as the objective
  check_refused(
      "compare " + brief + "--policies partnership,today --csv " + folder + " --force --tables effects",
      "a crossing");
}

}  // namespace
}  // namespace clientele::app
