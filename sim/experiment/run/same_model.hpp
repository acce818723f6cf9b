// Whether a store may be gone on with by this program: its runs must be what this program would make of them.
#pragma once

#include <optional>
#include <vector>

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

class StopFlag;

/// Finished runs by which another program's results are told from this one's: one of each policy, and one for
/// each parameter at another value than theirs; three or more, if there are as many.
std::vector<RunKey> telling_runs(const Store& store);

/// Makes sure that the stored runs and those that this program would add are of one model. Where the store
/// names another identity of the model, or none, telling runs are simulated again and compared, row by row,
/// to the bit; gives how many these were, none if the identity is this program's. Throws BadInput, naming
/// both programs, if anything differs.
std::optional<std::size_t> require_same_model(Store& store, const Provenance& provenance, unsigned jobs,
                                              const StopFlag& stop);

}  // namespace clientele::experiment
