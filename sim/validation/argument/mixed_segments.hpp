// One kind of clients in place of several: what their segments have on average.
#pragma once

#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::validation {

/// The mean of a trait of a resolved segment.
double mean_of_trait(const Json& segment, std::string_view name);

/// A segment whose traits are, in mean and spread, those of all these resolved segments together, by their
/// shares; what differs between them is spread within it. Correlations are the mean of theirs. Traits are
/// numbers, or distributions with a mean and an sd; all else, such as the kind of contract, is the first's.
Json mixed(const std::vector<Json>& segments);

}  // namespace clientele::validation
