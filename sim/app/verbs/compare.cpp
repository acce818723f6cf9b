#include <algorithm>
#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/crossed.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"

namespace clientele::app {

namespace {

struct CompareOptions : Options {
  bool uncertain = false;
  std::size_t worlds = 256;
};

// Two replications tell chance from the world, and more worlds teach more than more replications. But all
// worlds share the people of these few: where worlds are fewer, what is saved goes into replications.
int replications_of(std::size_t worlds, const Scenario& scenario) {
  constexpr std::size_t least = 2, standard_runs = 512;
  return static_cast<int>(std::clamp(standard_runs / worlds, least,
                                     std::max(least, static_cast<std::size_t>(scenario.replications))));
}

void make_uncertain(Plan& plan, const CompareOptions& options, const Resolved& resolved) {
  if (!options.precision.empty() || !options.requirements.empty())
    throw BadInput("--precision and --require are about one world; leave them out, or --uncertain");
  plan.weekly = plan.yearly = false;
  if (!options.replications) plan.replications = replications_of(options.worlds, resolved.scenario);
  lay_out_worlds(plan, assumptions_of(resolved.document), options.worlds);
}

int compare(const CompareOptions& options, const std::string& command) {
  const auto resolved = load(options);
  auto plan = plan_for(options, make_plan("compare", resolved, policies_to_compare(options, resolved)));
  if (options.uncertain) make_uncertain(plan, options, resolved);
  auto store = create_store(plan, options, command);
  return conduct(store, options, command);
}

}  // namespace

void add_compare(CommandLine& program) {
  const auto verb = program.verb("compare", "Run all policies on the same people with common random numbers");
  const auto options = std::make_shared<CompareOptions>();
  add_scenario_options(verb, *options);
  add_always_option(verb, *options);
  add_policy_options(verb, *options);
  add_decision_options(verb, *options);
  add_precision_options(verb, *options);
  const auto uncertain =
      verb.flag("--uncertain", options->uncertain,
                "Compare over many plausible worlds: draw the assumptions from their ranges");
  verb.value("--worlds", options->worlds, "How many plausible worlds")
      .needs(uncertain)
      .between(2, 1'000'000)
      .shows_default();
  add_design_seed_option(verb, *options).needs(uncertain);
  add_independent_option(verb, *options).needs(uncertain);
  add_state_options(verb, *options);
  add_execution_options(verb, *options);
  verb.does([options](const std::string& command) { return compare(*options, command); });
}

}  // namespace clientele::app
