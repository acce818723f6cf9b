// The decision in words and numbers.
#pragma once

#include <string>

#include "sim/app/answers/choice.hpp"

namespace clientele::app {

/// The table of the decision, and a line on each column.
std::string decision_table(const Comparison& comparison, const Choice& choice);

/// The decision in a sentence.
std::string decision_sentence(const Comparison& comparison, const Choice& choice);

}  // namespace clientele::app
