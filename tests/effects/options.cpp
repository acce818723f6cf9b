// No option of a verb is accepted and ignored: each makes a difference to what is printed, said, written or
// given back, or says why it cannot. A new option is missing here until it is shown to do something.
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

/// An option, and a command that it makes a difference to; `before` is done first, in the same folder.
struct Use {
  std::string verb, option, without, with, before = "true";
};

const std::string program = "'" CLIENTELE_PROGRAM "' ";
const std::string with_long_past = "'" CLIENTELE_SOURCE "/tests/data/small.json' ",
                  small = with_long_past + "--set past_weeks=8 ", brief = small + "-w 3 -n 2 -j 1 ";
const std::string dearer = "--set businesses.0.price=600 ";
const std::string compared = program + "compare " + brief + "-q -o s.sqlite > /dev/null";
const std::string swept =
    program + "sweep " + brief + "-q --vary businesses.0.price=480,500 -o s.sqlite > /dev/null";
const std::string vary = brief + "--vary businesses.0.price=480,500 -o s.sqlite ";
const std::string lhs = brief + "--vary businesses.0.price=480:500 --design lhs --samples 2 -o s.sqlite ";
const std::string few = brief + "--assumptions claim_error,early_exit ";

void add_scenario_uses(std::vector<Use>& uses, const std::string& verb, const std::string& rest) {
  const auto base = small + "-j 1 " + rest;
  if (verb != "diverge") uses.push_back({verb, "--replications", base + "-w 3 -n 2", base + "-w 3 -n 3"});
  uses.push_back({verb, "--seed", base + "-n 2 -w 3", base + "-n 2 -w 3 -s 5"});
  uses.push_back({verb, "--weeks", base + "-n 2 -w 3", base + "-n 2 -w 4"});
  uses.push_back({verb, "--set", base + "-n 2 -w 3", base + "-n 2 -w 3 --set businesses.0.price=480"});
  uses.push_back({verb, "--always", base + "-n 2 -w 20 " + dearer, base + "-n 2 -w 20 --always " + dearer});
}

void add_output_uses(std::vector<Use>& uses, const std::string& verb, const std::string& base) {
  const auto is_told = verb == "export" ? base + "--csv T" : base + "--csv T -v";
  uses.push_back({verb, "--csv", base, base + "--csv T"});
  uses.push_back({verb, "--tables", base + "--csv T", base + "--csv T --tables runs"});
  uses.push_back({verb, "--quiet", is_told, is_told + " -q"});
  uses.push_back({verb, "--verbose", base + "--csv T", base + "--csv T -v"});
  uses.push_back({verb, "--force", base + "--csv T", base + "--csv T --force",
                  "mkdir T && echo scenario,policy,x > T/runs.csv"});
}

/// Worlds are the same whether their past is lived through or taken from a file: only a file of another past
/// makes a difference, which is to be refused.
void add_state_uses(std::vector<Use>& uses, const std::string& verb) {
  uses.push_back({verb, "--save-state", brief, brief + "--save-state kept"});
  uses.push_back({verb, "--state", brief, brief + "--state kept",
                  program + "run " + brief + "-q -s 5 --save-state kept > /dev/null"});
}

