// What every answer in JSON begins with.
#pragma once

#include "sim/experiment/design/plan.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

/// Scenario, weeks, seed and replications of a plan.
Json plan_json(const Plan& plan);

}  // namespace clientele::app
