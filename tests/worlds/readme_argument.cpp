// What the README says of the argument is what comparisons and the committed pages find.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::validation {
namespace {

std::string committed(const char* name) {
  return app::text_of(std::filesystem::path(CLIENTELE_SOURCE) / name);
}

std::string in_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

void readme_says(const std::string& words) {
  static const auto readme = in_one_line(committed("README.md"));
  CHECK_MESSAGE(app::mentions(readme, words), words);
}

/// "5.4"
std::string as_points(double value) { return fmt::format("{:.1f}", 100 * value); }

/// "+2.3 (+1.4 to +3.2)", of an object with a mean and its interval.
std::string with_interval(const scenario::Json& estimate, int decimals = 1) {
  const auto number = [&](const char* key) {
    return fmt::format("{:+.{}f}", 100 * estimate.at(key).get<double>(), decimals);
  };
  return number("mean") + " (" + number("ci_low") + " to " + number("ci_high") + ")";
}

scenario::Json compared(const std::string& scenario, const std::string& options = "") {
  return scenario::Json::parse(
      app::answer_to("compare scenarios/" + scenario + ".json -q --format json " + options));
}

const scenario::Json& policy_of(const scenario::Json& answer, std::string_view name) {
  for (const auto& policy : answer.at("policies"))
    if (policy.at("name").text() == name) return policy;
  FAIL("no policy ", name);
  return answer;
}

double mean_of_policy(const scenario::Json& answer, std::string_view name,
                      const char* metric = "operating_margin") {
  return policy_of(answer, name).at("metrics").at(metric).at("mean").get<double>();
}

const scenario::Json& effect_in(const scenario::Json& answer, const char* name) {
  for (const auto& effect : answer.at("crossing").at("effects"))
    if (effect.at("metric") == "operating_margin" && effect.at("effect") == name) return effect;
  FAIL("no effect ", name);
  return answer;
}

// Default seed and replications, as the README claims.
TEST_CASE("what the README says of the four in each scenario is what comparisons find") {
  for (const std::string name : {"agency", "difficult_few", "boutique", "it_consultancy", "tiny_studio",
                                 "price_war", "call_centre", "shop"}) {
    const auto answer = compared(name);
    std::string row = "| `" + name + "` |";
    for (const auto cell : scenario::default_policies)
      row += " " + as_points(mean_of_policy(answer, cell)) + " |";
    for (const auto* effect :
         {"partner, not please", "the right, not everyone", "partner: more with the right"})
      row += " " + with_interval(effect_in(answer, effect)) + " |";
    readme_says(row);
    if (name == "price_war")
      readme_says("partnering does " + with_interval(effect_in(answer, "partner: more with the right")) +
                  " points more with the right");
  }
}

TEST_CASE("what the README says of insolvent studios is what a comparison finds") {
  const auto answer = compared("tiny_studio", "--baseline partnership");
  const auto percent = [&](std::string_view policy) {
    return fmt::format("{:.0f}", 100 * mean_of_policy(answer, policy, "failed"));
  };
  readme_says(
      percent("partnership") +
      " of 100 studios that partner with everyone are insolvent within five years, " +
      percent("customer_always_right") + " of those that please everyone: " +
      with_interval(policy_of(answer, "customer_always_right").at("versus_baseline").at("failed"), 0) +
      " points");
}

TEST_CASE("what the README says of the call centre where conversations grow otherwise is what is found") {
  const auto said = [](const std::string& growth) {
    return with_interval(effect_in(compared("call_centre", "--set model.conversation_growth=" + growth),
                                   "partner, not please"));
  };
  readme_says(said("0.5") + " points at 0.5, " + said("1.5") + " at 1.5");
}

TEST_CASE("what the README says of whole firms is what comparisons find") {
  const auto firms = [](const std::string& policies, const std::string& baseline) {
    return compared("agency", "--baseline " + baseline + " --set 'policies=" + policies + "'");
  };
  const auto margins = [](const scenario::Json& answer) {
    std::vector<std::string> list;
    for (const auto& policy : answer.at("policies"))
      if (policy.at("name") != scenario::policy_today)
        list.push_back(as_points(mean_of_policy(answer, policy.at("name").text())));
    return list;
  };
  const auto answer = firms(R"(["customer_always_right_firm", "right_customer_firm", "partnership_firm"])",
                            "partnership_firm");
  const auto own = margins(answer);
  readme_says("In the agency they earn " + own[0] + " %, " + own[1] + " % and " + own[2] + " %.");
  const auto behind = [&](const char* name) -> const scenario::Json& {
    return policy_of(answer, name).at("versus_baseline").at("operating_margin");
  };
  readme_says("`right_customer_firm` differs from `partnership_firm` by " +
              with_interval(behind("right_customer_firm")) + " points, which does not tell them apart");
  readme_says("`customer_always_right_firm` by " + with_interval(behind("customer_always_right_firm")));
  CHECK(behind("right_customer_firm").at("ci_high").get<double>() > 0);
  CHECK(behind("customer_always_right_firm").at("ci_high").get<double>() < 0);
  const std::string else_today = R"("levers": {"expectation_setting": 0.6, "recovery": 0.5, "crm": 0.4}})";
  const auto argued =
      margins(firms(R"([{"name": "a", "based_on": "customer_always_right_firm", )" + else_today +
                        R"(, {"name": "b", "based_on": "right_customer_firm", )" + else_today +
                        R"(, {"name": "c", "based_on": "partnership_firm", )" + else_today + "]",
                    "c"));
  readme_says("they earn " + argued[0] + " %, " + argued[1] + " % and " + argued[2] + " %.");
}

/// All parts of a page that look like this, which is to be said in the README too.
std::vector<std::string> parts_like(const char* file, const std::string& pattern) {
  const auto text = committed(file);
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), wanted); match != std::sregex_iterator();
       ++match)
    found.push_back((*match)[1]);
  return found;
}

