#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/sweep.hpp"
#include "sim/model/world.hpp"

namespace clientele::app {

namespace {

// What the sweep of a file leaves to options cannot be laid out yet.
bool is_complete(const Sweep& sweep) {
  if (sweep.variations.empty()) return false;
  if (sweep.design != Design::grid) return sweep.samples > 0;
  return std::ranges::none_of(sweep.variations,
                              [](const auto& variation) { return variation.values.empty(); });
}

void check_sweep(const Resolved& resolved) {
  if (resolved.sweep.is_null()) return;
  const auto sweep = read_sweep(resolved.sweep);
  auto plan = make_plan("sweep", resolved);
  if (is_complete(sweep)) lay_out(plan, sweep);
}

int validate(const Options& options) {
  const auto resolved = load(options);
  const auto& scenario = resolved.scenario;
  check_sweep(resolved);
  if (options.verbose) {
    print(resolved.document.dump(2) + "\n");
  } else if (!options.quiet) {
    constexpr double megabyte = 1e6;
    print(fmt::format(
        "{}: {} is a valid scenario ({} weeks, {} replications, {} policies; {:.3g} MB of memory per run)\n",
        options.scenario, scenario.name, scenario.weeks, scenario.replications, scenario.policies.size(),
        memory_needed(scenario) / megabyte));
  }
  return done;
}

}  // namespace

void add_validate(CommandLine& program) {
  const auto verb =
      program.verb("validate", "Check a scenario without running it; -v prints it with all defaults");
  const auto options = std::make_shared<Options>();
  add_scenario_options(verb, *options);
  add_loudness_options(verb, *options);
  verb.does([options](const std::string&) { return validate(*options); });
}

}  // namespace clientele::app
