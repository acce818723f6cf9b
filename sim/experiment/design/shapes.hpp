// Distributions as published models quote them.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::experiment {

/// The document with distributions stated by their shapes - a and b of beta, shape and rate of gamma - where
/// one of the paths leads to such a shape; a resolved document states them by mean and sd.
Json stated_by_shapes(Json document, const std::vector<std::string>& paths);

}  // namespace clientele::experiment
