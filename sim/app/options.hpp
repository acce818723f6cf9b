// The options that verbs share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::app {

class Option;
class Verb;

enum class Format { table, csv, json, markdown };

struct Options {
  std::string scenario;  ///< a file
  std::optional<std::int64_t> seed, replications, weeks;
  std::optional<std::uint32_t> design_seed;  ///< of the points that are drawn
  std::string state, save_state;             ///< files; empty for none
  bool always = false;                       ///< what is decided holds in the past as well
  bool independent = false;                  ///< random numbers of every point its own
  std::vector<std::string> overrides;        ///< path=value
  std::vector<std::string> policies;
  std::vector<std::string> crossed;  ///< levers with values, LEVER=A,B
  std::string baseline;
  std::string objective = "operating_margin";  ///< what policies are judged by
  bool has_objective = false;                  ///< whether it was asked for
  std::vector<std::string> requirements;       ///< that an acceptable policy must meet
  std::vector<std::string> precision;          ///< goals; empty for a fixed number of replications
  int most_replications = 10'000;              ///< in pursuit of those goals
  std::string output;                          ///< the results store; empty for none
  std::string csv;                             ///< a folder; empty for none
  std::vector<std::string> tables;             ///< to write there; empty for the usual ones
  unsigned jobs = 1;
  Format format = Format::table;
  bool force = false;
  bool quiet = false;
  bool verbose = false;
};

/// The scenario, and what overrides it: FILE -s -n -w --set.
void add_scenario_options(const Verb& verb, Options& options);
/// What overrides a scenario; all of it, or what one replication depends on.
void add_override_options(const Verb& verb, Options& options);
void add_replication_options(const Verb& verb, Options& options);
/// --always, for what lives through a past.
void add_always_option(const Verb& verb, Options& options);

/// --policies, --baseline and --cross.
void add_policy_options(const Verb& verb, Options& options);

/// --objective and --require.
void add_decision_options(const Verb& verb, Options& options);

/// --precision and --max-replications.
void add_precision_options(const Verb& verb, Options& options);

/// How to go about it and where to put the results: -j -o --csv --format --force -q -v.
void add_execution_options(const Verb& verb, Options& options);

/// --state and --save-state.
void add_state_options(const Verb& verb, Options& options);

/// --design-seed, for points that are drawn; --independent.
Option add_design_seed_option(const Verb& verb, Options& options);
Option add_independent_option(const Verb& verb, Options& options);

void add_scenario_option(const Verb& verb, Options& options);
void add_policies_option(const Verb& verb, Options& options);
void add_baseline_option(const Verb& verb, Options& options);
void add_objective_option(const Verb& verb, Options& options);
void add_jobs_option(const Verb& verb, Options& options);
void add_csv_option(const Verb& verb, Options& options);  ///< and --tables
void add_format_option(const Verb& verb, Options& options);
void add_page_format_option(const Verb& verb, Options& options);  ///< the same, or Markdown
void add_force_option(const Verb& verb, Options& options);
void add_quiet_option(const Verb& verb, Options& options);
void add_loudness_options(const Verb& verb, Options& options);  ///< -q and -v

}  // namespace clientele::app
