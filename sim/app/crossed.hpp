// --cross: one more lever, at several values, crossed with what is said and who is served.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::app {

struct Options;

/// The factors of the document - of the argument, where it has none - and those that the options add, as a
/// setting "factors=[...]"; none if they add none. Throws BadInput where an option is no "LEVER=A,B".
std::vector<std::string> setting_of_factors(const Options& options, const Document& document);

/// The policies that are compared: those asked for; where levers are crossed, today and all combinations;
/// else all (none are named).
std::vector<std::string> policies_to_compare(const Options& options, const Resolved& resolved);

}  // namespace clientele::app
