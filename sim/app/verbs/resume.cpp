#include <memory>

#include "sim/app/conduct.hpp"
#include "sim/app/verbs/verbs.hpp"

namespace clientele::app {

void add_resume(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("resume", "Go on with an experiment: run what is missing in its store");
  const auto options = std::make_shared<Options>();
  verb->add_option("store", options->output, "Results store")->required()->type_name("FILE");
  verb->add_option("-n,--replications", options->replications, "Go on to this many replications")
      ->check(CLI::Range(1, 1'000'000));
  add_baseline_option(*verb, *options);
  add_decision_options(*verb, *options);
  add_jobs_option(*verb, *options);
  add_csv_option(*verb, *options);
  add_format_option(*verb, *options);
  add_force_option(*verb, *options);
  add_loudness_options(*verb, *options);
  verb->final_callback([options, &action] {
    action = [options](const std::string& command) {
      auto store = Store::open(options->output, Database::Access::write);
      store.require_same_model(provenance(command));
      if (options->replications) store.extend(static_cast<int>(*options->replications), provenance(command));
      return conduct(store, *options, command);
    };
  });
}

}  // namespace clientele::app
