// What of a scenario a sweep may vary: numbers and words of the registry, each by itself. Names, lists, and
// numbers that hold only together with others stay as they are.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::experiment {

/// Throws BadInput, with the reason and what to do instead, unless each of `paths` leads to something in the
/// resolved scenario that may be varied, and no two of them to the same, or to a part of the other.
void require_variable(const Json& document, const std::vector<std::string>& paths);

/// Throws BadInput when nothing in the resolved scenario follows from one of `paths`, although the loader has
/// no objection.
void require_effect(const Json& document, const std::vector<std::string>& paths);

}  // namespace clientele::experiment
