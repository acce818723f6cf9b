// Whatever can be read or typed is explained: columns of every table, options of every verb; and what a
// scenario has for a parameter.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "sim/experiment/store/database.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using Names = std::set<std::string>;

void check_explained(const Names& names) {
  for (const auto& name : names) {
    CAPTURE(name);
    const auto answer = clientele_program("explain " + name);
    CHECK_MESSAGE(answer.exit_code == 0, answer.err);
    CHECK(std::ranges::count(answer.out, '\n') >= 2);  // what it is, and what it means
  }
}

void add_columns(Names& names, const std::string& csv) {
  std::istringstream line(csv.substr(0, csv.find('\n')));
  for (std::string name; std::getline(line, name, ',');) names.insert(name);
}

/// The first column of a table, without its head.
void add_keys(Names& names, const std::string& csv) {
  std::istringstream lines(csv.substr(csv.find('\n') + 1));
  for (std::string line; std::getline(lines, line);)
    if (const auto end = line.find(','); end != line.npos) names.insert(line.substr(0, end));
}

/// What the program prints and writes in CSV, and what a store consists of.
Names columns_of_all_tables() {
  Names names;
  const auto store = scratch_path("explained.sqlite"), folder = scratch_path("explained_csv");
  const auto made = clientele_program("compare " + small + " -q -w 104 -n 2 -o " + store);
  REQUIRE_MESSAGE(made.exit_code == 0, made.err);
  for (const std::string table :
       {"runs", "years", "summary", "comparison", "weekly", "weekly_long", "segments", "survival",
        "staff_survival", "incidence", "leaving_rates", "manifest"}) {
    const auto csv = clientele_program("export " + store + " --table " + table);
    CHECK_MESSAGE(csv.exit_code == 0, csv.err);
    add_columns(names, csv.out);
    if (table == "manifest") add_keys(names, csv.out);
  }
  for (const std::string command :
       {"run ", "compare ", "compare --uncertain --worlds 4 ",
        "sensitivity --trajectories 2 --samples 4 --few 1 --assumptions moves,knowledge "})
    add_columns(names, clientele_program(command + small + " -q -w 8 -n 2 --format csv").out);
  add_columns(names,
              clientele_program("sweep --vary businesses.0.price=480,520 -q -w 8 -n 2 --format csv -o " +
                                scratch_path("explained_sweep.sqlite") + " " + small)
                  .out);
  experiment::Database database(store, experiment::Database::Access::read);
  for (auto row =
           database.prepare("SELECT DISTINCT c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c");
       row.step();)
    names.emplace(row.text(0));
  return names;
}

TEST_CASE("every column of every table is explained") {
  const auto names = columns_of_all_tables();
  CHECK(names.size() > 100);
  for (const auto* known : {"policy", "operating_margin", "metric", "cohort", "best_share", "statistic",
                            "year", "market", "design_seed", "businesses.0.price", "identity"})
    CHECK_MESSAGE(names.contains(known), known);
  check_explained(names);
}

/// The first column of the lists in a text of help: "-n,--replications".
Names options_in(const std::string& help) {
  Names names;
  std::istringstream lines(help);
  static const std::regex option("-{1,2}[a-zA-Z][a-z-]*");
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  -")) continue;
    const auto first = line.substr(2, line.find(' ', 2) - 2);
    for (std::sregex_iterator found(first.begin(), first.end(), option), end; found != end; ++found)
      names.insert(found->str());
  }
  return names;
}

