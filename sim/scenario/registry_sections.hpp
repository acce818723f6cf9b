// The tables of the registry side by side, for code that treats them alike.
#pragma once

#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/parameters/registry.hpp"

namespace clientele::scenario {

struct RegistrySection {
  std::string_view title;     ///< plural, as `explain` lists it: "levers"
  std::string_view singular;  ///< "lever"
  std::string_view
      path;  ///< where its members stand in a scenario, in the form of --set: "policies.0.levers."
  std::vector<ParameterInfo> rows;
};

/// Businesses, markets, traits, levers, constants; each in the order of its table.
const std::vector<RegistrySection>& registry_sections();

}  // namespace clientele::scenario
