#include <memory>

#include "sim/app/conduct.hpp"
#include "sim/app/load.hpp"
#include "sim/app/verbs.hpp"

namespace clientele {

void add_compare(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("compare", "Run all policies on the same people with the same luck");
  const auto options = std::make_shared<Options>();
  add_scenario_options(*verb, *options);
  add_policy_options(*verb, *options);
  add_decision_options(*verb, *options);
  add_precision_options(*verb, *options);
  add_execution_options(*verb, *options);
  verb->final_callback([options, &action] {
    action = [options](const std::string& command) {
      const auto plan = plan_for(*options, make_plan("compare", load(*options), options->policies));
      auto store = create_store(plan, *options, command);
      return conduct(store, *options, command);
    };
  });
}

}  // namespace clientele
