#include <memory>

#include "sim/app/conduct.hpp"
#include "sim/app/load.hpp"
#include "sim/app/verbs/verbs.hpp"

namespace clientele::app {

void add_run(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("run", "Run the scenario, every business with its own policy");
  const auto options = std::make_shared<Options>();
  add_scenario_options(*verb, *options);
  add_precision_options(*verb, *options);
  add_execution_options(*verb, *options);
  verb->final_callback([options, &action] {
    action = [options](const std::string& command) {
      const auto resolved = load(*options);
      const auto& scenario = resolved.scenario;
      const auto own = scenario.policies[scenario.businesses.front().policy].name;
      const auto plan = plan_for(*options, make_plan("run", resolved, {own}));
      auto store = create_store(plan, *options, command);
      return conduct(store, *options, command);
    };
  });
}

}  // namespace clientele::app
