#include "sim/experiment/design/plausible_worlds.hpp"

#include <algorithm>

#include "analysis/sensitivity/design.hpp"

namespace clientele::experiment {

namespace {

Matrix draw(const std::vector<Assumption>& assumptions, std::size_t worlds, std::uint32_t seed) {
  return values_at(assumptions, latin_hypercube(worlds, assumptions.size(), seed));
}

}  // namespace

void lay_out_worlds(Plan& plan, const std::vector<Assumption>& assumptions, std::size_t worlds) {
  plan.verb = plausible_verb;
  lay_out(plan, assumptions, draw(assumptions, worlds, plan.design_seed));
}

std::vector<Assumption> assumptions_varied(const Plan& plan) {
  auto assumptions = assumptions_of(*plan.document);
  std::erase_if(assumptions, [&](const auto& assumption) {
    return std::ranges::find(plan.parameters, assumption.settings.front().path) == plan.parameters.end();
  });
  return assumptions;
}

Matrix world_values(const Plan& plan) {
  return draw(assumptions_varied(plan), plan.points.size(), plan.design_seed);
}

}  // namespace clientele::experiment
