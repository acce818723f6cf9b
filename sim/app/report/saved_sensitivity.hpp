// The answer of a sensitivity analysis that somebody saved (sensitivity --format json > FILE).
#pragma once

#include <optional>
#include <string>

#include "sim/app/answers/sensitivity_result.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

/// What is in such a file; none if the file is none, as scenarios and stores are. Throws BadInput for what
/// begins as such an answer and is not as it was written, and for answers of other verbs.
std::optional<SensitivityResult> saved_sensitivity(const std::string& file);

}  // namespace clientele::app
