// The answer of a sensitivity analysis for people.
#pragma once

#include <string>
#include <vector>

#include "sim/app/answers/text_table.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct SensitivityResult;

/// What was asked, and what was found: the assumptions that matter most.
std::string sensitivity_introduction(const SensitivityResult& result);
std::vector<Part> sensitivity_parts(const SensitivityResult& result);

/// The same, to read in a terminal (at most 110 columns wide for what is shipped).
std::string sensitivity_table(const SensitivityResult& result);

/// The same as a page in Markdown.
std::string sensitivity_markdown(const SensitivityResult& result);

}  // namespace clientele::app
