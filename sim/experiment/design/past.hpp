// The past that the worlds of a plan have: until week 0 the business under study does what it does today, and
// what an experiment decides about businesses - levers, prices, marketing - holds from then on. What the
// world is holds in the past as well.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/design/plan.hpp"

namespace clientele::experiment {

/// Whether a place of a resolved scenario (a JSON pointer) is something that a business decides. Not a price
/// where nobody is paid: money is counted in it then.
bool is_decision(const Json& document, std::string_view pointer);

/// Decisions as they were before: those of `before`, where they differ from `document`'s.
std::vector<PlacedValue> decisions_before(const Json& document, const Json& before);

/// The scenario that a point's worlds live in before week 0, resolved. The point must be resolved.
Json past_document(const Plan& plan, std::size_t point);
Scenario past_scenario(const Plan& plan, std::size_t point);

/// Equal for points whose worlds have the same past in the same replication.
std::string past_identity(const Plan& plan, std::size_t point);

/// Whether the plan varies something that holds from week 1 on only.
bool varies_decisions(const Plan& plan);

/// How many pasts the runs of a plan share; 0 where there is none.
std::size_t pasts_of(const Plan& plan);

/// Throws BadInput when it is asked that what is decided always holds, and nothing is decided by these
/// settings (PATH=VALUE, or only PATH) nor varied, or there is no past in which it could hold.
void require_use_of_always(const Plan& plan, const std::vector<std::string>& settings);

/// For how many weeks the worlds of the scenario live before week 0, if nothing varies that.
int past_weeks_of(const Plan& plan);

}  // namespace clientele::experiment
