// The words of the argument - please or partner, everyone or the right - for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::scenario {

/// Said, served, and the levels of each.
std::vector<std::string_view> words_of_argument();

/// What the word means, and for a part of the argument which levers it is made of; "" if it is none of them.
std::string explain_word(std::string_view word);

/// "said: what is said to ..., please or partner": a sentence for each of the two parts.
std::string definitions_of_parts();

}  // namespace clientele::scenario
