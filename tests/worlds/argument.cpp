// The argument: the committed pages are what their commands find, and the commands refuse what makes no
// sense. What the README says of it: readme_argument.cpp.
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <set>
#include <thread>
#include <tuple>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/validation/argument/common_levels.hpp"
#include "sim/validation/argument/findings.hpp"
#include "sim/validation/argument/mixed_segments.hpp"
#include "sim/validation/argument/page_head.hpp"
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

TEST_CASE("the committed pages are of the model that this program has") {
  for (const auto* name : {"analysis/LEVELS.md", "analysis/ARGUMENT.md"})
    CHECK_MESSAGE(holds(page(name), of_this_model()), std::string(name), ": stale: see the command it names");
}

TEST_CASE("a level that all four have is what a comparison finds with it crossed or set") {
  experiment::ThreadPool pool(1);
  const auto found = find_levels(folder / "tiny_studio.json", folder, 3, pool);
  const auto answer = scenario::Json::parse(app::answer_to(
      "compare scenarios/tiny_studio.json -n 3 -q --format json --set policies.today.levers.crm=1"));
  int matches = 0;
  for (const auto& at : found.levels) {
    if (at.level.lever != "crm" || at.level.cap || at.level.value != scenario::Json(1)) continue;
    for (const auto& effect : answer.at("crossing").at("effects"))
      if (effect.at("metric") == "operating_margin" && effect.at("effect") == "partner, not please") {
        CHECK(at.effects.said.mean == doctest::Approx(effect.at("mean").get<double>()).epsilon(1e-9));
        ++matches;
      }
  }
  CHECK(matches == 1);
}

LeveledScenario made_up(std::vector<AtLevel> levels) { return {"made_up", 20, std::move(levels)}; }

AtLevel at_level(const char* lever, std::size_t best, double lead, double said) {
  const auto effect = [](double mean) { return Estimate{20, 0, mean, 0.01, mean - 0.01, mean + 0.01}; };
  return {{lever, 1},
          {best, {0, 0, 0, 0}, {lead, lead - 0.01, lead + 0.01}},
          {effect(said), effect(0), effect(0)}};
}

TEST_CASE("the page of levels counts the settings that have a clear winner, and tells where a sign turns") {
  const auto steady = levels_page("", {made_up({at_level("", 2, 0.05, 0.03), at_level("crm", 1, 0.001, 0.02),
                                                at_level("recovery", 2, 0.02, 0.001)})});
  CHECK(holds(steady, "In 2 of the 3 settings one of the four is clearly best;"));
  CHECK(holds(steady, "In none of those it is another than today's winner."));
  CHECK(holds(steady, "+0.1 to +3.0 (2, 0) |"));
  CHECK(holds(steady, "In no scenario a bystander clearly turns the sign of an effect."));
  const auto turning = levels_page("", {made_up({at_level("", 2, 0.05, 0.03), at_level("crm", 1, 0.02, -0.02),
                                                 at_level("recovery", 2, 0.02, 0.03)})});
  CHECK(holds(turning,
              "In 1 of those it is another than today's winner:\n\n- made_up, crm 1: right_customer +2.0"));
  CHECK(holds(turning,
              "- made_up, partner, not please: clearly above zero in 2, clearly below in 1 of 3 settings; "
              "below are -2.0 ± 1.0 with crm 1.\n"));
}

TEST_CASE("levels refuse a scenario with all its mistakes, and presets that are no crossing") {
  const auto bad = app::scratch_file("bad.json", R"({"name": "bad", "weeks": 0, "factors": ["x"],
      "markets": [{"name": "a", "count": -1}], "segments": [{"name": "s", "share": 1}], "businesses": [{"name": "o"}]})");
  const auto refused = app::clientele_program("levels " + bad);
  CHECK(refused.exit_code == 2);
  CHECK(refused.err == app::clientele_program("validate " + bad).err);
  CHECK(holds(refused.err, "[/weeks]"));
  CHECK(holds(refused.err, "[/markets/0/count]"));
  CHECK(app::clientele_program("levels nix.json").err.starts_with("nix.json: error: there is no such file"));
  auto own = scenario::Json::parse(page("scenarios/tiny_studio.json"));
  own["policies"] = scenario::Json::parse(
      R"([{"name": "partnership", "based_on": "partnership", "levers": {"crm": 0.9}}])");
  app::check_refused(
      "levels " + app::scratch_file("own.json", own.dump()),
      R"("partnership" is the name of a combination of /factors as well: "partner" with "everyone", with other levers)");
  const auto as_shipped =
      scenario::resolve(scenario::read_document(folder / "agency.json", folder))->document;
  CHECK(flaw_of_crossing(as_shipped).empty());
}

TEST_CASE("where inputs come from, and what a conversation costs, is what the committed page says") {
  experiment::ThreadPool pool(experiment::available_threads());
  const auto space = space_of(folder);
  const auto committed = page("analysis/ARGUMENT.md");
  CHECK_MESSAGE(holds(committed, table_of_inputs(space)), "stale: see the command it names");
  CHECK_MESSAGE(holds(committed, table_of_talk(try_talk(space, 2 * replications_of_talk, 1, pool))),
                "stale: see the command it names");
}

