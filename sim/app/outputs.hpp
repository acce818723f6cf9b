// Where results may go: to names that promise nothing else, and onto nothing that is read or written besides.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::experiment {
struct Plan;
}

namespace clientele::app {

/// Throws BadInput for a store's name whose extension promises a file of another kind, saying how to get
/// that.
void require_store_name(const std::string& path);

/// Throws BadInput if two outputs are one file, or one of them is also read, by whatever spelling: relative,
/// with `..`, through links. Empty paths stand for none.
void require_separate(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

/// Throws BadInput saying what the store at `path` holds, and whether resuming it is what `plan` asks for.
[[noreturn]] void refuse_existing_store(const Plan& plan, const std::string& path);

/// BASE.sqlite, or BASE-2.sqlite, BASE-3.sqlite and so on: the first name that is not taken.
std::string free_store_name(const std::string& base);

}  // namespace clientele::app
