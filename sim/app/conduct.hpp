// Conducts an experiment whose store is ready: runs what is missing, gives the answer, and says what went
// wrong.
#pragma once

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// Who and what made the results, for the store. `command` is the command line as typed.
Provenance provenance(const std::string& command);

/// Completes the plan with what the options say: baseline, precision, whether weeks are kept (where there is
/// somewhere to keep them, or courses over time are to be shown).
Plan plan_for(const Options& options, Plan plan);

/// "12 points, 3 policies, 10 replications: 360 runs".
std::string size_of(const Plan& plan);

/// Throws BadInput if the tables asked for could not be written; worth asking before a long experiment.
void require_tables(const Plan& plan, const Options& options);

/// Makes the store for a new experiment where the options say, after checking that the answer can be written.
Store create_store(const Plan& plan, const Options& options, const std::string& command);

/// Runs what is missing and says what went wrong. Gives the exit code. Throws WriteFailure.
int complete(Store& store, const Options& options, const std::string& command);

/// Writes tables where and as the options say, and says so if `loud`. Throws WriteFailure or BadInput.
void write_tables(const Store& store, const Options& options, bool loud);

/// The same as complete, then prints the answer of the plan's verb in the form asked, and writes tables if
/// asked. Gives the exit code. Throws WriteFailure or BadInput.
int conduct(Store& store, const Options& options, const std::string& command);

}  // namespace clientele::app