TEST_CASE("what a conversation costs is told of every growth tried, and of other people with another seed") {
  const auto estimate = [](double mean) { return Estimate{20, 0, mean, 0.01, mean - 0.01, mean + 0.01}; };
  const auto trial = [&](double hours, double growth, double said) {
    return TalkTrial{hours, growth, {estimate(said), estimate(0), estimate(0)}};
  };
  CHECK(table_of_talk({trial(1, 0, 0.1), trial(1, 2, 0.2), trial(3, 0, 0.3), trial(3, 2, 0.4)}) ==
        "| hours per request | growth 0 | growth 2 |\n|--:|--:|--:|\n| 1 | +10.0 ± 1.0 | +20.0 ± 1.0 |\n"
        "| 3 | +30.0 ± 1.0 | +40.0 ± 1.0 |\n");
  experiment::ThreadPool pool(experiment::available_threads());
  const auto space = space_of(folder);
  CHECK(table_of_talk(try_talk(space, 2, 1, pool)) != table_of_talk(try_talk(space, 2, 2, pool)));
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
      // Whole people, whole weeks and limits of size; where nobody drains, what draining clients are is moot.
      if (inputs[j].name == "people_per_account" || inputs[j].name == "staff" || std::isnan(values[j]))
        continue;
      CHECK(made[j] == doctest::Approx(own[j]).epsilon(0.05));
    }
  }
}

/// What was measured in the shipped scenarios under `today`, rounded, is there in their files.
TEST_CASE("what staff usually meet with in a drawn firm is near what they do in the scenario it is like") {
  const auto space = space_of(folder);
  for (const auto& [name, incivility, dissonance] :
       {std::tuple{"agency", 0.5, 1.5}, std::tuple{"call_centre", 43.0, 26.0},
        std::tuple{"price_war", 1.0, 3.4}, std::tuple{"it_consultancy", 0.17, 0.7}}) {
    CAPTURE(name);
    const auto scenario =
        std::ranges::find(space.scenarios, name, &decltype(space.scenarios)::value_type::first)->second;
    const auto firm = make_firm(space.base, scenario);
    const auto usual = [&](const char* what) { return firm.at("model").at(what).get<double>(); };
    CHECK(usual("usual_incivility") > incivility / 2.5);
    CHECK(usual("usual_incivility") < incivility * 2.5);
    CHECK(usual("usual_dissonance") > dissonance / 2.5);
    CHECK(usual("usual_dissonance") < dissonance * 2.5);
  }
}

/// The share-weighted mean of a trait over the segments of one kind.
double mean_of_kind(const scenario::Json& document, bool drains, const std::string& name) {
  double sum = 0, shares = 0;
  for (const auto& segment : document.at("segments")) {
    if ((mean_of_trait(segment, "respect") < 0.5) != drains) continue;
    const double share = segment.at("share").get<double>();
    sum += share * mean_of_trait(segment, name);
    shares += share;
  }
  return sum / shares;
}

TEST_CASE("what is no input of a firm is, of either kind of clients, as in the mix of the agency") {
  const auto space = space_of(folder);
  const std::set<std::string> inputs_of_others = {
      "fit",         "knowledge",         "openness",       "respect", "candor",
      "claim_error", "request_rate",      "change_of_mind", "urgency", "price_sensitivity",
      "referral",    "hours_per_request", "base_churn",     "budget"};
  const std::set<std::string> inputs_of_draining = {
      "fit", "knowledge", "request_rate", "hours_per_request", "base_churn", "budget"};
  const auto agency =
      std::ranges::find(space.scenarios, "agency", &decltype(space.scenarios)::value_type::first)->second;
  const auto firm = make_firm(space.base, agency);
  REQUIRE(firm.at("segments").size() == 2);
  int checked = 0;
  for (const auto& [name, trait] : firm.at("segments")[0].at("traits").items())
    for (const bool drains : {false, true}) {
      if ((drains ? inputs_of_draining : inputs_of_others).contains(name)) continue;
      CAPTURE(name);
      CAPTURE(drains);
      CHECK(mean_of_kind(firm, drains, name) == doctest::Approx(mean_of_kind(space.base, drains, name)));
      ++checked;
    }
  CHECK(checked == 14);
  // Volatility is 0.15, 0.2 and 0.2 in the three segments that do not drain, with shares of 5, 10 and 3.
  CHECK(mean_of_kind(firm, false, "volatility") == doctest::Approx((5 * 0.15 + 10 * 0.2 + 3 * 0.2) / 18));
}

