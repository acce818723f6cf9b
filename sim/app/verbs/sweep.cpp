#include "sim/experiment/design/sweep.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/outputs.hpp"
#include "sim/app/verbs/verbs.hpp"

namespace clientele::app {

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
  return sweep;
}

// Beside earlier ones, as nobody asked for this name; the earlier one is replaced if that is asked for.
std::string default_store(const SweepOptions& options) {
  std::error_code error;
  const bool is_file =
      std::filesystem::is_regular_file(options.scenario, error);  // a pipe has no name to speak of
  const auto base =
      (is_file ? std::filesystem::path(options.scenario).stem().string() : "scenario") + "-sweep";
  return options.force ? base + ".sqlite" : free_store_name(base);
}

int sweep(SweepOptions options, const std::string& command) {
  if (options.output.empty()) options.output = default_store(options);
  const auto resolved = load(options);
  auto plan = plan_for(options, make_plan("sweep", resolved, options.policies));
  plan.weekly = options.weekly;
  lay_out(plan, wanted(options, resolved));
  auto store = create_store(plan, options, command);
  if (!options.quiet)
    say(fmt::format("{} points, {} policies, {} replications: {} runs into {}", plan.points.size(),
                    plan.cells.size() / plan.points.size(), plan.replications,
                    plan.cells.size() * static_cast<std::size_t>(plan.replications), options.output));
  return conduct(store, options, command);
}

}  // namespace

void add_sweep(CommandLine& program) {
  const auto verb = program.verb("sweep", "Compare policies at many points of a space of parameters");
  const auto options = std::make_shared<SweepOptions>();
  add_scenario_options(verb, *options);
  verb.values("--vary", options->vary, "What to vary: low:high:n, a,b,c or (with lhs and sobol) low:high")
      .takes("PATH=VALUES");
  verb.value("--design", options->design, "Points to look at: grid, lhs (Latin hypercube) or sobol");
  verb.value("--samples", options->samples, "Number of points of lhs and sobol");
  verb.flag("--weekly", options->weekly, "Keep every week, not only the means over all weeks");
  add_policy_options(verb, *options);
  add_execution_options(verb, *options);
  verb.does([options](const std::string& command) { return sweep(*options, command); });
}

}  // namespace clientele::app