TEST_CASE("every option of every verb is explained, with and without its dashes") {
  const auto help = clientele_program("--help").out;
  Names names = options_in(help);
  std::istringstream verbs(help.substr(help.find("Subcommands:")));
  int count = 0;
  for (std::string line; std::getline(verbs, line);) {
    if (!line.starts_with("  ") || line[2] == ' ') continue;
    ++count;
    names.merge(options_in(clientele_program(line.substr(2, line.find(' ', 2) - 2) + " --help").out));
  }
  CHECK(count >= 14);
  for (const auto* known : {"--set", "--worlds", "-n", "--replications", "--uncertain", "--version"})
    CHECK_MESSAGE(names.contains(known), known);
  names.erase("-h");  // which ask for help on explaining
  names.erase("--help");
  check_explained(names);
  Names bare;
  for (const auto& name : names) bare.insert(name.substr(name.find_first_not_of('-')));
  check_explained(bare);
  CHECK(mentions(clientele_program("explain worlds").out, "--worlds"));
  CHECK(mentions(clientele_program("explain --help").out, "Usage"));
}

TEST_CASE("the words of the argument, and every policy that is shipped, are explained") {
  Names names = {"said", "served", "please", "partner", "everyone", "'the right'", "follows", "combines"};
  for (const auto& file : std::filesystem::directory_iterator(CLIENTELE_SOURCE "/scenarios/policies"))
    names.insert(file.path().stem().string());
  CHECK(names.size() >= 8 + 8);
  check_explained(names);
  CHECK(mentions(answer_to("explain please"), "to comply"));
  CHECK(mentions(answer_to("explain said"), "contradict, "));
  CHECK(mentions(answer_to("explain partnership"), "Partner with everyone."));
  CHECK(mentions(answer_to("explain margin_floor"), "needs      review_weeks above 0"));
  const auto policies = answer_to("policies");
  CHECK(policies.starts_with("said: "));
  CHECK(mentions(policies, "\nserved: "));
  check_refused("explain partnershi", "did you mean \"partnership\"?");
}

TEST_CASE("of what factors combine to it is said how that is set") {
  auto scenario = text_of(std::filesystem::path(CLIENTELE_SOURCE) / small);
  scenario.insert(scenario.find('{') + 1, R"("factors": ["said", {"lever": "crm", "values": [0, 1]}],)");
  const auto file = scratch_file("explained_factors.json", scenario);
  CHECK(mentions(answer_to("explain recovery " + file), "factors combine to it; set it in these"));
}

TEST_CASE("what a scenario has for a parameter is told with its range and where that comes from") {
  const auto in_agency = [](const std::string& name, const std::string& set = "") {
    const auto answer = clientele_program("explain " + name + " scenarios/agency.json" + set);
    CHECK_MESSAGE(answer.exit_code == 0, answer.err);
    return answer.out;
  };
  CHECK(mentions(in_agency("slip_rate"),
                 "model.slip_rate = 0.005 (default)\n    plausible 0.002 to 0.01, around"));
  CHECK(mentions(in_agency("price"), "businesses.0.price = 980\n    not varied: contracts"));
  CHECK(mentions(in_agency("onboarding_hours"), "not varied: the scenario states it as a fact"));
  CHECK(mentions(in_agency("businesses.0.absence_noise"), "the value is not its middle"));
  CHECK(
      mentions(in_agency("crm"), "policies.partnership.levers.crm = 0.4\n    not varied: it is a decision"));
  CHECK(mentions(in_agency("billing"), "businesses.agency.billing = weekly\n    not varied: it is part"));
  CHECK(mentions(in_agency("corner_cutting"), "not varied: its source is [OS]"));
  const auto knowledge = in_agency("knowledge");
  CHECK(mentions(knowledge, "segments.0.traits.knowledge.mean = 0.7 (default)\n"));
  CHECK(mentions(knowledge, "segments.3.traits.knowledge.mean = 0.5\n"));
  CHECK(mentions(in_agency("contract_weeks"), "  segments.3.contract_weeks = 52\n"));
  CHECK(mentions(in_agency("weeks"), "  weeks = 260\n"));
  check_refused("explain churn_rate scenarios/agency.json", "is nothing that scenarios/agency.json has");
  check_refused("explain slip_rat", "did you mean \"slip_rate\"?");
  check_refused("explain --world", "did you mean");
}

}  // namespace
}  // namespace clientele::app