void add_comparison_uses(std::vector<Use>& uses) {
  for (const std::string verb : {"run", "compare"}) {
    add_scenario_uses(uses, verb, "");
    add_output_uses(uses, verb, brief);
    add_state_uses(uses, verb);
    uses.push_back({verb, "--output", brief, brief + "-o s.sqlite"});
    uses.push_back({verb, "--format", brief, brief + "--format json"});
    uses.push_back(
        {verb, "--precision", brief, brief + "--precision operating_margin=1e-9 --max-replications 3"});
    uses.push_back({verb, "--max-replications", brief + "--precision operating_margin=1e-9",
                    brief + "--precision operating_margin=1e-9 --max-replications 7"});
  }
  for (const std::string verb : {"compare", "report"}) {
    const auto base = verb == "report" ? brief + "-o page.html " : brief;
    uses.push_back({verb, "--policies", base, base + "--policies partnership"});
    uses.push_back({verb, "--baseline", base, base + "--baseline partnership"});
    uses.push_back({verb, "--cross", base, base + "--cross overtime_cap=1,1.5"});
    uses.push_back({verb, "--objective", base, base + "--objective churn_rate"});
    uses.push_back({verb, "--require", base, base + "--require 'burnout_share<0.5'"});
  }
  const auto worlds = brief + "--uncertain --worlds 3 ";
  uses.push_back({"compare", "--uncertain", brief, worlds});
  uses.push_back({"compare", "--worlds", worlds, brief + "--uncertain --worlds 4"});
  uses.push_back({"compare", "--design-seed", worlds, worlds + "--design-seed 2"});
  uses.push_back({"compare", "--independent", worlds, worlds + "--independent"});
}

void add_sweep_uses(std::vector<Use>& uses) {
  add_scenario_uses(uses, "sweep", "--vary businesses.0.staff=3,4 -o s.sqlite ");
  add_output_uses(uses, "sweep", vary);
  uses.push_back({"sweep", "--vary", vary, vary + "--vary businesses.0.staff=3,4"});
  uses.push_back({"sweep", "--design", lhs,
                  brief + "--vary businesses.0.price=480:500 --design sobol --samples 2 -o s.sqlite"});
  uses.push_back({"sweep", "--samples", lhs,
                  brief + "--vary businesses.0.price=480:500 --design lhs --samples 3 -o s.sqlite"});
  uses.push_back({"sweep", "--design-seed", lhs, lhs + "--design-seed 2"});
  uses.push_back({"sweep", "--independent", vary, vary + "--independent"});
  uses.push_back({"sweep", "--weekly", vary + "--csv T", vary + "--csv T --weekly"});
  uses.push_back({"sweep", "--policies", vary, vary + "--policies partnership"});
  uses.push_back({"sweep", "--cross", vary, vary + "--cross overtime_cap=1,1.5"});
  uses.push_back({"sweep", "--baseline", vary + "--csv T", vary + "--csv T --baseline partnership"});
  uses.push_back({"sweep", "--output", vary, brief + "--vary businesses.0.price=480,500 -o t.sqlite"});
  uses.push_back({"sweep", "--format", vary, vary + "--format json"});
}

void add_store_uses(std::vector<Use>& uses) {
  const std::string store = "s.sqlite ";
  for (const std::string verb : {"resume", "export"})
    for (auto use : [&] {
           std::vector<Use> list;
           add_output_uses(list, verb, store);
           list.push_back({verb, "--baseline", store + "--csv T", store + "--csv T --baseline partnership"});
           return list;
         }()) {
      use.before = compared + " && " + use.before;
      uses.push_back(use);
    }
  uses.push_back({"resume", "--replications", store, store + "-n 3", compared});
  uses.push_back({"resume", "--objective", store, store + "--objective churn_rate", compared});
  uses.push_back({"resume", "--require", store, store + "--require 'burnout_share<0.5'", compared});
  uses.push_back({"resume", "--format", store, store + "--format json", compared});
  uses.push_back({"export", "--table", store, store + "--table summary", compared});
}

void add_report_uses(std::vector<Use>& uses) {
  if (has_page()) {
    add_scenario_uses(uses, "report", "-o page.html ");
    const auto page = brief + "-o page.html ";
    uses.push_back({"report", "--output", page, brief + "-o other.html"});
    uses.push_back({"report", "--store", page, page + "--store s.sqlite"});
    uses.push_back({"report", "--force", page, page + "--force",
                    "echo '<meta name=\"generator\" content=\"clientele\">' > page.html"});
    uses.push_back({"report", "--quiet", page, page + "-q"});
    uses.push_back({"report", "--verbose", page, page + "-v"});
  }
}

