#include "sim/app/options.hpp"

#include <algorithm>
#include <map>

#include "sim/layers.hpp"
#include "sim/experiment/run/background.hpp"

namespace clientele::app {

void add_scenario_options(CLI::App& verb, Options& options) {
  verb.add_option("scenario", options.scenario, "Scenario file")->required()->type_name("FILE");
  verb.add_option("-s,--seed", options.seed, "Seed of all random numbers");
  verb.add_option("-n,--replications", options.replications,
                  "How often to repeat it, each time with other luck");
  verb.add_option("-w,--weeks", options.weeks, "How many weeks to simulate");
  verb.add_option("--set", options.overrides,
                  "Override a value of the scenario, as in businesses.0.price=560")
      ->type_name("PATH=VALUE")
      ->take_all()
      ->allow_extra_args(false);
}

void add_policy_options(CLI::App& verb, Options& options) {
  add_policies_option(verb, options);
  add_baseline_option(verb, options);
}

void add_decision_options(CLI::App& verb, Options& options) {
  add_objective_option(verb, options);
  verb.add_option("--require", options.requirements,
                  "What an acceptable policy must meet, as in 'burnout_share<0.2'")
      ->type_name("METRIC<X")
      ->take_all()
      ->allow_extra_args(false);
}

void add_precision_options(CLI::App& verb, Options& options) {
  verb.add_option(
          "--precision", options.precision,
          "Add replications until the 95% interval is this narrow: operating_margin=0.005 (absolute), "
          "operating_margin=2% (of the mean), difference:operating_margin=0.005 (of the differences)")
      ->type_name("METRIC=X")
      ->take_all()
      ->allow_extra_args(false);
  verb.add_option("--max-replications", options.most_replications, "Give up on the precision at this many")
      ->check(CLI::Range(2, 1'000'000))
      ->capture_default_str();
}

void add_execution_options(CLI::App& verb, Options& options) {
  add_jobs_option(verb, options);
  add_output_option(verb, options);
  add_csv_option(verb, options);
  add_format_option(verb, options);
  add_force_option(verb, options);
  add_loudness_options(verb, options);
}

void add_policies_option(CLI::App& verb, Options& options) {
  verb.add_option("--policies", options.policies, "Policies to compare (default: all of the scenario)")
      ->type_name("A,B")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void add_objective_option(CLI::App& verb, Options& options) {
  verb.add_option("--objective", options.objective, "Metric to judge policies by")->capture_default_str();
}

void add_baseline_option(CLI::App& verb, Options& options) {
  verb.add_option("--baseline", options.baseline, "Policy to compare the others with (default: the first)")
      ->type_name("A");
}

void add_jobs_option(CLI::App& verb, Options& options) {
  options.jobs = available_threads();
  verb.add_option("-j,--jobs", options.jobs, "Threads to use")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
}

void add_output_option(CLI::App& verb, Options& options) {
  verb.add_option("-o,--output", options.output,
                  "Keep all results in this store (SQLite), and be able to resume")
      ->type_name("FILE");
}

void add_csv_option(CLI::App& verb, Options& options) {
  verb.add_option("--csv", options.csv, "Write tidy tables (CSV) into this folder")->type_name("FOLDER");
}

void add_format_option(CLI::App& verb, Options& options) {
  static const std::map<std::string, Format> formats = {
      {"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}};
  verb.add_option("--format", options.format, "Form of the answer: table, csv or json")
      ->type_name("FORM")
      ->transform(CLI::CheckedTransformer(formats).description(""));
}

void add_page_format_option(CLI::App& verb, Options& options) {
  static const std::map<std::string, Format> formats = {
      {"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}, {"markdown", Format::markdown}};
  verb.add_option("--format", options.format, "Form of the answer: table, csv, json or markdown")
      ->type_name("FORM")
      ->transform(CLI::CheckedTransformer(formats).description(""));
}

void add_force_option(CLI::App& verb, Options& options) {
  verb.add_flag("--force", options.force, "Replace files that exist");
}

void add_loudness_options(CLI::App& verb, Options& options) {
  verb.add_flag("-q,--quiet", options.quiet, "Say nothing but the result");
  verb.add_flag("-v,--verbose", options.verbose, "Say more about what is done");
}

}  // namespace clientele::app
