// From a file and flags to a resolved scenario.
#pragma once

#include <string>

#include "sim/layers.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::app {

struct Options;

/// A scenario that cannot be used; says all that is wrong with it, ready to be shown.
struct InvalidScenario {
  std::string diagnostics;
};

/// Reads the scenario of the options and applies their overrides, -s, -n and -w being overrides like any
/// other. Warns, unless it is to be quiet, of defaults that do not fit. Throws InvalidScenario.
Resolved load(const Options& options);

}  // namespace clientele::app