void add_divergence_uses(std::vector<Use>& uses) {
  const std::string pair = with_long_past + "customer_always_right partnership -w 20 ",
                    who = pair + "--customer 13 ";
  uses.push_back({"diverge", "--seed", who, who + "-s 5"});
  uses.push_back({"diverge", "--always", who + dearer, who + dearer + "--always"});
  uses.push_back(
      {"diverge", "--weeks", with_long_past + "customer_always_right partnership --customer 13 -w 2", who});
  uses.push_back({"diverge", "--set", who, who + "--set seed=7"});
  uses.push_back({"diverge", "--customer", who, pair + "--customer 6"});
  uses.push_back({"diverge", "--market", who, who + "--market 1"});
  uses.push_back({"diverge", "--replication", who, who + "--replication 2"});
}

void add_sensitivity_uses(std::vector<Use>& uses) {
  add_scenario_uses(uses, "sensitivity",
                    "--assumptions claim_error,early_exit --trajectories 2 --samples 4 ");
  const auto quick = few + "--trajectories 2 --samples 4 ";
  uses.push_back({"sensitivity", "--policies", quick, quick + "--policies partnership,right_customer"});
  uses.push_back({"sensitivity", "--objective", quick, quick + "--objective churn_rate"});
  uses.push_back({"sensitivity", "--method", quick, few + "--trajectories 2 --method morris"});
  uses.push_back({"sensitivity", "--trajectories", quick, few + "--trajectories 3 --samples 4"});
  uses.push_back({"sensitivity", "--samples", quick, few + "--trajectories 2 --samples 8"});
  uses.push_back({"sensitivity", "--few", quick, quick + "--few 1"});
  uses.push_back({"sensitivity", "--design-seed", quick, quick + "--design-seed 2"});
  uses.push_back({"sensitivity", "--assumptions", quick,
                  brief + "--assumptions claim_error --trajectories 2 --samples 4"});
  uses.push_back({"sensitivity", "--format", quick, quick + "--format json"});
  uses.push_back({"sensitivity", "--quiet", quick, quick + "-q"});
  uses.push_back({"sensitivity", "--verbose", quick, quick + "-v"});
}

void add_validation_uses(std::vector<Use>& uses) {
  for (const std::string option :
       {"--replications 7", "--seed 7", "--weeks 7", "--set businesses.0.price=480"})
    uses.push_back({"validate", option.substr(0, option.find(' ')), small + "-v", small + "-v " + option});
  uses.push_back({"validate", "--quiet", small, small + "-q"});
  uses.push_back({"validate", "--verbose", small, small + "-v"});
}

void add_settling_uses(std::vector<Use>& uses) {
  uses.push_back({"settling", "--replications", small + "-n 2", small + "-n 3"});
  uses.push_back({"settling", "--set", small + "-n 2", small + "-n 2 " + dearer});
  uses.push_back({"levels", "--replications", with_long_past + "-n 2", with_long_past + "-n 3"});
  uses.push_back({"ablation", "--replications", with_long_past + "-n 2", with_long_past + "-n 3"});
}

std::vector<Use> all_uses() {
  std::vector<Use> uses;
  for (const auto add : {add_comparison_uses, add_sweep_uses, add_store_uses, add_report_uses,
                         add_divergence_uses, add_sensitivity_uses, add_validation_uses, add_settling_uses})
    add(uses);
  return uses;
}

/// Options that share the work out, which must not make a difference, and help, which does nothing else.
const std::set<std::string> excepted = {"--jobs", "--help"};

/// It takes minutes: tests/worlds/argument.cpp runs it, and draws worlds otherwise.
constexpr std::string_view too_long = "argument";

/// Without what only repeats the question: the introduction, up to the first empty line, and where it is said
/// who made it and how.
std::string without_question(const std::string& name, std::string text) {
  if (name == "out" && text.find("\n\n") != text.npos) text.erase(0, text.find("\n\n"));
  if (name.ends_with(".html")) text = std::regex_replace(text, std::regex(R"("provenance":\{[^}]*\})"), "");
  return name.ends_with("manifest.csv") ? "" : text;
}

