#include "sim/experiment/design/sweep.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/crossed.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/outputs.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/text/document.hpp"

namespace clientele::app {

namespace fs = std::filesystem;

namespace {

struct SweepOptions : Options {
  std::vector<std::string> vary;
  std::optional<std::string> design;
  std::optional<std::size_t> samples;
  bool weekly = false;
};

// Flags take the place of what the scenario says; a --vary replaces all its variations.
Sweep wanted(const SweepOptions& options, const Resolved& resolved) {
  auto sweep = resolved.sweep.is_null() ? Sweep{} : read_sweep(resolved.sweep);
  if (!options.vary.empty()) sweep.variations.clear();
  for (const auto& text : options.vary) sweep.variations.push_back(read_variation(text));
  if (options.design) sweep.design = read_design(*options.design);
  if (options.samples) sweep.samples = *options.samples;
  if (options.design_seed) sweep.seed = options.design_seed;
  return sweep;
}

std::string name_of_sweep(const Options& options) {
  std::error_code error;
  const bool is_file = fs::is_regular_file(options.scenario, error);  // a pipe has no name to speak of
  return (is_file ? fs::path(options.scenario).stem().string() : "scenario") + "-sweep";
}

// Beside earlier ones, as nobody asked for this name. What was free just now may be another sweep's by now.
Store create_beside_others(const Plan& plan, Options& options, const std::string& command) {
  for (;;) {
    options.output = free_store_name(name_of_sweep(options));
    try {
      return create_store(plan, options, command);
    } catch (const NameTaken&) {
      continue;
    }
  }
}

Store create(const Plan& plan, Options& options, const std::string& command) {
  if (options.output.empty() && !options.force) return create_beside_others(plan, options, command);
  if (options.output.empty()) options.output = name_of_sweep(options) + ".sqlite";
  return create_store(plan, options, command);
}

int sweep(SweepOptions options, const std::string& command) {
  const auto resolved = load(options);
  auto plan = plan_for(options, make_plan("sweep", resolved, policies_to_compare(options, resolved)));
  plan.weekly = options.weekly;
  lay_out(plan, wanted(options, resolved));
  auto store = create(plan, options, command);
  if (!options.quiet) say(fmt::format("{} into {}", size_of(plan), options.output));
  return conduct(store, options, command);
}

}  // namespace

void add_sweep(CommandLine& program) {
  const auto verb = program.verb("sweep", "Compare policies at many points of a space of parameters");
  const auto options = std::make_shared<SweepOptions>();
  add_scenario_options(verb, *options);
  add_always_option(verb, *options);
  verb.values("--vary", options->vary, "What to vary: low:high:n, a,b,c or (with lhs and sobol) low:high")
      .takes("PATH=VALUES");
  verb.value("--design", options->design, "Points to look at: grid, lhs (Latin hypercube) or sobol");
  verb.value("--samples", options->samples, "Number of points of lhs and sobol");
  add_design_seed_option(verb, *options);
  add_independent_option(verb, *options);
  verb.flag("--weekly", options->weekly, "Keep every week, not only the means over all weeks");
  add_policy_options(verb, *options);
  add_execution_options(verb, *options);
  verb.does([options](const std::string& command) { return sweep(*options, command); });
}

}  // namespace clientele::app
