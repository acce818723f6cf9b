#include <fmt/core.h>

#include <memory>

#include "sim/app/answers/answer.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/same_model.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/random/draws.hpp"

namespace clientele::app {

namespace {

bool will_simulate(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  if (!store.missing().empty() || options.replications.value_or(0) > plan.replications) return true;
  return !plan.precision.empty() && plan.replications < plan.most_replications && !is_precise_enough(store);
}

// False if it was interrupted before they were found to be the same.
bool agree_on_model(Store& store, const Options& options, const std::string& command) {
  const InterruptionWatch watch;
  const auto compared = require_same_model(store, provenance(command), options.jobs, watch.flag());
  if (compared.value_or(0) > 0)
    say(fmt::format(
        "{}: was begun by another program; {} simulated again by this one came out the same, to the bit, "
        "so it goes on",
        options.output, counted(*compared, "run")));
  return !watch.flag().raised();
}

// Fewer than there are were asked for by somebody else, or in vain.
void say_if_enough(const Store& store, const Options& options) {
  const auto planned = store.plan().replications;
  if (options.replications && *options.replications < planned && !options.quiet)
    say(fmt::format("{}: is planned for {} already; --replications can only ask for more", options.output,
                    counted(planned, "replication")));
}

int resume(const Options& options, const std::string& command) {
  auto store = Store::resume(options.output, [&](const std::string& holder) {
    say(fmt::format("{}: is being written by {}; waiting for it", options.output, holder));
  });
  if (store.has_lost_runs())
    say(fmt::format("{}: its log was damaged; {} of {} runs are whole, the others are done again",
                    options.output, store.standing().done, store.standing().planned));
  require_answerable(store.plan(), options);
  say_if_enough(store, options);
  require_tables(store.plan(), options);
  if (will_simulate(store, options) && !agree_on_model(store, options, command)) {
    say("interrupted; nothing was changed");
    return interrupted;
  }
  if (options.replications) store.extend(static_cast<int>(*options.replications), provenance(command));
  return conduct(store, options, command);
}

}  // namespace

void add_resume(CommandLine& program) {
  const auto verb = program.verb("resume", "Go on with an experiment: run what is missing in its store");
  const auto options = std::make_shared<Options>();
  verb.value("store", options->output, "Results store").required().takes("FILE");
  verb.value("-n,--replications", options->replications, "Go on to this many replications")
      .between(1, most_replications);
  add_baseline_option(verb, *options);
  add_decision_options(verb, *options);
  add_jobs_option(verb, *options);
  add_csv_option(verb, *options);
  add_format_option(verb, *options);
  add_force_option(verb, *options);
  add_loudness_options(verb, *options);
  verb.does([options](const std::string& command) { return resume(*options, command); });
}

}  // namespace clientele::app
