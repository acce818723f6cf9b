// Pages of sweeps, plausible worlds and sensitivity analyses, and the story of a divergence.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

/// What the page of a report is filled with.
Json page_of(const std::string& input, const std::string& options = "") {
  const auto page = scratch_path("study.html");
  const auto answer = clientele_program("report " + input + " " + options + " -q -o " + page);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  const std::string html = text_of(page);
  const std::string mark = R"(<script type="application/json" id="data">)";
  const auto begin = html.find(mark) + mark.size();
  return Json::parse(html.substr(begin, html.find("</script>", begin) - begin));
}

const Json& part_of(const Json& page, const std::string& title) {
  const auto& parts = page.at("parts");
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const auto& part) { return mentions(part.at("title").text(), title); });
  REQUIRE_MESSAGE(found != parts.end(), title);
  return *found;
}

/// A stored sweep of the small scenario.
std::string swept(const std::string& options) {
  const auto store = scratch_path("swept.sqlite");
  const auto answer = clientele_program("sweep " + small + " " + options + " -q -o " + store);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return store;
}

TEST_CASE("the page of a stored sweep has every point under every policy, and who is best at each") {
  if (!has_page()) return;
  const auto store = swept("--vary businesses.0.price=450,500,550 -n 3 -w 20");
  const auto page = page_of(store);
  const auto& points = part_of(page, "Every point").at("lines");
  REQUIRE(points.size() == 1 + 3 * 5);
  CHECK(points[0][0] == "businesses.0.price");
  CHECK(points[6][0] == "500");
  CHECK(points[6][1] == "today");  // which comes first at every point
  CHECK(points[7][1] == "customer_always_right");
  CHECK(mentions(points[6][3].text(), "%"));
  const auto& best = part_of(page, "Best by operating margin").at("lines");
  REQUIRE(best.size() == 1 + 3);
  std::istringstream lines(clientele_program("resume " + store + " --format json").out);
  std::string line;
  for (std::size_t point = 1; std::getline(lines, line); ++point) {
    const auto answer = Json::parse(line);
    std::string winner;
    double most = -1e9;
    for (const auto& policy : answer.at("policies"))
      if (const auto margin = policy.at("metrics").at("operating_margin").at("mean").get<double>();
          margin > most)
        most = margin, winner = policy.at("name").text();
    CHECK(best[point][1] == winner);
  }
  CHECK(mentions(part_of(page, "How sure").at("lines").dump(),
                 "not asked: clientele compare " + small + " --weeks 20 --uncertain"));
  CHECK(page.at("curves").at("at").size() == 3);
  CHECK(page.at("curves").at("policies").size() == 5);
  CHECK(part_of(page_of(store, "--objective churn_rate"), "Best by churn rate").at("lines").size() == 4);
}

TEST_CASE("the page of a sweep over two years and more has the first and the last at every point") {
  if (!has_page()) return;
  const auto store = swept("--vary businesses.0.price=450,550 -n 2 -w 104");
  const auto page = page_of(store, "--objective accounts");
  const auto& lines = part_of(page, "The first year and the last").at("lines");
  REQUIRE(lines.size() == 1 + 2 * 5);
  const auto years = clientele_program("export " + store + " --table years").out;
  CHECK(std::ranges::count(years, '\n') ==
        1 + 2 * 5 * 2 * 2 * 2);  // points, policies, replications, businesses
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto number = [&](std::size_t column) { return std::stod(lines[i][column].text()); };
    CHECK(std::abs(number(2) - (number(3) + number(4)) / 2) <= 1);  // as shown, without decimals
  }
}

TEST_CASE("the page of a comparison over plausible worlds shows what its answer shows") {
  if (!has_page()) return;
  const auto store = scratch_path("worlds.sqlite");
  const auto text =
      clientele_program("compare " + small + " -w 8 --uncertain --worlds 12 -q -o " + store).out;
  const auto page = page_of(store);
  const auto& policies = part_of(page, "By operating margin").at("lines");
  CHECK(policies.size() == 1 + 5);
  for (const auto& row : policies)
    for (const auto& cell : row)
      if (mentions(cell.text(), "%") && cell != "95% interval") CHECK(mentions(text, cell.text()));
  CHECK(part_of(page, " against ").at("text").text().size() > 20);
  CHECK(part_of(page, "What was drawn").at("lines").size() > 100);
  CHECK(mentions(part_of(page, "How sure").at("lines").dump(), "of 12 plausible worlds"));
}

