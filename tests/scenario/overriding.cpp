// Overrides: --set path=value.
#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

Scenario with(const std::vector<std::string>& overrides) {
  auto resolution = resolve(read_example(), overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return resolution->scenario;
}

Diagnostic mistake(const std::string& assignment) {
  const auto resolution = resolve(read_example(), {assignment});
  CHECK_FALSE(resolution);
  REQUIRE_MESSAGE(resolution.mistakes.list.size() == 1, render(resolution.mistakes));
  return resolution.mistakes.list.front();
}

// What the caret underlines.
std::string marked(const Diagnostic& diagnostic) {
  return diagnostic.excerpt.substr(diagnostic.excerpt_column - 1, diagnostic.width);
}

}  // namespace

TEST_CASE("a path goes by keys, positions and names") {
  CHECK(with({"weeks=52"}).weeks == 52);
  CHECK(with({"businesses.0.staff=9"}).businesses[0].terms.staff == 9);
  CHECK(with({"businesses.rival.staff=9"}).businesses[1].terms.staff == 9);
  CHECK(with({"policies.ours.levers.crm=.25"}).policies[1].levers.crm == 0.25f);
  CHECK(with({"model.satisfaction_pace=.3"}).model.satisfaction_pace == 0.3f);
  CHECK(with({"segments.ideal.traits.fit=0.9"}).segments[0].traits[0] ==
        Distribution{Family::constant, 0.9, 0});
  CHECK(with({"segments.ideal.traits.fit.mean=0.75"}).segments[0].traits[0] ==
        Distribution{Family::beta, 0.75, 0.1});
  CHECK(with({"policies.1.levers.selectivity.1.then=0.7"}).policies[1].rules[0].value == 0.7f);
}

TEST_CASE("a value is JSON or a bare word") {
  CHECK(with({"businesses.0.billing=weekly"}).businesses[0].terms.billing == 0);
  CHECK(with({"businesses.0.billing=\"weekly\""}).businesses[0].terms.billing == 0);
  CHECK(with({"description=a = b"}).description == "a = b");
  CHECK(with({"businesses.0.name=3d studio"}).businesses[0].name == "3d studio");
  CHECK(with({R"(markets=[{"name": "one", "population": 60}])"}).markets.size() == 1);
}

TEST_CASE("missing objects are created, lists can be appended to") {
  CHECK(with({"segments.1.traits.respect.distribution=uniform", "segments.1.traits.respect.low=0",
              "segments.1.traits.respect.high=1"})
            .segments[1]
            .traits[3] == Distribution{Family::uniform, 0, 1});
  // The policy today comes last, and is there whether it is listed or not.
  CHECK(with({R"(policies.3={"name": "fourth"})"}).policies.size() == 5);
  CHECK(with({"policies.3=customer_always_right"}).policies.size() == 5);
  CHECK(with({"policies.today.levers.crm=0.25"}).policies.back().levers.crm == 0.25f);
}

TEST_CASE("a value is given once, however its place is spelt") {
  CHECK(with({"weeks=52", "weeks=52"}).weeks == 52);
  CHECK(with({"businesses.0.staff=9", "businesses.0={\"name\": \"us\", \"staff\": 9}"})
            .businesses[0]
            .terms.staff == 9);
  CHECK(with({"model={\"slip_rate\": 0.1}", "model.talk_hours=0.3"}).model.slip_rate == doctest::Approx(0.1));
  for (const auto& pair : {std::vector<std::string>{"weeks=52", "weeks=53"},
                           {"businesses.1.staff=9", "businesses.rival.staff=8"},
                           {"businesses.0.staff=9", "businesses.0={\"name\": \"us\", \"staff\": 4}"},
                           {"model.slip_rate=0.2", "model={\"talk_hours\": 0.2}"},
                           {"model={\"slip_rate\": 0.1}", "model.slip_rate=0.2"}}) {
    CAPTURE(pair[1]);
    const auto resolution = resolve(read_example(), pair);
    REQUIRE(resolution.mistakes.list.size() == 1);
    CHECK(contains(resolution.mistakes.list[0].problem, "this was set before: " + pair[0]));
  }
}

TEST_CASE("names with dots stand in quotation marks, quotation marks in names as they are") {
  auto document = read_example();
  (*document.root)["segments"][0]["name"] = "a.b";
  (*document.root)["businesses"][1]["name"] = "say \"hi\"";
  const auto resolution =
      resolve(document, {R"(segments."a.b".traits.fit=0.9)", R"(businesses.say "hi".staff=9)"});
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  CHECK(resolution->scenario.segments[0].traits[0] == Distribution{Family::constant, 0.9, 0});
  CHECK(resolution->scenario.businesses[1].terms.staff == 9);
}

