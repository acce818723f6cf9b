#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"

namespace clientele::app {

namespace {

int run(const Options& options, const std::string& command) {
  const auto resolved = load(options);
  const auto& scenario = resolved.scenario;
  const auto own = scenario.policies[scenario.businesses.front().policy].name;
  auto store = create_store(plan_for(options, make_plan("run", resolved, {own})), options, command);
  return conduct(store, options, command);
}

}  // namespace

void add_run(CommandLine& program) {
  const auto verb = program.verb("run", "Run the scenario, every business with its own policy");
  const auto options = std::make_shared<Options>();
  add_scenario_options(verb, *options);
  add_always_option(verb, *options);
  add_precision_options(verb, *options);
  add_state_options(verb, *options);
  add_execution_options(verb, *options);
  verb.does([options](const std::string& command) { return run(*options, command); });
}

}  // namespace clientele::app
