#include "sim/experiment/design/plausible_worlds.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "analysis/sensitivity/design.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/scenario/text/document.hpp"

namespace clientele::experiment {

namespace {

using Values = std::vector<Json>;

/// What the scenario has for the parameters of the plan.
Values nominal_values(const Plan& plan) {
  Values values;
  for (const auto& path : plan.parameters) {
    const auto pointer = pointer_of(*plan.document, path);
    values.push_back(pointer ? number_value(plan.document->at_pointer(*pointer).get<double>()) : Json());
  }
  return values;
}

/// The same with one assumption in the middle of its range.
Values moved_values(const Plan& plan, Values values, const Assumption& assumption) {
  constexpr double middle = 0.5;
  for (const auto& [path, range, weight] : assumption.settings) {
    const auto column = std::ranges::find(plan.parameters, path) - plan.parameters.begin();
    values.at(static_cast<std::size_t>(column)) = number_value(range.at(middle));
  }
  return values;
}

void add_point(Plan& plan, const Values& values) {
  const auto policies = plan.cells.size() / plan.points.size();
  for (std::size_t p = 0; p < policies; ++p)
    plan.cells.push_back({plan.points.size(), std::string(plan.cells[p].policy)});
  plan.points.push_back(values);
}

/// Whether the plan's parameters, which may be of an earlier version, hold all that the assumption sets.
bool is_varied(const Plan& plan, const Assumption& assumption) {
  return std::ranges::all_of(assumption.settings, [&](const Setting& setting) {
    return std::ranges::find(plan.parameters, setting.path) != plan.parameters.end();
  });
}

}  // namespace

void require_possible_ends(const Plan& plan, const std::vector<Assumption>& assumptions) {
  std::string refusals;
  for (const auto& assumption : assumptions)
    for (const auto& [path, range, weight] : assumption.settings) {
      if (range.origin != Origin::scenario) continue;
      auto ends = plan;
      ends.parameters = {path};
      ends.points = {{number_value(range.low)}, {number_value(range.high)}};
      ends.resolved_points.clear();
      resolve_points(ends);
      for (const auto& [point, resolved] : ends.resolved_points)
        if (!resolved.refusal.empty())
          refusals += fmt::format("\n{} end of the range of {}: {}", point == 0 ? "low" : "high", path,
                                  resolved.refusal);
    }
  if (!refusals.empty())
    throw BadInput("the scenario refuses what its own ranges allow; narrow them" + refusals);
}

void lay_out_worlds(Plan& plan, const std::vector<Assumption>& assumptions, std::size_t worlds) {
  plan.verb = plausible_verb;
  require_possible_ends(plan, assumptions);
  lay_out(plan, assumptions, symmetric_latin_hypercube(worlds, assumptions.size(), plan.design_seed));
  const auto nominal = nominal_values(plan);
  add_point(plan, nominal);
  for (const auto& assumption : assumptions)
    if (!assumption.is_centred()) add_point(plan, moved_values(plan, nominal, assumption));
  resolve_points(plan);
}

std::vector<Assumption> assumptions_varied(const Plan& plan) {
  auto assumptions = assumptions_of(*plan.document);
  std::erase_if(assumptions, [&](const auto& assumption) { return !is_varied(plan, assumption); });
  return assumptions;
}

WorldPoints points_of_worlds(const Plan& plan) {
  const auto nominal = std::ranges::find(plan.points, nominal_values(plan));
  WorldPoints points{static_cast<std::size_t>(nominal - plan.points.begin()), {}, {}};
  if (nominal == plan.points.end()) return points;
  points.nominal = points.drawn;
  const auto assumptions = assumptions_varied(plan);
  auto point = points.drawn;
  for (std::size_t j = 0; j < assumptions.size(); ++j)
    if (!assumptions[j].is_centred() && point + 1 < plan.points.size()) points.moved.push_back({j, ++point});
  return points;
}

Matrix places_of_worlds(const Plan& plan) {
  return symmetric_latin_hypercube(points_of_worlds(plan).drawn, assumptions_varied(plan).size(),
                                   plan.design_seed);
}

}  // namespace clientele::experiment
