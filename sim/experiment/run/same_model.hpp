// Whether stored runs are what this program would make of them: they may be another program's, or another
// commit's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

class StopFlag;

/// A store whose runs another model made, or may have made.
struct OtherModel : BadInput {
  using BadInput::BadInput;
};

/// The runs that are done, by replication.
std::vector<RunKey> finished_runs(const Store& store);

/// Finished runs by which another program's results are told from this one's: one of each policy, and one for
/// each parameter at another value than theirs; three or more, if there are as many.
std::vector<RunKey> telling_runs(const Store& store);

/// Simulates these finished runs again and compares all their rows, to the bit; gives those that came out
/// otherwise. Throws OtherModel, naming both programs, if this program knows other measures, or refuses the
/// scenario.
std::vector<RunKey> other_when_simulated_again(const Store& store, std::span<const RunKey> runs,
                                               const Provenance& provenance, unsigned jobs,
                                               const StopFlag& stop);

/// Makes sure that the stored runs and those that this program would add are of one model. Where the store
/// names another identity of the model, or none, telling runs are simulated again; gives how many these were,
/// nothing if the identity is this program's, or if it was stopped. Throws OtherModel, naming both programs,
/// if anything differs.
std::optional<std::size_t> require_same_model(Store& store, const Provenance& provenance, unsigned jobs,
                                              const StopFlag& stop);

/// What to do to have the program that made the store: which commit it was.
std::string way_to_program_of(const Store& store);

/// Whether the store says that this program's model made it.
bool is_by_this_model(const Store& store, const Provenance& provenance);

/// "made by clientele 0.3.0 (commit 1234567), and this is clientele 0.3.0 (commit 89abcde)".
std::string both_programs(const Store& store, const Provenance& provenance);

}  // namespace clientele::experiment
