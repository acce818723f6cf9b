// Scenarios and stores of earlier versions stay readable, and what cannot be gone on with is refused
// unharmed.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <regex>
#include <sstream>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

const fs::path before = CLIENTELE_SOURCE "/tests/data/before";

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// A copy to work on: opening a store may leave files beside it.
std::string copy_of(const std::string& name) {
  const auto path = scratch_path("before_" + name);
  fs::copy_file(before / name, path, fs::copy_options::overwrite_existing);
  return path;
}

/// The numbers of the rows of tables: those that begin with a policy or a price and two blanks, as no
/// sentence does, or with a half-width.
std::vector<std::string> numbers_in_tables(const std::string& answer) {
  static const std::regex row("^((customer_always_right|right_customer|partnership|480|520)  | +±).*");
  static const std::regex number("[0-9][0-9,.]*");
  std::vector<std::string> numbers;
  for (const auto& line : lines_of(answer))
    if (std::regex_match(line, row))
      for (std::sregex_iterator found(line.begin(), line.end(), number), end; found != end; ++found)
        numbers.push_back(found->str());
  return numbers;
}

std::string version() {
  auto text = clientele_program("--version").out;
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

TEST_CASE("a finished store of an earlier version resumes to its own answer") {
  for (const std::string name : {"finished", "sweep"}) {
    const auto answer = clientele_program("resume " + copy_of(name + ".sqlite"));
    CHECK_MESSAGE(answer.exit_code == 0, answer.err);
    const auto numbers = numbers_in_tables(text_of(before / (name + ".txt")));
    CHECK(numbers.size() > 30);
    CHECK(numbers_in_tables(answer.out) == numbers);
  }
}

TEST_CASE("every store of an earlier version is exported") {
  const auto rows_of = [](const std::string& folder, const std::string& table) {
    const auto lines = lines_of(text_of(fs::path(folder) / (table + ".csv")));
    for (const auto& line : lines)
      CHECK(std::ranges::count(line, ',') == std::ranges::count(lines.front(), ','));
    return lines.size() - 1;
  };
  const auto exported = [](const std::string& name) {
    const auto folder = scratch_path("before_" + name + "_csv");
    const auto answer = clientele_program("export " + copy_of(name + ".sqlite") + " --csv " + folder);
    CHECK_MESSAGE(answer.exit_code == 0, answer.err);
    return folder;
  };
  const auto finished = exported("finished");  // 9 runs of 2 businesses over 12 weeks
  CHECK(rows_of(finished, "runs") == 18);
  CHECK(rows_of(finished, "weekly") == 216);
  CHECK(rows_of(finished, "survival") > 0);
  const auto summary = text_of(fs::path(finished) / "summary.csv");
  const std::string accounts = "small,customer_always_right,ours,accounts,accounts,3,";
  const auto at = summary.find(accounts);
  REQUIRE(at != summary.npos);
  CHECK(std::round(std::stod(summary.substr(at + accounts.size()))) == 50);  // as in finished.txt
  CHECK(rows_of(exported("sweep"), "runs") == 24);
  CHECK(rows_of(exported("unfinished"), "runs") == 8);
}

// Format 4, which kept no years, no segments and no levers.
TEST_CASE("a comparison over two years that kept no years has none, and is answered all the same") {
  const auto store = copy_of("two_years.sqlite");
  const auto answer = clientele_program("resume " + store + " --format json");
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  CHECK(!mentions(answer.out, "\"years\""));
  CHECK(mentions(clientele_program("resume " + store).out, "In short: "));
  check_refused("export " + store + " --table years", "has no table years");
  check_refused("export " + store + " --table segments", "has no table segments");
  for (const std::string table : {"staff_survival", "incidence", "leaving_rates"})
    check_refused("export " + store + " --table " + table, "has no table " + table);
  const auto folder = scratch_path("two_years_csv");
  CHECK(clientele_program("export " + store + " --csv " + folder).exit_code == 0);
  CHECK(fs::exists(folder + "/weekly.csv"));
  CHECK(!fs::exists(folder + "/years.csv"));
  CHECK(!fs::exists(folder + "/incidence.csv"));
  CHECK(lines_of(text_of(folder + "/survival.csv")).size() > 10);
}

TEST_CASE("a report shows every store of an earlier version, and that its people cannot be looked at") {
  if (!has_page()) return;
  for (const std::string name : {"finished", "sweep", "two_years", "unfinished"}) {
    const auto page = scratch_path("before_" + name + ".html");
    const auto answer = clientele_program("report " + copy_of(name + ".sqlite") + " --force -o " + page);
    CHECK_MESSAGE(answer.exit_code == 0, answer.err);
    CHECK(mentions(text_of(page), "made by another version of the program") ==
          (name == "finished" || name == "two_years"));
  }
}

TEST_CASE("an unfinished store of another version is refused with the reason, and stays as it was") {
  REQUIRE(!version().starts_with("clientele 0.1.0"));
  for (const std::string arguments : {"unfinished.sqlite", "finished.sqlite -n 5"}) {
    const auto name = arguments.substr(0, arguments.find(' '));
    const auto store = copy_of(name);
    const auto refused = clientele_program("resume " + store + arguments.substr(name.size()));
    CHECK(refused.exit_code == 2);
    CHECK(refused.out.empty());
    for (const auto& part :
         {std::string("clientele 0.1.0"), version(), std::string("-o"), std::string("--force")})
      CHECK_MESSAGE(refused.err.find(part) != refused.err.npos, refused.err);
    const bool unchanged = text_of(store) == text_of(before / name);
    CHECK(unchanged);
    CHECK(!fs::exists(store + "-wal"));
  }
}

TEST_CASE("a scenario of an earlier version still compares") {
  const auto answer = clientele_program("compare tests/data/before/small.json -n 2 -w 4");
  CHECK_MESSAGE(answer.exit_code == 0, answer.err);
  CHECK(answer.out.find("partnership") != answer.out.npos);
}

TEST_CASE(
    "who named presets for what they once stood for is told what they are called now, in scenarios and in "
    "stores") {
  const std::string now =
      "the whole ways of running a firm that had these names before are customer_always_right_firm, "
      "right_customer_firm, partnership_firm";
  const auto policies = [](const std::string& list) {
    return clientele_program("validate " + small + " --set 'policies=" + list + "' businesses.1.policy=today")
        .err;
  };
  const auto former =
      policies(R"(["customer_always_right", "right_customer", {"name": "ours", "based_on": "partnership"}])");
  CHECK_MESSAGE(
      mentions(former,
               "note: customer_always_right, right_customer, partnership are the argument alone, all else as "
               "today; " +
                   now),
      former);
  CHECK(mentions(policies(R"(["partnership"])"), "note: partnership is the argument alone"));
  CHECK(policies(R"(["partnership", "right_partnership"])").empty());
  CHECK(policies(R"(["partnership", "partnership_firm"])").empty());
  CHECK(policies(R"([{"name": "partnership", "levers": {"crm": 1}}])").empty());  // of the scenario's own
  CHECK(mentions(clientele_program("validate tests/data/before/small.json").err, "note: "));
  CHECK(clientele_program("run tests/data/before/small.json -n 1 -w 2 -q").err.empty());
  const auto store = clientele_program("resume " + copy_of("finished.sqlite"));
  CHECK_MESSAGE(
      mentions(store.out + store.err, "here what was shipped under that name before version 0.3; " + now),
      store.out);
  const auto own = scratch_path("own.sqlite");
  CHECK(clientele_program("compare " + small + " -n 1 -w 2 -q -o " + own).exit_code == 0);
  CHECK_FALSE(mentions(clientele_program("resume " + own).out, "shipped under that name"));
}

}  // namespace
}  // namespace clientele::app
