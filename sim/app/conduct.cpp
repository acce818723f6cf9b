#include "sim/app/conduct.hpp"

#include <fmt/format.h>

#include "sim/app/answer.hpp"
#include "sim/app/console.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/verbs.hpp"
#include "sim/experiment/errors.hpp"
#include "sim/experiment/executor.hpp"
#include "sim/experiment/tidy.hpp"

namespace clientele {

namespace {

std::string way_on(const Store& store) {
  return store.path().empty()
             ? "nothing was kept, as there is no store; name one with -o FILE to be able to resume"
             : fmt::format("what is finished is kept; go on with: clientele resume {}", store.path());
}

Outcome carry_out_missing(Store& store, const Options& options) {
  const auto runs = store.missing(store.plan().replications);
  Crew crew(options.jobs);
  InterruptionWatch watch;
  Progress progress;
  const ProgressLine line(progress, options.quiet);
  return execute(store, runs, crew, watch.flag(), progress);
}

void report(const Outcome& outcome, std::size_t runs, const Options& options) {
  if (outcome.failed > 0)
    say(fmt::format("error: {} of {} runs failed and are left out; the first: {}", outcome.failed, runs,
                    outcome.first_failure));
  if (options.verbose && !options.quiet)
    say(fmt::format("{} runs in {}; {:.1f} % of the time went into writing results", outcome.done,
                    duration(outcome.seconds), 100 * outcome.writing / outcome.seconds));
}

void write_tables(const Store& store, const Options& options) {
  if (options.csv.empty()) return;
  for (const auto& name : export_csv(store, options.csv, options.baseline, options.force))
    if (options.verbose && !options.quiet) say("written: " + name);
}

}  // namespace

Provenance provenance(const std::string& command) { return {CLIENTELE_VERSION, "g++ " __VERSION__, command}; }

Store create_store(const Plan& plan, const Options& options, const std::string& command) {
  baseline_cell(plan, 0, options.baseline);
  if (!options.csv.empty()) require_folder(plan, options.csv, options.force);
  return Store::create(options.output, plan, provenance(command), options.force);
}

int complete(Store& store, const Options& options) {
  Outcome outcome;
  try {
    outcome = carry_out_missing(store, options);
  } catch (const WriteFailure& failure) {
    throw WriteFailure(fmt::format("{}\n  {}", failure.what(), way_on(store)));
  }
  if (outcome.interrupted) {
    say("interrupted; " + way_on(store));
    return interrupted;
  }
  report(outcome, outcome.done + outcome.failed, options);
  return outcome.failed > 0 ? failed : done;
}

int conduct(Store& store, const Options& options) {
  const int code = complete(store, options);
  if (code == interrupted) return code;
  print_answer(store, options);
  write_tables(store, options);
  return code;
}

}  // namespace clientele
