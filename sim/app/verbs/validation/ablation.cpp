#include "sim/validation/ablation.hpp"

#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/validation/shipped.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/random/draws.hpp"

namespace clientele::app {

namespace {

int ablation(const Options& options, const std::string& command) {
  ThreadPool pool(options.jobs);
  std::vector<validation::AblatedScenario> scenarios;
  for (const auto& file : files_or_shipped(options.scenario))
    scenarios.push_back(validation::ablate(file, scenarios_folder(), options.replications, pool));
  print(validation::ablation_page(command, scenarios));
  return done;
}

}  // namespace

void add_ablation(CommandLine& program) {
  const auto verb = program.verb("ablation", "Switch mechanisms off, one at a time, and tell what changes");
  const auto options = std::make_shared<Options>();
  verb.value("scenario", options->scenario, "Scenario file (default: all that are shipped)").takes("FILE");
  verb.value("-n,--replications", options->replications, "How often to repeat each (default: the scenario's)")
      .between(2, most_replications);
  add_jobs_option(verb, *options);
  verb.does([options](const std::string& command) { return ablation(*options, command); });
}

}  // namespace clientele::app
