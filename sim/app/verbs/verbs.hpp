// The verbs of the program, one file each: verb_NAME.cpp. Each adds itself to the command line and, when it
// is the one that was typed, leaves in `action` what is to be done. The action is told the command line as
// typed, for the record, and gives the exit code.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace clientele::app {

using Action = std::function<int(const std::string& command)>;

void add_run(CLI::App& program, Action& action);
void add_compare(CLI::App& program, Action& action);
void add_sweep(CLI::App& program, Action& action);
void add_resume(CLI::App& program, Action& action);
void add_report(CLI::App& program, Action& action);
void add_export(CLI::App& program, Action& action);
void add_diverge(CLI::App& program, Action& action);
void add_validate(CLI::App& program, Action& action);
void add_explain(CLI::App& program, Action& action);
void add_schema(CLI::App& program, Action& action);
void add_policies(CLI::App& program, Action& action);
void add_reproduce(CLI::App& program, Action& action);
void add_facts(CLI::App& program, Action& action);
void add_sensitivity(CLI::App& program, Action& action);

/// 0 done, 1 some runs failed or could not be written, 2 bad input, 3 precision not reached, 130 interrupted.
enum ExitCode { done = 0, failed = 1, bad_input = 2, imprecise = 3, interrupted = 130 };

}  // namespace clientele::app
