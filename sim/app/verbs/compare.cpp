#include <memory>

#include "sim/app/conduct.hpp"
#include "sim/app/load.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"

namespace clientele::app {

namespace {

struct CompareOptions : Options {
  bool uncertain = false;
  std::size_t worlds = 256;
};

// One pair of lives per world tells luck from the world; more worlds teach more than more lives.
void make_uncertain(Plan& plan, const CompareOptions& options, const Resolved& resolved) {
  constexpr int standard_replications = 2;
  if (!options.precision.empty() || !options.requirements.empty())
    throw BadInput("--precision and --require are about one world; leave them out, or --uncertain");
  plan.weekly = false;
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

void add_compare(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("compare", "Run all policies on the same people with the same luck");
  const auto options = std::make_shared<CompareOptions>();
  add_scenario_options(*verb, *options);
  add_policy_options(*verb, *options);
  add_decision_options(*verb, *options);
  add_precision_options(*verb, *options);
  auto* uncertain =
      verb->add_flag("--uncertain", options->uncertain,
                     "Compare over many plausible worlds: draw the assumptions from their ranges");
  verb->add_option("--worlds", options->worlds, "How many plausible worlds")
      ->needs(uncertain)
      ->check(CLI::Range(2, 1'000'000))
      ->capture_default_str();
  add_execution_options(*verb, *options);
  verb->final_callback([options, &action] {
    action = [options](const std::string& command) { return compare(*options, command); };
  });
}

}  // namespace clientele::app
