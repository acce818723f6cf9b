// What a report shows of an experiment at many points, in parts.
#pragma once

#include <vector>

#include "sim/app/answers/text_table.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

struct Options;

/// The answer of the store's verb, a sweep or plausible worlds: what was asked, what was found, and how sure
/// that is. Of a sweep, which policy is best at each point, and the headline measures at every point under
/// every policy.
std::vector<Part> study_parts(const Store& store, const Options& options);

/// Of a sweep of one number: the objective of every policy as that number rises, with intervals. Null of
/// any other.
Json sweep_curves(const Store& store, const Options& options);

Json as_json(const std::vector<Part>& parts);

}  // namespace clientele::app