TEST_CASE("what the README says of bystanders is what the page of levels says") {
  const auto clear =
      parts_like("analysis/LEVELS.md", "In ([0-9]+ of the [0-9]+ settings one of the four is clearly best)");
  REQUIRE(clear.size() == 1);
  readme_says("in " + clear.front());
  const auto others =
      parts_like("analysis/LEVELS.md", "In ([0-9a-z]+ of those it is another than today's winner)");
  REQUIRE(others.size() == 1);
  readme_says("in " + others.front());
  CHECK(app::mentions(committed("analysis/LEVELS.md"), "`right_customer` is clearly best nowhere"));
  for (const auto& turned :
       parts_like("analysis/LEVELS.md",
                  "\n- [a-z_]+, (?:partner, not please|the right, not everyone): (clearly above zero in "
                  "[0-9]+, clearly below in [0-9]+ of [0-9]+ settings)"))
    readme_says(turned);
}

TEST_CASE("what the README says of drawn firms is what the page of the argument says") {
  const auto* file = "analysis/ARGUMENT.md";
  const auto shares = parts_like(file, "adds margin in ([0-9]+ %) of worlds");
  REQUIRE(shares.size() == 2);
  readme_says("Partnering adds margin in " + shares[0] + " of them");
  readme_says("choosing in " + shares[1]);
  const auto best = parts_like(file, "[ ,]right_customer in ([0-9]+ %)");
  REQUIRE(best.size() == 1);
  readme_says("in " + best[0] + " of the firms drawn below it is the best of the four");
  const auto rows = parts_like(
      file, R"((\| (?:partner, not please|the right, not everyone) (?:\| [0-9]+ % \([^|]+\) ){3}\|))");
  REQUIRE(rows.size() == 2);
  for (const auto& row : rows) readme_says(row);
}

TEST_CASE("the rules that the README reads aloud are those of the page") {
  const auto readme = committed("README.md");
  const auto begin = readme.find("```text\n", readme.find("**Which kind of firm")),
             end = readme.find("```", begin + 3);
  REQUIRE(begin != readme.npos);
  CHECK(app::mentions(committed("analysis/ARGUMENT.md"), readme.substr(begin + 8, end - begin - 8)));
}

}  // namespace
}  // namespace clientele::validation
