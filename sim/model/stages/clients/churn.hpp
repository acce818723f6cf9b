// The chance of leaving, shared by the stage in which contracts end and the stage in which purchases are
// counted.
#pragma once

#include <algorithm>

#include "sim/model/stages/clients/tariff.hpp"

namespace clientele::model {

/// How far the chance of leaving is from its base, in logs: satisfaction, trust and a better price elsewhere
/// than the one that is paid here.
inline float churn_tilt(const Constants& p, const Tariff& tariff, const Customers& customers, Row i) {
  const auto& account = customers.account;
  return -p.churn_satisfaction * (account.satisfaction[i] - p.reference_satisfaction) -
         p.churn_trust * (account.trust[i] - p.reference_trust) +
         p.churn_price * gap_paid(tariff, customers, i) * customers.traits.price_sensitivity[i];
}

/// Whether any customers buy without a contract.
inline bool sells_by_purchase(const Scenario& scenario) {
  return std::any_of(scenario.segments.begin(), scenario.segments.end(), [](const Segment& segment) {
    return segment.relationship == Relationship::transactional;
  });
}

/// Proportional hazards in discrete time (complementary log-log, Prentice & Gloeckler 1978): the chance is
/// exactly base_churn where nothing tilts it.
inline float churn_chance(float base, float tilt) { return 1 - exp(exp(tilt) * log(1 - base)); }

/// The chance that at least one of so many purchases was the last, when each is with the given chance (silent
/// drop-out after a purchase: Fader, Hardie & Lee 2005).
inline float dropout_chance(float chance, float purchases) {
  return 1 - exp(purchases * log(std::max(1e-7f, 1 - chance)));
}

}  // namespace clientele::model
