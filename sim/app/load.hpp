// From a file and flags to a resolved scenario.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::app {

struct Options;

/// What the options override, as "path=value", -s, -n and -w being overrides like any other.
std::vector<std::string> settings(const Options& options);

/// Reads the scenario of the options and applies their overrides. Warns, unless it is to be quiet, of
/// defaults that do not fit. Throws InvalidScenario.
Resolved load(const Options& options);

}  // namespace clientele::app
