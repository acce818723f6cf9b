// What every answer in JSON begins with.
#pragma once

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

/// Scenario, weeks, seed and replications of a plan.
Json plan_json(const Plan& plan);

/// The same of a store's plan, and what must be said with its numbers, if there is anything.
Json store_json(const Store& store);

}  // namespace clientele::app
