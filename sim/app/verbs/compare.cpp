#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
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

// One pair of replications per world tells chance from the world; more worlds teach more than more
// replications.
void make_uncertain(Plan& plan, const CompareOptions& options, const Resolved& resolved) {
  constexpr int standard_replications = 2;
  if (!options.precision.empty() || !options.requirements.empty())
    throw BadInput("--precision and --require are about one world; leave them out, or --uncertain");
  plan.weekly = plan.yearly = false;
  if (!options.replications) plan.replications = standard_replications;
  lay_out_worlds(plan, assumptions_of(resolved.document), options.worlds);
}

int compare(const CompareOptions& options, const std::string& command) {
  const auto resolved = load(options);
  auto plan = plan_for(options, make_plan("compare", resolved, options.policies));
  if (options.uncertain) make_uncertain(plan, options, resolved);
  auto store = create_store(plan, options, command);
  return conduct(store, options, command);
}

}  // namespace

void add_compare(CommandLine& program) {
  const auto verb = program.verb("compare", "Run all policies on the same people with common random numbers");
  const auto options = std::make_shared<CompareOptions>();
  add_scenario_options(verb, *options);
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
  add_execution_options(verb, *options);
  verb.does([options](const std::string& command) { return compare(*options, command); });
}

}  // namespace clientele::app
