// --cross: one more lever, at several values, crossed with what is said and who is served.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::app {

struct Options;

/// What the options add to the factors of a document, and the option that each setting stands for.
struct CrossedFactors {
  std::vector<std::string> settings, options;
};

/// A factor for each lever after those of the document, or of the argument where it has none:
/// "factors.2={...}".
CrossedFactors crossed_factors(const Options& options, const Document& document);

/// What is wrong with --cross is told of that, not of the settings that it amounts to; options that are no
/// "LEVER=A,B" are added.
void tell_of_crossed(Diagnostics& mistakes, const Options& options, const CrossedFactors& factors);

/// The policies that are compared: those asked for; where levers are crossed, today, all combinations and
/// what else the scenario has of its own; else all (none are named). Throws BadInput where those asked for
/// are not all that is crossed.
std::vector<std::string> policies_to_compare(const Options& options, const Resolved& resolved);

}  // namespace clientele::app
