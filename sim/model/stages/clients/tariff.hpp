// What clients pay, and how that compares with what others ask.
#pragma once

#include <algorithm>

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// What a business charges.
struct Tariff {
  float price;   ///< relative to the going rate
  float dearer;  ///< than the cheapest offer in the market, relative
  float discount, reward;
};

/// How much more a business asks than the cheapest offer in the market, relative.
inline float price_gap(const Context& context, const Market& market, BusinessId business) {
  const double going_rate = context.scenario.markets[market.group].terms.going_rate;
  double cheapest = going_rate;
  for (const Brand& brand : context.brands)
    if (!brand.failed) cheapest = std::min(cheapest, brand.price);
  return static_cast<float>((context.brands[business].price - cheapest) /
                            std::max(1e-6 * going_rate, cheapest));
}

inline Tariff tariff_of(const Context& context, const Market& market, BusinessId business) {
  const double going_rate = context.scenario.markets[market.group].terms.going_rate;
  const Levers& levers = market.offices[business].levers;
  return {static_cast<float>(context.brands[business].price / going_rate),
          price_gap(context, market, business), levers.discount, levers.loyalty_reward};
}

/// The part of the price that a client pays. Those who feel entitled and care about price get a discount;
/// those who have stayed for more than a year, a reward.
inline float share_paid(const Tariff& tariff, const Customers& customers, Row row) {
  const auto& account = customers.account;
  const float demanded = clamp01(customers.traits.price_sensitivity[row] * account.entitlement[row]);
  const float reward = account.tenure[row] > 52 ? tariff.reward : 0.0f;
  return (1 - tariff.discount * demanded) * (1 - reward);
}

/// The price a client pays, relative to the going rate.
inline float relative_price(const Tariff& tariff, const Customers& customers, Row row) {
  return tariff.price * share_paid(tariff, customers, row);
}

/// How much more a client pays than the cheapest offer in the market, relative.
inline float gap_paid(const Tariff& tariff, const Customers& customers, Row row) {
  return tariff.dearer + (1 + tariff.dearer) * (share_paid(tariff, customers, row) - 1);
}

}  // namespace clientele::model
