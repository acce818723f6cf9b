#include "sim/app/conduct.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "sim/app/answers/answer.hpp"
#include "sim/app/answers/sparklines.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/outputs.hpp"
#include "sim/app/progress_line.hpp"
#include "sim/app/reservations.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/experiment/design/varied_places.hpp"
#include "sim/experiment/run/executor.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/saved_states.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/experiment/store/store_place.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/tables/csv_folder.hpp"
#include "sim/scenario/model_identity.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

std::string way_on(const Store& store) {
  if (store.plan().verb == "sensitivity") return "nothing was kept";
  return store.path().empty()
             ? "nothing was kept, as there is no store; name one with -o FILE to be able to resume"
             : fmt::format("what is finished is kept; go on with: clientele resume {}",
                           shell_path(store.path()));
}

void add(Outcome& sum, const Outcome& more) {
  sum.done += more.done;
  sum.failed += more.failed;
  sum.interrupted = more.interrupted;
  if (sum.first_failure.empty()) sum.first_failure = more.first_failure;
  sum.seconds += more.seconds;
  sum.writing += more.writing;
}

std::string count(std::size_t replications, std::size_t policies, double seconds) {
  if (replications == std::numeric_limits<std::size_t>::max()) return "more replications than anyone can run";
  return fmt::format("{} ({}, {})", counted(replications, "replication"),
                     counted(replications * policies, "run"),
                     duration(seconds * static_cast<double>(replications)));
}

void say_forecast(const Store& store, const Outcome& pilot) {
  const auto& plan = store.plan();
  const auto policies = plan.cells.size();
  const auto forecast = forecast_effort(store);
  if (!forecast)
    return say(fmt::format("a pilot of {} has too few values to say how many the precision asked will take",
                           counted(plan.replications, "replication")));
  const auto& effort = *forecast;
  const double seconds = pilot.seconds / plan.replications;
  say(fmt::format("a pilot of {} says that the precision asked will take about {}",
                  counted(plan.replications, "replication"), count(effort.paired.likely, policies, seconds)));
  const bool pairing_helps = effort.independent.likely != effort.paired.likely;
  const auto alone = count(effort.independent.likely, policies, seconds);
  say(fmt::format("  (up to {} if chance favoured the pilot)",
                  count(effort.paired.cautious, policies, seconds)));
  say("  without common random numbers: " +
      (pairing_helps ? alone : "the same, as they help differences only"));
}

Outcome carry_out_missing(Store& store, const Options& options, SavedStates* states, const StopFlag& stop) {
  const auto runs = store.take_up_missing();
  ThreadPool pool(options.jobs);
  Progress progress;
  const ProgressLine line(progress, options.quiet);
  return execute(store, runs, pool, stop, progress, states);
}

bool has_state_options(const Options& options) {
  return !options.state.empty() || !options.save_state.empty();
}

// The worlds at week 0 that the options say to take from a file.
SavedStates states_of(const Plan& plan, const Options& options, const Provenance& provenance) {
  return options.state.empty() ? SavedStates() : SavedStates(options.state, plan, provenance);
}

struct Conduct {
  Outcome outcome;
  bool precise = true;
  std::string reason_out_of_reach = "";  ///< of the precision
};

// With goals of precision, replications are added look by look. Each look sees all results of the
// replications so far and nothing else, so that where it ends does not depend on the number of threads, nor
// on interruptions.
Conduct carry_out(Store& store, const Options& options, const Provenance& provenance, SavedStates& states) {
  InterruptionWatch watch;
  Conduct conduct;
  for (bool first = true;; first = false) {
    add(conduct.outcome,
        carry_out_missing(store, options, has_state_options(options) ? &states : nullptr, watch.flag()));
    const auto& plan = store.plan();
    if (plan.precision.empty() || conduct.outcome.interrupted || conduct.outcome.failed > 0) return conduct;
    conduct.precise = is_precise_enough(store);
    if (conduct.precise) return conduct;
    conduct.reason_out_of_reach = reason_out_of_reach(store);
    if (!conduct.reason_out_of_reach.empty() || plan.replications >= plan.most_replications) return conduct;
    if (first && !options.quiet && conduct.outcome.done > 0) say_forecast(store, conduct.outcome);
    store.extend(next_look(plan), provenance);
  }
}

void report(const Outcome& outcome, const Options& options) {
  if (outcome.failed > 0)
    say(fmt::format("error: {} of {} failed and are left out; the first: {}", outcome.failed,
                    counted(outcome.done + outcome.failed, "run"), outcome.first_failure));
  if (options.verbose && !options.quiet && outcome.seconds > 0)
    say(fmt::format("{} in {}; {:.1f} % of the time went into writing results", counted(outcome.done, "run"),
                    duration(outcome.seconds), 100 * outcome.writing / outcome.seconds));
}

CsvFolder csv_folder(const Options& options) { return {options.csv, options.tables, options.force}; }

}  // namespace