/// All that a command leaves: what it prints and says, its exit code, the files. A store is known by its
/// results.
std::map<std::string, std::string> left_by(const Use& use, const std::string& arguments) {
  const fs::path folder = scratch_path("effect");
  fs::remove_all(folder);
  fs::create_directories(folder);
  const auto in_folder = [&](const std::string& line) {
    return std::system(fmt::format("cd '{}' && {{ {}\n}}", folder.string(), line).c_str());
  };
  REQUIRE(in_folder(use.before) == 0);
  const int status = in_folder(program + use.verb + ' ' + arguments + " > out 2> err");
  std::map<std::string, std::string> left{{"exit", std::to_string(WEXITSTATUS(status))}};
  if (fs::exists(folder / "s.sqlite")) in_folder(program + "export s.sqlite --table runs > of_store");
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto name = fs::relative(entry.path(), folder).string();
    const bool is_text = entry.is_regular_file() && !name.ends_with(".sqlite");
    left[name] = is_text ? without_question(name, text_of(entry.path())) : "";
  }
  return left;
}

std::vector<std::string> verbs() {
  const auto help = clientele_program("--help").out;
  const auto list = help.substr(help.find("Subcommands:"));
  const std::regex line("\n  ([a-z]+) ");
  std::vector<std::string> names;
  for (auto match = std::sregex_iterator(list.begin(), list.end(), line); match != std::sregex_iterator();
       ++match)
    names.push_back((*match)[1]);
  return names;
}

std::set<std::string> options_of(const std::string& verb) {
  const auto help = clientele_program(verb + " --help").out;
  const std::regex line("\n  (?:-[a-z],)?(--[a-z-]+)");
  std::set<std::string> names;
  for (auto match = std::sregex_iterator(help.begin(), help.end(), line); match != std::sregex_iterator();
       ++match)
    names.insert((*match)[1]);
  return names;
}

TEST_CASE("every option of every verb makes a difference") {
  const auto uses = all_uses();
  std::size_t options = 0;
  for (const auto& verb : verbs())
    for (const auto& option : options_of(verb)) {
      if (excepted.contains(option) || verb == too_long || (verb == "report" && !has_page())) continue;
      const auto use =
          std::ranges::find_if(uses, [&](const Use& u) { return u.verb == verb && u.option == option; });
      CHECK_MESSAGE(use != uses.end(), (verb + ' ' + option + " is not shown to do anything"));
      if (use == uses.end()) continue;
      const bool is_other = left_by(*use, use->without) != left_by(*use, use->with);
      CHECK_MESSAGE(is_other, (verb + ' ' + option + " makes no difference"));
      ++options;
    }
  CHECK(options > 90);
}

TEST_CASE("a past that is taken from a file is taken, and changes nothing") {
  const Use use{"compare", "--state", brief, brief + "--state kept",
                program + "run " + brief + "-q --save-state kept > /dev/null"};
  CHECK(left_by(use, use.with) == left_by(use, use.without));
  auto damaged = use;
  damaged.before += " && printf x >> kept";
  CHECK(left_by(damaged, use.with) != left_by(damaged, use.without));
}

TEST_CASE("an option that others leave without effect is refused") {
  for (const auto& command :
       {std::string("compare ") + brief + "--max-replications 9", "compare " + brief + "--worlds 9",
        "compare " + brief + "--tables runs", "sweep " + vary + "--samples 9",
        "sweep " + vary + "--design-seed 9", "sensitivity " + few + "--method sobol --trajectories 3",
        "sensitivity " + few + "--method morris --samples 8",
        "sensitivity " + few + "--method morris --few 1", "sensitivity " + few + "--method sobol --few 1"}) {
    CAPTURE(command);
    check_refused(command, "");
  }
  const auto store = scratch_path("effect.sqlite");
  REQUIRE(clientele_program("compare " + brief + "-q -o " + store).exit_code == 0);
  check_refused("export " + store + " --table summary --csv " + scratch_path("effect_csv"), "--table");
  check_refused("export " + store + " --table runs --baseline partnership", "--baseline");
}

}  // namespace
}  // namespace clientele::app
