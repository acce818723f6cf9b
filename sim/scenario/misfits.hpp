// Defaults that do not fit. They are those of an agency, and at work wherever a scenario leaves something
// unsaid. A few plain quantities of the first week - how busy staff are, how much they forget, how the money
// goes - show where that cannot be meant.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

/// For each quantity that is out of what is sensible, and that a default has a part in: what it is, the
/// defaults, and what to do, in two lines. `written` is the scenario as its author stated it, `resolved` the
/// same with nothing left to defaults, from which `scenario` was built.
std::vector<std::string> misfits(const Json& written, const Json& resolved, const Scenario& scenario);

}  // namespace clientele::scenario