void write_tables(const Store& store, const Options& options, bool loud) {
  const auto announce = [&](const std::string& warning) {
    if (!options.quiet) say(warning);
  };
  for (const auto& name : export_csv(store, csv_folder(options), options.baseline, announce))
    if (loud) say("written: " + name);
}

Provenance provenance(const std::string& command) {
  return {program_version(), std::string(model_identity()), "g++ " __VERSION__, command};
}

Plan plan_for(const Options& options, Plan plan) {
  if (!options.baseline.empty()) plan.baseline = options.baseline;
  plan.design_seed = options.design_seed.value_or(plan.design_seed);
  plan.independent = options.independent;
  plan.always = options.always;
  plan.weekly = !options.output.empty() || !options.csv.empty() || (options.verbose && plan.verb != "sweep");
  plan.precision = options.precision;
  if (plan.precision.empty()) return plan;
  if (options.replications.value_or(0) > options.most_replications)
    throw BadInput(
        fmt::format("--replications {} is more than the {} at which --precision gives up; raise "
                    "--max-replications, or ask for fewer",
                    *options.replications, options.most_replications));
  constexpr int pilot = 30;  // fewer, and a variance that is small by chance may end it too early
  plan.most_replications = options.most_replications;
  plan.replications = std::min(options.replications ? plan.replications : pilot, plan.most_replications);
  return plan;
}

std::string size_of(const Plan& plan) {
  return fmt::format("{}, {}, {}: {}", counted(plan.points.size(), "point"),
                     counted(plan.cells.size() / plan.points.size(), "policy"),
                     counted(plan.replications, "replication"),
                     counted(plan.cells.size() * static_cast<std::size_t>(plan.replications), "run"));
}

void require_tables(const Plan& plan, const Options& options) {
  if (!options.csv.empty()) require_folder(plan, csv_folder(options));
}

// Before anything is run: a file that is read can be, one that is written may be, and there is a past.
void require_states(const Plan& plan, const Options& options, const std::string& command) {
  if (!has_state_options(options)) return;
  if (pasts_of(plan) != static_cast<std::size_t>(plan.replications))
    throw BadInput(pasts_of(plan) == 0
                       ? "--state and --save-state are about a past, and this scenario has none"
                       : "--state and --save-state are about one past, and these worlds have several");
  if (!options.save_state.empty()) require_output_place(options.save_state, OutputKind::state, options.force);
  states_of(plan, options, provenance(command));
}

Store create_store(const Plan& plan, const Options& options, const std::string& command) {
  require_effect(plan, settings(options));
  require_use_of_always(plan, settings(options));
  require_answerable(plan, options);
  require_states(plan, options, command);
  require_store_name(options.output);
  require_separate({options.scenario, options.state}, {options.output, options.save_state});
  if (!options.force && is_store(options.output) && !is_locked(options.output))
    refuse_existing_store(plan, options.output);
  require_tables(plan, options);
  const InterruptionWatch watch;  // half a store is of no use to anyone: it is completed, then nothing is run
  return Store::create(options.output, plan, provenance(command), options.force);
}

namespace {

int carry_through(Store& store, const Options& options, const std::string& command, SavedStates& states) {
  Conduct conduct;
  try {
    conduct = carry_out(store, options, provenance(command), states);
    store.end_writing();
  } catch (const StoreMoved&) {
    throw;
  } catch (const WriteFailure& failure) {
    throw WriteFailure(fmt::format("{}\n  {}", failure.what(), way_on(store)));
  }
  if (conduct.outcome.interrupted) {
    say("interrupted; " + way_on(store));
    if (!options.save_state.empty())
      say(fmt::format("{}: no state was saved; once all is done, ask for it again", options.save_state));
    return interrupted;
  }
  report(conduct.outcome, options);
  if (conduct.outcome.failed > 0) return failed;
  if (conduct.precise) return done;
  const auto replications = counted(store.plan().replications, "replication");
  say(conduct.reason_out_of_reach.empty()
          ? fmt::format("the precision asked is not reached after {}, the most allowed", replications)
          : fmt::format("the precision asked cannot be reached: {}, after {}", conduct.reason_out_of_reach,
                        replications));
  return imprecise;
}

}  // namespace

int complete(Store& store, const Options& options, const std::string& command) {
  auto states = states_of(store.plan(), options, provenance(command));
  return carry_through(store, options, command, states);
}

int conduct(Store& store, const Options& options, const std::string& command) {
  auto states = states_of(store.plan(), options, provenance(command));
  const int code = carry_through(store, options, command, states);
  if (code == interrupted) return code;
  if (code == done) say_reservations(store);  // or else the failed runs were told of
  print_answer(store, options);
  if (options.verbose && options.format == Format::table) print(sparklines(store));
  if (!options.csv.empty()) write_tables(store, options, options.verbose && !options.quiet);
  // Last, so that a file that cannot be written costs no answer.
  if (!options.save_state.empty())
    states.write(options.save_state, store.plan(), provenance(command), options.force);
  return code;
}

}  // namespace clientele::app
