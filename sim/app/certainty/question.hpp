// The command that asks a further question of an experiment.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::app {

/// What to type to ask the experiment that `command` made (as typed, see Provenance) what its assumptions do:
/// the same scenario, weeks, seed, policies and changes, compared over plausible worlds.
std::string question_of_assumptions(const std::string& command);

/// The words of a command as they were typed, quotation marks included.
std::vector<std::string> command_words(const std::string& command);

}  // namespace clientele::app
