#include <fmt/core.h>

#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/model/world.hpp"

namespace clientele::app {

namespace {

int validate(const Options& options) {
  const auto resolved = load(options);
  const auto& scenario = resolved.scenario;
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
