// The decision in words and numbers.
#pragma once

#include <string>

#include "sim/app/answers/comparison/choice.hpp"

namespace clientele::app {

struct Options;

/// The table of the decision, and a line on each column.
std::string decision_table(const Comparison& comparison, const Choice& choice);

/// The decision in a sentence, or why there is none. It names nobody whom the table does not show ahead.
std::string decision_sentence(const Comparison& comparison, const Options& options);

}  // namespace clientele::app
