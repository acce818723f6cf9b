// Where the program speaks: results to standard output, messages to standard error.
#pragma once

#include <string>
#include <string_view>

#include "sim/layers.hpp"

namespace clientele::app {

/// Writes results. Throws WriteFailure when they cannot be written; a reader that has seen enough (`| head`)
/// is none.
void print(std::string_view results);

/// Writes a message, one line.
void say(std::string_view message);

/// A duration in words a person would use: "0.4 s", "12 s", "3 min 20 s", "2 h 05 min".
std::string duration(double seconds);

}  // namespace clientele::app
