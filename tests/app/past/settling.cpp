// Where policies end in the long run, and what each mechanism is worth: a row for each.
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

#include "sim/validation/mechanisms.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

const std::string tiny_text = R"({
  "name": "tiny", "weeks": 26, "past_weeks": 30, "seed": 3, "replications": 2,
  "markets": [{"name": "town", "population": 60, "going_rate": 700}],
  "segments": [{"name": "everybody", "share": 1, "contract_weeks": 4, "traits": {"base_churn": 0.05, "budget": 700}}],
  "businesses": [{"name": "ours", "staff": 4, "initial_accounts": 20, "lead_rate": 0.02, "price": 700, "wage": 1400}],
  "policies": [{"name": "soft", "levers": {"contradict": 0}}, {"name": "firm", "levers": {"contradict": 1}}]
})";

std::string tiny() { return scratch_file("tiny.json", tiny_text); }

std::string page_of(const std::string& command) {
  const auto answer = clientele_program(command);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  CHECK(answer.err.empty());
  CHECK(answer.out.starts_with("# "));
  for (const auto* none : {"nan", "inf"}) CHECK(!mentions(answer.out, none));
  return answer.out;
}

/// The row of a table that begins with these cells.
std::string row_of(const std::string& page, const std::string& cells) {
  const auto begin = page.find("\n| " + cells + " |");
  REQUIRE_MESSAGE(begin != page.npos, page);
  return page.substr(begin + 1, page.find('\n', begin + 1) - begin - 1);
}

std::ptrdiff_t cells_in(const std::string& row) { return std::ranges::count(row, '|') - 1; }

TEST_CASE("settling has a row for every policy, today among them, that says where it ends") {
  const auto page = page_of("settling " + tiny() + " -n 2 --set businesses.0.insolvency=never");
  for (const std::string policy : {"soft", "firm", "today"}) {
    const auto row = row_of(page, "tiny | " + policy);
    CHECK(cells_in(row) == 8);
    CHECK(!mentions(row, "insolvent"));
    CHECK_MESSAGE((mentions(row, "| settles") || mentions(row, "| not told by so few: quality ")), row);
  }
  CHECK(page_of("settling " + tiny() + " -n 2 -j 2 --set businesses.0.insolvency=never") == page);
  CHECK(mentions(page, "tiny.json --replications 2 --set businesses.0.insolvency=never\n"));
  CHECK(mentions(page, "| tiny | today | 2 | "));
}

TEST_CASE("settling says who becomes insolvent, and has no numbers of a business that is no more") {
  const auto page = page_of("settling " + tiny() + " -n 2 --set businesses.0.wage=9000");
  for (const std::string policy : {"soft", "firm", "today"}) {
    const auto row = row_of(page, "tiny | " + policy);
    CHECK_MESSAGE(
        mentions(row, "| 2 | - - - - | - - - - | - | - | insolvent in 2 of 2 (half of these by week "), row);
    CHECK(!mentions(row, "settles"));
  }
}

TEST_CASE("ablation has a row for every mechanism, with a cell for every policy") {
  const auto page = page_of("ablation " + tiny() + " -n 2");
  CHECK(mentions(page, "\n## tiny\n"));
  CHECK(row_of(page, "off") == "| off | soft | firm | today | best margin |");
  CHECK(cells_in(row_of(page, "nothing")) == 5);
  CHECK(std::size(validation::mechanisms) > 15);
  for (const auto& mechanism : validation::mechanisms) {
    const auto row = row_of(page, std::string(mechanism.name));
    CHECK_MESSAGE(cells_in(row) == 5, row);
    CHECK_MESSAGE(std::ranges::count(row, '/') == 6, row);  // margin, churn and burnout of each
  }
  // What a mechanism is worth is the difference that it makes, so that one which is off makes none.
  const auto off = page_of("ablation -n 2 " + scratch_file("unlearning.json", [] {
                             auto text = tiny_text;
                             return text.insert(1, R"("model": {"error_generation": 0}, )");
                           }()));
  CHECK(row_of(off, "undiscovered rework") ==
        "| undiscovered rework | +0.0 / +0.0 / +0.0 | +0.0 / +0.0 / +0.0 | +0.0 / +0.0 / +0.0 |  |");
  CHECK(row_of(page, "undiscovered rework") != row_of(off, "undiscovered rework"));
}

TEST_CASE("settling and ablation refuse what is no scenario, and one replication") {
  for (const std::string verb : {"settling ", "ablation "}) {
    check_refused(verb + "nowhere.json", "nowhere.json");
    check_refused(verb + tiny() + " -n 1", "--replications");
    check_refused(verb + scratch_file("weaks.json", R"({"weaks": 3})"), "weaks");
  }
  check_refused("settling " + tiny() + " --set weeks=30", "has no effect: settling takes twenty years");
  check_refused("settling " + tiny() + " --set businesses.0.wags=3", "did you mean \"wage\"?");
}

}  // namespace
}  // namespace clientele::app
