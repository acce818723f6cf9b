// The argument: the committed pages are what their commands find, and the answer that the README gives is
// what comparisons find.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>
#include <filesystem>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/validation/argument/common_levels.hpp"
#include "sim/validation/argument/findings.hpp"
#include "tests/app/program.hpp"

namespace clientele::validation {
namespace {

const std::filesystem::path folder = CLIENTELE_SOURCE "/scenarios";

std::string page(const char* name) { return app::text_of(std::filesystem::path(CLIENTELE_SOURCE) / name); }

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

TEST_CASE("what common levels of every other lever do in the agency is what the committed page says") {
  experiment::ThreadPool pool(experiment::available_threads());
  const auto found =
      levels_page("clientele levels", {find_levels(folder / "agency.json", folder, std::nullopt, pool)});
  const auto section = found.substr(found.find("\n## agency"));
  CHECK_MESSAGE(holds(page("analysis/LEVELS.md"), section), "stale: see the command it names");
}

TEST_CASE("every equal lever has its levels, at each of the caps, and the price has some") {
  const auto document =
      scenario::resolve(scenario::read_document(folder / "price_war.json", folder))->document;
  const auto levels = common_levels(document);
  CHECK(levels.front().lever.empty());
  const auto count = [&](std::string_view lever, bool with_cap) {
    return std::ranges::count_if(levels, [&](const CommonLevel& level) {
      return level.lever == lever && level.cap.has_value() == with_cap;
    });
  };
  for (const auto& row : model::lever_parameters) {
    const auto name = row.info.name;
    const bool is_equal = row.info.part == model::ArgumentPart::equal, is_cap = name == "utilisation_cap";
    CHECK_MESSAGE((count(name, false) > 0) == is_equal, name);
    CHECK_MESSAGE(count(name, true) == (is_cap ? 0 : 2 * count(name, false)), name);
  }
  CHECK(count("utilisation_cap", false) == 4);
  CHECK(count("price", false) == 2);
  CHECK(count("price_response", false) == 2);  // cost_plus and, as there are rivals, match
}

TEST_CASE("a level that all four have is what a comparison finds with it crossed or set") {
  experiment::ThreadPool pool(1);
  const auto found = find_levels(folder / "tiny_studio.json", folder, 3, pool);
  const auto answer = scenario::Json::parse(app::answer_to(
      "compare scenarios/tiny_studio.json -n 3 -q --format json --set policies.today.levers.crm=1"));
  for (const auto& at : found.levels) {
    if (at.level.lever != "crm" || at.level.cap || at.level.value != scenario::Json(1)) continue;
    for (const auto& effect : answer.at("crossing").at("effects"))
      if (effect.at("metric") == "operating_margin" && effect.at("effect") == "partner, not please")
        CHECK(at.margin.said.mean == doctest::Approx(effect.at("mean").get<double>()).epsilon(1e-9));
  }
}

TEST_CASE("where inputs come from, and what a conversation costs, is what the committed page says") {
  experiment::ThreadPool pool(experiment::available_threads());
  const auto space = space_of(folder);
  const auto committed = page("analysis/ARGUMENT.md");
  CHECK_MESSAGE(holds(committed, table_of_inputs(space)), "stale: see the command it names");
  CHECK_MESSAGE(holds(committed, table_of_talk(try_talk(space, 2 * replications_of_talk, pool))),
                "stale: see the command it names");
}

TEST_CASE("a firm made from the inputs of a scenario has these inputs") {
  const auto space = space_of(folder);
  const auto inputs = firm_inputs();
  for (const auto& [name, values] : space.scenarios) {
    if (name == "shop") continue;  // has no contracts
    CAPTURE(name);
    auto own = values;
    for (std::size_t j = 0; j < own.size(); ++j)
      if (std::isnan(own[j])) own[j] = space.ranges[j].low;
    const auto made = inputs_of(make_firm(space.base, own));
    for (std::size_t j = 0; j < own.size(); ++j) {
      CAPTURE(inputs[j].name);
      // Whole people, whole weeks and limits of size; where nobody drains, what draining clients ask for is
      // moot.
      if (inputs[j].name == "people_per_account" || inputs[j].name == "staff" ||
          inputs[j].name == "draining_requests")
        continue;
      CHECK(made[j] == doctest::Approx(own[j]).epsilon(0.05));
    }
  }
}

TEST_CASE("every input has a range over the shipped scenarios, and worlds lie within it") {
  const auto space = space_of(folder);
  CHECK(space.scenarios.size() == 8);
  const auto inputs = firm_inputs();
  for (std::size_t j = 0; j < inputs.size(); ++j) {
    CAPTURE(inputs[j].name);
    CHECK(space.ranges[j].low < space.ranges[j].high);
    for (const auto& [name, values] : space.scenarios)
      if (!std::isnan(values[j]) && !inputs[j].is_open_assumption) {
        CHECK(values[j] >= space.ranges[j].low);
        CHECK(values[j] <= space.ranges[j].high);
      }
  }
  CHECK(space.assumptions.size() > 100);
}

TEST_CASE("drawn worlds are the same for any number of threads") {
  const auto space = space_of(folder);
  experiment::ThreadPool one(1), three(3);
  const Draw draw{.worlds = 6, .replications = 2, .seed = 3};
  const auto a = draw_worlds(space, draw, one), b = draw_worlds(space, draw, three);
  CHECK(a.values.values() == b.values.values());
  for (std::size_t world = 0; world < draw.worlds; ++world)
    for (std::size_t m = 0; m < judged_measures.size(); ++m)
      CHECK(a.cells[world][m].values() == b.cells[world][m].values());
}

TEST_CASE("other worlds are drawn with another seed, and more replications tell a world better") {
  const auto space = space_of(folder);
  experiment::ThreadPool pool(experiment::available_threads());
  const auto a = draw_worlds(space, {.worlds = 4, .replications = 2, .seed = 1}, pool),
             b = draw_worlds(space, {.worlds = 4, .replications = 2, .seed = 2}, pool),
             c = draw_worlds(space, {.worlds = 4, .replications = 3, .seed = 1}, pool);
  CHECK(a.values.values() != b.values.values());
  CHECK(a.values.values() == c.values.values());
  CHECK(c.cells[0][0].rows() == 3);
  CHECK(c.cells[0][0](0, 0) == a.cells[0][0](0, 0));
  CHECK(space.ranges.size() + space.assumptions.size() + 20 < fewest_worlds);
}

TEST_CASE("the command writes a page, and a picture that it does not put over anything else") {
  const auto picture = app::scratch_file("argument.svg", "<svg>mine</svg>");
  app::check_refused("argument --worlds 220 -n 1 --picture " + picture, "--force");
  app::check_refused("argument --worlds 220 -n 1 --force --picture " + picture,
                     "is no picture of this program");
  app::check_refused("argument --worlds 100", "--worlds");
  const auto drawn = app::scratch_path("maps.svg");
  const auto text = app::answer_to("argument --worlds 220 -n 1 --picture " + drawn);
  for (const auto* part :
       {"over 220 firms", "in 1 replication", "## Where each changes its sign", "Tried in 110 worlds"})
    CHECK_MESSAGE(holds(text, part), part);
  const auto svg = app::text_of(drawn);
  CHECK(svg.starts_with("<svg "));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(holds(svg, ">Most often best of the four<"));
  std::size_t boxes = 0;
  for (auto at = svg.find("<rect x="); at != svg.npos; at = svg.find("<rect x=", at + 1)) ++boxes;
  CHECK(boxes == 3 * 25);
}

/// "5.4"
std::string as_points(double value) { return fmt::format("{:.1f}", 100 * value); }

std::string effect_in(const scenario::Json& answer, const char* name) {
  for (const auto& effect : answer.at("crossing").at("effects"))
    if (effect.at("metric") == "operating_margin" && effect.at("effect") == name) {
      const auto number = [&](const char* key) {
        return fmt::format("{:+.1f}", 100 * effect.at(key).get<double>());
      };
      return number("mean") + " (" + number("ci_low") + " to " + number("ci_high") + ")";
    }
  FAIL("no effect ", name);
  return "";
}

// Default seed and replications, as the README claims.
TEST_CASE("what the README says of the four in each scenario is what comparisons find") {
  const auto readme = page("README.md");
  for (const std::string name : {"agency", "difficult_few", "boutique", "it_consultancy", "tiny_studio",
                                 "price_war", "call_centre", "shop"}) {
    const auto answer =
        scenario::Json::parse(app::answer_to("compare scenarios/" + name + ".json -q --format json"));
    std::string row = "| `" + name + "` |";
    for (const auto cell : scenario::default_policies)
      for (const auto& policy : answer.at("policies"))
        if (policy.at("name") == cell)
          row += " " + as_points(policy.at("metrics").at("operating_margin").at("mean").get<double>()) + " |";
    row += " " + effect_in(answer, "partner, not please") + " | " +
           effect_in(answer, "the right, not everyone") + " |";
    CHECK_MESSAGE(holds(readme, row), row);
  }
}

TEST_CASE("what the README says of whole firms is what comparisons find") {
  const auto margins = [](const std::string& policies) {
    const auto answer = scenario::Json::parse(
        app::answer_to("compare scenarios/agency.json -q --format json --set 'policies=" + policies + "'"));
    std::vector<std::string> list;
    for (const auto& policy : answer.at("policies"))
      if (policy.at("name") != scenario::policy_today)
        list.push_back(as_points(policy.at("metrics").at("operating_margin").at("mean").get<double>()));
    return list;
  };
  auto readme = page("README.md");
  std::ranges::replace(readme, '\n', ' ');
  const auto own = margins(R"(["customer_always_right_firm", "right_customer_firm", "partnership_firm"])");
  CHECK(holds(readme, "In the agency they earn " + own[0] + " %, " + own[1] + " % and " + own[2] + " %."));
  const std::string else_today = R"("levers": {"expectation_setting": 0.6, "recovery": 0.5, "crm": 0.4}})";
  const auto argued = margins(R"([{"name": "a", "based_on": "customer_always_right_firm", )" + else_today +
                              R"(, {"name": "b", "based_on": "right_customer_firm", )" + else_today +
                              R"(, {"name": "c", "based_on": "partnership_firm", )" + else_today + "]");
  CHECK(holds(readme, "they earn " + argued[0] + " %, " + argued[1] + " % and " + argued[2] + " %."));
}

TEST_CASE("the rules that the README reads aloud are those of the page") {
  const auto readme = page("README.md");
  const auto begin = readme.find("```text\nWhere "), end = readme.find("```", begin + 3);
  REQUIRE(begin != readme.npos);
  CHECK(holds(page("analysis/ARGUMENT.md"), readme.substr(begin + 8, end - begin - 8)));
}

}  // namespace
}  // namespace clientele::validation
