// Presets that have come to mean something else: before version 0.3, three names stood for whole ways of
// running a firm, and now for the argument alone. Who named them before is told.
#pragma once

#include <string>

#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

/// Of a scenario as written: a sentence where it names one of the three presets, for a policy or a business,
/// and none that came with the new meaning, so that it may have been written before; else "".
std::string sentence_on_former_names(const Json& written);

/// Of a resolved document, such as a store's: a sentence where a policy has the levers that its name once
/// stood for; else "".
std::string sentence_on_former_levers(const Json& resolved);

}  // namespace clientele::scenario
