#include "sim/app/options.hpp"

#include "sim/app/command_line.hpp"
#include "sim/experiment/run/background.hpp"
#include "sim/experiment/tables/tidy.hpp"
#include "sim/random/draws.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::app {

void add_scenario_options(const Verb& verb, Options& options) {
  add_scenario_option(verb, options);
  add_override_options(verb, options);
}

void add_scenario_option(const Verb& verb, Options& options) {
  verb.value("scenario", options.scenario, "Scenario file, or - for standard input").required().takes("FILE");
}

void add_override_options(const Verb& verb, Options& options) {
  verb.value("-n,--replications", options.replications,
             "How often to repeat it, each time with other random numbers")
      .between(1, most_replications);
  add_replication_options(verb, options);
}

void add_replication_options(const Verb& verb, Options& options) {
  verb.value("-s,--seed", options.seed, "Seed of all random numbers of the worlds").between(0, largest_seed);
  verb.value("-w,--weeks", options.weeks, "How many weeks to simulate").between(1, most_weeks);
  verb.values("--set", options.overrides, "Override a value of the scenario, as in businesses.0.price=560")
      .takes("PATH=VALUE");
}

void add_always_option(const Verb& verb, Options& options) {
  verb.flag(
      "--always", options.always,
      "What is set or varied of levers, prices and marketing holds in the past as well; by default from "
      "week 1 on, and all share one past");
}

void add_policy_options(const Verb& verb, Options& options) {
  add_policies_option(verb, options);
  add_baseline_option(verb, options);
  verb.values("--cross", options.crossed,
              "Cross what is said and who is served (or the scenario's factors) with a lever at two or three "
              "values, as in utilisation_cap=0.9,1.2")
      .takes("LEVER=A,B");
}

void add_decision_options(const Verb& verb, Options& options) {
  add_objective_option(verb, options);
  verb.values("--require", options.requirements,
              "What an acceptable policy must meet, as in 'burnout_share<0.2'")
      .takes("METRIC<X");
}

void add_precision_options(const Verb& verb, Options& options) {
  const auto precision =
      verb.values(
              "--precision", options.precision,
              "Add replications until the 95% interval is this narrow: operating_margin=0.005 (absolute), "
              "operating_margin=2% (of the mean), difference:operating_margin=0.005 (of the differences)")
          .takes("METRIC=X");
  verb.value("--max-replications", options.most_replications, "Give up on the precision at this many")
      .needs(precision)
      .between(2, most_replications)
      .shows_default();
}

void add_execution_options(const Verb& verb, Options& options) {
  add_jobs_option(verb, options);
  verb.value("-o,--output", options.output, "Keep all results in this store (SQLite), and be able to resume")
      .takes("FILE")
      .changes_no_number();
  add_csv_option(verb, options);
  add_format_option(verb, options);
  add_force_option(verb, options);
  add_loudness_options(verb, options);
}

void add_state_options(const Verb& verb, Options& options) {
  verb.value("--state", options.state, "Go on from the past in this file instead of living through it again")
      .takes("FILE")
      .changes_no_number();
  verb.value("--save-state", options.save_state, "Keep the worlds as their past leaves them in this file")
      .takes("FILE")
      .changes_no_number();
}

Option add_design_seed_option(const Verb& verb, Options& options) {
  return verb.value("--design-seed", options.design_seed,
                    "Seed by which points are drawn; --seed is that of the worlds (default: 1)");
}

Option add_independent_option(const Verb& verb, Options& options) {
  return verb.flag("--independent", options.independent,
                   "Give every point random numbers of its own; by default all share them, so that points "
                   "differ by what is varied alone");
}

void add_policies_option(const Verb& verb, Options& options) {
  verb.list("--policies", options.policies, "Policies to compare (default: all of the scenario)")
      .takes("A,B");
}

void add_objective_option(const Verb& verb, Options& options) {
  verb.value("--objective", options.objective, "Metric to judge policies by")
      .shows_default()
      .notes(options.has_objective);
}

void add_baseline_option(const Verb& verb, Options& options) {
  verb.value("--baseline", options.baseline, "Policy to compare the others with (default: the first)")
      .takes("A");
}

void add_jobs_option(const Verb& verb, Options& options) {
  options.jobs = available_threads();
  verb.value("-j,--jobs", options.jobs, "Threads to use")
      .between(1, 1024)
      .shows_default()
      .changes_no_number();
}

void add_csv_option(const Verb& verb, Options& options) {
  const auto csv = verb.value("--csv", options.csv, "Write tidy tables (CSV) into this folder")
                       .takes("FOLDER")
                       .changes_no_number();
  verb.list("--tables", options.tables, "Which tables, as in runs,weekly_long (default: all but weekly_long)")
      .takes("A,B")
      .one_of(table_names())
      .needs(csv)
      .changes_no_number();
}

void add_format_option(const Verb& verb, Options& options) {
  verb.choice("--format", options.format,
              {{"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}},
              "Form of the answer: table, csv or json")
      .takes("FORM")
      .changes_no_number();
}

void add_page_format_option(const Verb& verb, Options& options) {
  verb.choice("--format", options.format,
              {{"table", Format::table},
               {"csv", Format::csv},
               {"json", Format::json},
               {"markdown", Format::markdown}},
              "Form of the answer: table, csv, json or markdown")
      .takes("FORM")
      .changes_no_number();
}

void add_force_option(const Verb& verb, Options& options) {
  verb.flag("--force", options.force, "Replace files that exist").changes_no_number();
}

void add_quiet_option(const Verb& verb, Options& options) {
  verb.flag("-q,--quiet", options.quiet, "Say nothing but the result").changes_no_number();
}

void add_loudness_options(const Verb& verb, Options& options) {
  add_quiet_option(verb, options);
  verb.flag("-v,--verbose", options.verbose, "Say more about what is done").changes_no_number();
}

}  // namespace clientele::app
