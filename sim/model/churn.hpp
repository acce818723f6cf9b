// The chance of leaving, shared by the stage in which contracts end and the stage in which purchases are
// counted.
#pragma once

#include <algorithm>

#include "sim/model/this_week.hpp"

namespace clientele {

/// How far the chance of leaving is from its base, in logs: satisfaction, trust and a better price elsewhere.
inline float churn_tilt(const Given& given, const Market& market, Index i) {
  const auto& p = given.p;
  const auto& account = market.customers.account;
  const double price = given.brands[account.business[i]].price;
  const double going_rate = given.scenario.markets[market.group].terms.going_rate;
  double cheapest = going_rate;
  for (const Brand& brand : given.brands) cheapest = std::min(cheapest, brand.price);
  const auto dearer = static_cast<float>((price - cheapest) / std::max(1e-6 * going_rate, cheapest));
  return -p.churn_satisfaction * (account.satisfaction[i] - p.reference_satisfaction) -
         p.churn_trust * (account.trust[i] - p.reference_trust) +
         p.churn_price * dearer * market.customers.traits.price_sensitivity[i];
}

/// Proportional hazards in discrete time (complementary log-log, Prentice & Gloeckler 1978): the chance is
/// exactly base_churn where nothing tilts it.
inline float churn_chance(float base, float tilt) { return 1 - exp(exp(tilt) * log(1 - base)); }

/// The chance that at least one of so many purchases was the last, when each is with the given chance (silent
/// drop-out after a purchase: Fader, Hardie & Lee 2005).
inline float dropout_chance(float chance, float purchases) {
  return 1 - exp(purchases * log(std::max(1e-7f, 1 - chance)));
}

}  // namespace clientele
