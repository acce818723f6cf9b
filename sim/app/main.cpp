// The program: understands the command line and turns what can go wrong into messages and exit codes.
#include <fmt/format.h>

#include <csignal>
#include <span>

#include "sim/app/console.hpp"
#include "sim/app/load.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

constexpr auto about =
    R"(Simulates businesses that serve clients, week by week, and shows what a policy towards difficult,
unprofitable or ill-fitting clients does to churn, margin and staff burnout.

For a first result: clientele compare scenarios/agency.json)";

void add_verbs(CLI::App& program, Action& action) {
  for (const auto add :
       {add_run, add_compare, add_sweep, add_resume, add_report, add_export, add_diverge, add_sensitivity, add_validate,
        add_explain, add_schema, add_policies, add_reproduce, add_facts})
    add(program, action);
}

std::vector<std::string_view> verb_names(const std::vector<const CLI::App*>& verbs) {
  std::vector<std::string_view> names;
  for (const auto* verb : verbs) names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> flag_names(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const auto* option : verb.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// What was meant by the first word on the command line that no verb understands.
std::string remedy(const CLI::App& program, const std::string& unexpected) {
  const auto chosen = program.get_subcommands();
  if (chosen.empty()) return suggestion(unexpected, verb_names(program.get_subcommands({})));
  const auto flags = flag_names(*chosen.front());
  return suggestion(unexpected, {flags.begin(), flags.end()},
                    fmt::format("see clientele {} --help", chosen.front()->get_name()));
}

int explain_usage(CLI::App& program, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return program.exit(error);
  const auto unexpected = program.remaining(true);
  if (unexpected.empty()) {
    const auto chosen = program.get_subcommands();
    const auto verb = chosen.empty() ? "" : chosen.front()->get_name() + " ";
    say(fmt::format("error: {}\n  see clientele {}--help", error.what(), verb));
  } else {
    const auto noun = program.get_subcommands().empty() ? "verb" : "option";
    say(fmt::format("error: no {} is called {}\n  {}", noun, in_quotes(unexpected.front()),
                    remedy(program, unexpected.front())));
  }
  return bad_input;
}

std::string command_line(std::span<char* const> words) {
  std::string line = "clientele";
  for (const std::string_view word : words.subspan(1)) {
    const bool plain = word.find_first_of(" \t\n'\"\\$*?[](){};&|<>#~`") == word.npos && !word.empty();
    line += plain ? fmt::format(" {}", word) : fmt::format(" '{}'", word);
  }
  return line;
}

int carry_out(const Action& action, const std::string& command) {
  try {
    return action(command);
  } catch (const ReaderLeft&) {
    return done;
  } catch (const InvalidScenario& scenario) {
    fmt::print(stderr, "{}", scenario.diagnostics);
    return bad_input;
  } catch (const BadInput& error) {
    say(fmt::format("error: {}", error.what()));
    return bad_input;
  } catch (const std::bad_alloc&) {
    say("error: out of memory; try fewer --jobs, or a smaller scenario");
    return failed;
  } catch (const std::exception& error) {
    say(fmt::format("error: {}", error.what()));
    return failed;
  }
}

}  // namespace

}  // namespace clientele::app

int main(int argc, char** argv) {
  using namespace clientele::app;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is noticed where we write
  CLI::App program(about, "clientele");
  program.require_subcommand(1);
  program.set_version_flag("--version", "clientele " CLIENTELE_VERSION);
  Action action;
  add_verbs(program, action);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return explain_usage(program, error);
  }
  return carry_out(action, command_line({argv, static_cast<std::size_t>(argc)}));
}
