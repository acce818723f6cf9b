// Who makes the numbers: the model, by the text of everything that can change one, and the program, by its
// commit.
#pragma once

#include <string_view>

#include "sim/layers.hpp"

namespace clientele::scenario {

/// A hash over the sources of the random numbers, the model, the scenario's defaults and the runs, over the
/// presets, and over how all that is compiled. The same wherever and whenever the program is built of them.
std::string_view model_identity();

/// The commit that the program was built of, "-dirty" after it if that is not all; "unknown" where there was
/// no repository.
std::string_view program_commit();

}  // namespace clientele::scenario