TEST_CASE("in quotation marks what looks like a position is a name, and a name may have an equals sign") {
  auto document = read_example();
  (*document.root)["businesses"][0]["name"] = "1";
  (*document.root)["businesses"][1]["name"] = "a=b";
  const auto resolution = resolve(document, {R"(businesses."1".staff=7)", R"(businesses."a=b".staff=8)"});
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  CHECK(resolution->scenario.businesses[0].terms.staff == 7);
  CHECK(resolution->scenario.businesses[1].terms.staff == 8);
}

TEST_CASE("a rule may be about the week, and a lever of the whole business follows none") {
  const auto rules =
      with({R"(policies.1.levers.crm=[{"when": "week > 52", "then": 0.7}])"}).policies[1].rules;
  CHECK(rules.back().indicator == Indicator::week);
  CHECK(contains(
      mistake(R"(policies.1.levers.price_response=[{"when": "week > 52", "then": "match"}])").problem,
      "cannot follow rules"));
}

TEST_CASE("a policy given by name can be changed in parts") {
  const auto policies = with({"policies.partnership.levers.crm=0.1"}).policies;
  CHECK(policies[0].name == "partnership");
  CHECK(policies[0].levers.crm == 0.1f);
  CHECK(policies[0].levers.contradict == with({}).policies[0].levers.contradict);
}

TEST_CASE("overriding a copy leaves the document as it was") {
  const auto document = read_example();
  CHECK(resolve(document, {"weeks=52"})->scenario.weeks == 52);
  CHECK(resolve(document)->scenario.weeks == 104);
}

TEST_CASE("mistakes in the meaning of an override are found where they stand in it") {
  const auto key = mistake("businesses.0.prce=1");
  CHECK(key.file == "--set businesses.0.prce=1");
  CHECK(marked(key) == "prce");
  CHECK(contains(key.remedy, "\"price\""));
  CHECK(marked(mistake("bussinesses.0.price=1")) == "bussinesses");
  CHECK(marked(mistake("businesses.0.price=-1")) == "-1");
  CHECK(marked(mistake("weeks=soon")) == "soon");
  CHECK(marked(mistake("segments.0.traits.fit={\"distribution\": \"betta\"}")) == "\"betta\"");
  CHECK(marked(mistake(
            "segments.0.traits.fit={\"distribution\": \"normal\", \"mean\": 0.5, \"ds\": 1, \"sd\": 0}")) ==
        "\"ds\"");
  CHECK(marked(mistake("policies.0.levers.crn=1")) == "crn");
  CHECK(mistake("policies.0.levers.crn=1").pointer == "/policies/0/levers/crn");
}

TEST_CASE("a mistake that an override causes elsewhere is found in the file") {
  const auto resolution = resolve(read_example(), {"policies.1.name=theirs"});
  REQUIRE(resolution.mistakes.list.size() == 2);
  CHECK(resolution.mistakes.list[0].pointer == "/businesses/0/policy");
  CHECK(resolution.mistakes.list[0].line > 0);
  CHECK(resolution.mistakes.list[1].pointer == "/policies/2/based_on");
}

TEST_CASE("overrides that lead nowhere are refused") {
  CHECK(contains(mistake("weeks").problem, "path=value"));
  CHECK(contains(mistake("weeks=").problem, "path=value"));
  CHECK(contains(mistake("=3").problem, "part of the path is empty"));
  CHECK(contains(mistake("").problem, "path=value"));
  CHECK(contains(mistake("businesses..price=3").problem, "part of the path is empty"));
  CHECK(marked(mistake("businesses.7.price=3")) == "7");
  CHECK(contains(mistake("businesses.agencie.price=3").remedy, "\"agency\""));
  CHECK(marked(mistake("weeks.first=3")) == "first");
  CHECK(contains(mistake("weeks=1e999").problem, "too large"));
  CHECK(contains(mistake("markets=[{\"name\": 1,}]").problem, "comma after the last member"));
  CHECK(contains(mistake("weeks=\xff").problem, "not UTF-8"));
}

TEST_CASE("mistakes of file and overrides are reported together, the file's first") {
  auto text = read_text_file(example_file);
  text.replace(text.find("\"weeks\""), 7, "\"weaks\"");
  auto document = parse_document("bad.json", text);
  document.presets = read_example().presets;
  const auto mistakes = resolve(document, {"businesses.x.price=1", "seed=-1"}).mistakes.list;
  REQUIRE(mistakes.size() == 3);
  CHECK(mistakes[0].file == "bad.json");
  CHECK(mistakes[1].file == "--set businesses.x.price=1");
  CHECK(mistakes[2].file == "--set seed=-1");
}