TEST_CASE("a saved answer of sensitivity becomes a page that shows what the verb shows") {
  if (!has_page()) return;
  const std::string quick = "sensitivity " + small +
                            " --weeks 8 -q --assumptions knowledge,rudeness,reference_satisfaction,pooling ";
  const std::string both = "--trajectories 3 --samples 8 --few 2 ";
  for (const std::string& method :
       {both, std::string("--method morris --trajectories 3 "), std::string("--method sobol --samples 8 "),
        both + "--policies partnership "}) {
    const auto saved = scratch_file("answer.json", clientele_program(quick + method + "--format json").out);
    const auto markdown = clientele_program(quick + method + "--format markdown").out;
    const auto page = page_of(saved);
    std::size_t rows = 0;
    for (const auto& part : page.at("parts"))
      for (const auto& line : part.at("lines")) {
        std::string row = "|";
        for (const auto& cell : line) row += " " + cell.text() + " |";
        CHECK_MESSAGE(mentions(markdown, row + "\n"), row);
        ++rows;
      }
    CHECK(rows > 20);
    CHECK(page.at("provenance") == Json::parse(text_of(saved)).at("origin"));
  }
}

TEST_CASE("a saved answer of sensitivity says by what program, command and seeds it was made") {
  const auto answer =
      Json::parse(clientele_program("sensitivity " + small +
                                    " -w 8 -q -j 1 -s 5 --design-seed 3 --assumptions knowledge,rudeness "
                                    "--trajectories 3 --samples 8 --few 1 --format json")
                      .out);
  const auto& origin = answer.at("origin");
  CHECK(mentions(origin.at("program").text(), "clientele "));
  CHECK(origin.at("model").text().size() == 16);
  CHECK(origin.at("seed") == "5");
  CHECK(origin.at("design_seed") == "3");
  CHECK(mentions(origin.at("command").text(), "--assumptions knowledge,rudeness"));
  CHECK(!mentions(origin.at("command").text(), "-j"));
  CHECK(origin.at("identity of the screening").text().size() > 8);
  CHECK(origin.at("identity of the decomposition") != origin.at("identity of the screening"));
}

TEST_CASE("what is no answer of sensitivity is refused with the way to one") {
  const auto broken = scratch_file("broken.json", R"({"scenario": "x", "screening": {"method": "morris"}})");
  check_refused("report " + broken + " -o " + scratch_path("x.html"),
                "clientele sensitivity SCENARIO --format json");
  if (!has_page()) return;
  const auto saved = scratch_file("sound.json", clientele_program("sensitivity " + small +
                                                                  " -w 5 --trajectories 2 --method morris -q "
                                                                  "--assumptions pooling --format json")
                                                    .out);
  check_refused("report " + saved + " -n 3 -o " + scratch_path("x.html"), "holds results");
}

TEST_CASE("a divergence names the person, the week, the decision, both values and their words, and no file") {
  const auto answer =
      clientele_program("diverge scenarios/agency.json customer_always_right partnership --customer 8");
  REQUIRE(answer.exit_code == 0);
  CHECK(mentions(answer.out, "Customer 8 of market 0 (region, of the segment "));
  CHECK(mentions(answer.out, "is the same under both policies until week "));
  CHECK(mentions(answer.out, "What differs after stage \""));
  CHECK(!mentions(answer.out, ".cpp"));
  CHECK(!mentions(answer.out, "sim/"));
  int decided = 0;
  for (int customer = 0; customer < 40; ++customer) {
    auto story = clientele_program("diverge " + small + " customer_always_right partnership --customer " +
                                   std::to_string(customer))
                     .out;
    std::ranges::replace(story, '\n', ' ');
    if (!mentions(story, "The first decision that goes otherwise, in week ")) continue;
    ++decided;
    CHECK(mentions(story, " under customer_always_right, "));
    CHECK(mentions(story, " under partnership."));
  }
  CHECK(decided > 3);
}

// The tables of state say "its mean is a measure" of some variables: those are what can be asked for.
TEST_CASE(
    "every observed variable of state is a measure to be explained, judged by, and found in the tables") {
  std::ifstream odd(CLIENTELE_SOURCE "/sim/model/ODD.md");
  const auto folder = scratch_path("observed");
  REQUIRE(clientele_program("run " + small + " -n 1 -w 2 -q --csv " + folder).exit_code == 0);
  std::string header;
  std::ifstream(folder + "/runs.csv") >> header;
  int observed = 0;
  for (std::string line; std::getline(odd, line);) {
    if (!line.starts_with("| `") || !line.ends_with(" | yes |")) continue;
    const auto name = line.substr(3, line.find('`', 3) - 3);
    CAPTURE(name);
    CHECK(mentions(header + ",", "," + name + ","));
    CHECK(mentions(clientele_program("explain " + name).out, name + " - measure"));
    CHECK(clientele_program("compare " + small + " -n 2 -w 2 -q --objective " + name).exit_code == 0);
    ++observed;
  }
  CHECK(observed == 10);
}

}  // namespace
}  // namespace clientele::app
