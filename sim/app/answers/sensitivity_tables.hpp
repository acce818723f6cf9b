// The answer of a sensitivity analysis for people.
#pragma once

#include <string>

#include "sim/layers.hpp"

namespace clientele::app {

struct SensitivityResult;

/// The assumptions that matter most, to read in a terminal (at most 110 columns wide for what is shipped).
std::string sensitivity_table(const SensitivityResult& result);

/// The same as a page in Markdown.
std::string sensitivity_markdown(const SensitivityResult& result);

}  // namespace clientele::app
