// What a report says about the numbers that it rests on.
#pragma once

#include "sim/layers.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

/// What the resolved scenario sets otherwise than the registry's defaults: a table per section, with a column
/// per business, market, segment or policy.
Json assumptions(const Json& scenario);

}  // namespace clientele::app
