// The verbs of the program, one file each, named after it. Each adds itself to what can be typed.
#pragma once

namespace clientele::app {

class CommandLine;

void add_run(CommandLine& program);
void add_compare(CommandLine& program);
void add_sweep(CommandLine& program);
void add_resume(CommandLine& program);
void add_report(CommandLine& program);
void add_export(CommandLine& program);
void add_diverge(CommandLine& program);
void add_sensitivity(CommandLine& program);
void add_validate(CommandLine& program);
void add_explain(CommandLine& program);
void add_schema(CommandLine& program);
void add_policies(CommandLine& program);
void add_reproduce(CommandLine& program);
void add_facts(CommandLine& program);
void add_settling(CommandLine& program);
void add_ablation(CommandLine& program);
void add_levels(CommandLine& program);
void add_argument(CommandLine& program);

}  // namespace clientele::app