TEST_CASE("segments are mixed in mean, spread and correlation, by their shares") {
  const auto segment = [](double share, double mean, double sd, double plain) {
    return scenario::Json{
        {"share", share},
        {"traits",
         {{"respect", {{"distribution", "beta"}, {"mean", mean}, {"sd", sd}}}, {"volatility", plain}}}};
  };
  auto correlated = segment(0.3, 0.9, 0.1, 0.2);
  correlated["correlation"] =
      scenario::Json::parse(R"({"traits": ["respect", "volatility"], "matrix": [[1, 0.4], [0.4, 1]]})");
  const auto kind = mixed({correlated, segment(0.1, 0.5, 0.2, 0.6)});
  const auto& respect = kind.at("traits").at("respect");
  CHECK(respect.at("mean").get<double>() == doctest::Approx(0.8));
  const double variance = 0.75 * (0.01 + 0.1 * 0.1) + 0.25 * (0.04 + 0.3 * 0.3);  // within and between
  CHECK(respect.at("sd").get<double>() == doctest::Approx(std::sqrt(variance)));
  CHECK(kind.at("traits").at("volatility").get<double>() == doctest::Approx(0.3));
  CHECK(kind.at("correlation").at("matrix")[0][1].get<double>() == doctest::Approx(0.3));
  CHECK(kind.at("correlation").at("matrix")[1][1].get<double>() == doctest::Approx(1));
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
    CHECK(a.cells[world].values() == b.cells[world].values());
}

TEST_CASE("other worlds are drawn with another seed, and more replications tell a world better") {
  const auto space = space_of(folder);
  experiment::ThreadPool pool(experiment::available_threads());
  const auto a = draw_worlds(space, {.worlds = 4, .replications = 2, .seed = 1}, pool),
             b = draw_worlds(space, {.worlds = 4, .replications = 2, .seed = 2}, pool),
             c = draw_worlds(space, {.worlds = 4, .replications = 3, .seed = 1}, pool);
  CHECK(a.values.values() != b.values.values());
  CHECK(a.values.values() == c.values.values());
  CHECK(c.cells[0].rows() == 3);
  CHECK(c.cells[0](0, 0) == a.cells[0](0, 0));
}

TEST_CASE("the command of the argument refuses at once what it could not do after minutes") {
  const auto columns = columns_of(space_of(folder));
  app::check_refused("argument --worlds 64", std::to_string(columns) + " inputs and assumptions are drawn");
  app::check_refused("argument --worlds 64", "ask for " + std::to_string(2 * columns) + " or more");
  app::check_refused("argument --worlds 1000001", "at most 1000000");
  app::check_refused("argument --picture ''", "name a file that ends in .svg");
  app::check_refused("argument --picture maps.png", "name a file that ends in .svg");
  app::check_refused("argument --picture nowhere/maps.svg", "there is no folder");
  const auto unwritable = app::clientele_program("argument --picture /proc/maps.svg");
  CHECK(unwritable.exit_code == 1);
  CHECK(holds(unwritable.err, "/proc/maps.svg: "));
  const auto picture = app::scratch_file("argument.svg", "<svg>mine</svg>");
  app::check_refused("argument --picture " + picture, "--force");
  app::check_refused("argument --force --picture " + picture, "is no picture of this program");
  CHECK(app::text_of(picture) == "<svg>mine</svg>");
}

TEST_CASE("Ctrl-C ends the argument and its levels: exit code 130, and nothing is left") {
  const auto picture = app::scratch_path("interrupted.svg");
  for (const auto& command :
       std::vector<std::vector<std::string>>{{"argument", "--picture", picture}, {"levels"}})
    for (const int signal : {SIGINT, SIGTERM}) {
      app::Running program(command);
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
      program.send(signal);
      const auto answer = program.wait();
      CHECK(answer.exit_code == 130);
      CHECK(answer.out.empty());
      CHECK(answer.err == "interrupted; nothing was kept\n");
      CHECK(!std::filesystem::exists(picture));
    }
}

TEST_CASE("the command writes a page that names the picture which it draws") {
  const auto drawn = app::scratch_path("maps.svg");
  const auto fewest = fewest_worlds(space_of(folder));
  const auto text =
      app::answer_to("argument -n 1 --worlds " + std::to_string(fewest) + " --picture " + drawn);
  const std::vector<std::string> parts = {
      "over " + std::to_string(fewest) + " firms", "in 1 replication", "## Where each changes its sign",
      "Tried in " + std::to_string(fewest / 2) + " fresh worlds", "](<maps.svg>)"};
  for (const auto& part : parts) CHECK_MESSAGE(holds(text, part), part);
  CHECK(holds(text, of_this_model()));
  CHECK_FALSE(holds(text, "Two replications of a world"));  // there is one
  const auto svg = app::text_of(drawn);
  CHECK(svg.starts_with("<svg "));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(holds(svg, ">Most often best of the four<"));
  std::size_t boxes = 0;
  for (auto at = svg.find("<rect x="); at != svg.npos; at = svg.find("<rect x=", at + 1)) ++boxes;
  CHECK(boxes == 3 * 25);
}

}  // namespace
}  // namespace clientele::validation
