// What of a scenario a sweep may vary: whatever an override can set, except names, which other places refer
// to, and what can have no effect under the plan.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/design/plan.hpp"

namespace clientele::experiment {

/// Throws BadInput, with the reason and what to do instead, unless each parameter of the plan leads to
/// something in its scenario that may be varied, and no two of them to the same, or to a part of the other.
void require_variable(const Plan& plan);

/// Throws BadInput when nothing in the resolved scenario follows from one of the parameters, although the
/// loader has no objection, or when nobody in the plan's worlds is concerned by it.
void require_effect(const Plan& plan);

/// Throws BadInput, naming all, for settings ("path=value", which the plan's scenario has) that have no
/// effect under the plan: of what is varied, of a policy that nobody follows, and so on.
void require_effect(const Plan& plan, const std::vector<std::string>& settings);

/// Whether the path leads to something that only whole numbers can stand for.
bool holds_whole_number(const Json& document, const std::string& path);

}  // namespace clientele::experiment
