// The points of a sweep, from what was asked for to scenarios. The loader checks every point once, when the
// design is laid out or a stored plan is taken up again; a scenario is then made without checking anything.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "sim/experiment/design/plan.hpp"

namespace clientele::experiment {

/// Has these points of the plan, or all, resolved, each unless it is already. What the scenario refuses is
/// noted with the reason.
void resolve_points(Plan& plan, std::span<const std::size_t> points);
void resolve_points(Plan& plan);

/// The plan's scenario as this program resolves it, with defaults for what the program that stored it did not
/// know; or nothing, and in `refusal` why it refuses it.
std::optional<Json> resolved_anew(const Plan& plan, std::string& refusal);

/// The scenario before a sweep varies anything.
Scenario base_scenario(const Plan& plan);

/// The resolved scenario at a point, which must be resolved. Throws BadInput, with the loader's reason, if
/// the scenario refuses it.
Json document_at(const Plan& plan, std::size_t point);

/// The scenario at a point, which must be resolved. Throws BadInput, with the loader's reason, if the
/// scenario refuses it.
Scenario scenario_at(const Plan& plan, std::size_t point);

/// Whether so many worlds of the plan at once are no more than this machine holds.
bool fit_in_memory(const Plan& plan, unsigned worlds);

}  // namespace clientele::experiment
