// The first week: a market's people, its offices and the accounts they start with.
#pragma once

#include "sim/model/market.hpp"
#include "sim/model/specification.hpp"

namespace clientele::model {

/// Seats an office may ever use: headcount can grow fourfold.
Index seats_of(const BusinessTerms& terms);

/// Market `number` of the world, in market group `group`. Throws std::logic_error when the scenario lacks
/// what a world is made from (preconditions.hpp).
Market make_market(const Scenario& scenario, const std::vector<std::size_t>& policy_of, const Draws& draw,
                   std::uint32_t number, std::size_t group);

/// The same of a scenario that is known to lack nothing.
Market begin_market(const Scenario& scenario, const std::vector<std::size_t>& policy_of, const Draws& draw,
                    std::uint32_t number, std::size_t group, int first_week = 0);

}  // namespace clientele::model
