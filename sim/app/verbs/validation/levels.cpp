#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/validation/shipped.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/random/draws.hpp"
#include "sim/validation/argument/common_levels.hpp"

namespace clientele::app {

namespace {

int levels(const Options& options, const std::string& command) {
  const InterruptionWatch watch;
  ThreadPool pool(options.jobs, &watch.flag());
  std::vector<validation::LeveledScenario> scenarios;
  for (const auto& file : files_or_shipped(options.scenario))
    scenarios.push_back(validation::find_levels(file, scenarios_folder(), options.replications, pool));
  print(validation::levels_page(command, scenarios));
  return done;
}

}  // namespace

void add_levels(CommandLine& program) {
  const auto verb = program.verb(
      "levels",
      "Set the four policies of the argument against each other at common levels of every other lever");
  const auto options = std::make_shared<Options>();
  verb.value("scenario", options->scenario, "Scenario file (default: all that are shipped)").takes("FILE");
  verb.value("-n,--replications", options->replications,
             "How often to repeat each (default: as often as the scenario says, at most 100 times)")
      .between(2, most_replications);
  add_jobs_option(verb, *options);
  verb.does([options](const std::string& command) { return levels(*options, command); });
}

}  // namespace clientele::app
