#include <fmt/core.h>

#include <memory>
#include <span>
#include <vector>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/same_model.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/reproduction.hpp"

namespace clientele::app {

namespace {

int reproduce_publications(unsigned jobs) {
  ThreadPool pool(jobs);
  print(reproduction_head());
  for (const auto& reproduction : reproductions()) {
    const auto results = reproduce(reproduction, scenarios_folder(), pool);
    print(reproduction_section(reproduction, results, scenarios_folder()));
  }
  return done;
}

std::vector<RunKey> others_of(const Store& store, std::span<const RunKey> runs, const Provenance& ours,
                              const Options& options, const StopFlag& stop) {
  try {
    return other_when_simulated_again(store, runs, ours, options.jobs, stop);
  } catch (const OtherModel& refusal) {
    throw BadInput(fmt::format("{}; {}", refusal.what(), way_to_program_of(store)));
  }
}

std::string reason_for_others(const Store& store, const Provenance& ours) {
  if (is_by_this_model(store, ours)) return "this model made them, so somebody has changed the store since";
  return fmt::format("they were {}; {}", both_programs(store, ours), way_to_program_of(store));
}

int reproduce_store(const Options& options, const std::string& command) {
  const auto store = Store::open(options.output);
  const auto ours = provenance(command);
  const auto runs = finished_runs(store);
  if (runs.empty()) throw BadInput(options.output + ": has no finished run that could be simulated again");
  const InterruptionWatch watch;
  const auto others = others_of(store, runs, ours, options, watch.flag());
  if (watch.flag().raised()) return interrupted;
  if (!others.empty())
    throw BadInput(fmt::format("{}: {} of {} come out otherwise, the first is run {}; {}", options.output,
                               others.size(), counted(runs.size(), "run"), others.front().run,
                               reason_for_others(store, ours)));
  print(fmt::format("{}: {} simulated again, the same to the bit; {}\n", options.output,
                    counted(runs.size(), "run"), both_programs(store, ours)));
  return done;
}

}  // namespace

void add_reproduce(CommandLine& program) {
  const auto verb = program.verb("reproduce",
                                 "Simulate the runs of a store again and compare them, to the bit; without a "
                                 "store, set the published models against the publications");
  const auto options = std::make_shared<Options>();
  verb.value("store", options->output, "Results store").takes("FILE");
  add_jobs_option(verb, *options);
  verb.does([options](const std::string& command) {
    return options->output.empty() ? reproduce_publications(options->jobs)
                                   : reproduce_store(*options, command);
  });
}

}  // namespace clientele::app
