// What a report shows of the people who serve: who burns out, when, after what, under which policy, and the
// same people under two.
#pragma once

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

struct Options;

/// Of a run or a comparison, whose first replications are lived once more for it; or the reason why nobody
/// can be shown. Null of any other plan. Throws Interrupted.
Json people_data(const Store& store, const Options& options);

}  // namespace clientele::app
