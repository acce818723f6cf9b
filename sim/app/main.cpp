// The program: turns what was typed into an action, and what can go wrong into messages and exit codes.
#include <fmt/core.h>

#include <csignal>
#include <exception>
#include <filesystem>
#include <new>
#include <span>
#include <sstream>
#include <string_view>
#include <system_error>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/load.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

constexpr auto about =
    R"(Simulates businesses that serve clients, week by week, and shows what a policy towards difficult,
unprofitable or ill-fitting clients does to churn, margin and staff burnout.

For a first result: clientele compare scenarios/agency.json)";

void add_verbs(CommandLine& program) {
  for (const auto add : {add_run, add_compare, add_sweep, add_resume, add_report, add_export, add_diverge,
                         add_sensitivity, add_validate, add_explain, add_schema, add_policies, add_reproduce,
                         add_facts, add_settling, add_ablation, add_levels, add_argument})
    add(program);
}

int carry_out(int argc, char** argv) {
  CommandLine program(about);
  add_verbs(program);
  const auto action = program.read(argc, argv);
  const int code = action(program.command());
  end_printing();
  return code;
}

std::string printable_lines(const std::string& text) {
  std::string all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) all += (all.empty() ? "" : "\n") + printable(line);
  return all;
}

int report_error(const char* what, int code) {
  say(printable_lines(fmt::format("error: {}", what)));
  return code;
}

}  // namespace

int run_program(int argc, char** argv) {
  try {
    return carry_out(argc, argv);
  } catch (const InvalidScenario& scenario) {
    say_part(scenario.what());
    return bad_input;
  } catch (const Interrupted&) {
    say("interrupted; nothing was kept");
    return interrupted;
  } catch (const BadInput& error) {
    return report_error(error.what(), bad_input);
  } catch (const std::filesystem::filesystem_error& error) {
    return report_error(fmt::format("{}: cannot be reached ({}); check the path and its permissions",
                                    error.path1().string(), error.code().message())
                            .c_str(),
                        bad_input);
  } catch (const std::bad_alloc&) {
    return report_error("out of memory; try fewer --jobs, or a smaller scenario", failed);
  } catch (const std::system_error&) {
    return report_error("the system grants no further thread; try fewer --jobs", failed);
  } catch (const std::exception& error) {
    return report_error(error.what(), failed);
  }
}

}  // namespace clientele::app

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is noticed where we write,
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that may not become larger
  clientele::app::occupy_standard_descriptors();
  return clientele::app::run_program(argc, argv);
}
