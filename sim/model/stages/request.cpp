// Stage 3. Right requests, wrong requests, rework and mistaken claims arrive as independent Poisson counts -
// the thinning of one Poisson process - with rates from request rate, knowledge, change of mind, entitlement
// and mood.
#include <cmath>

#include "sim/model/churn.hpp"
#include "sim/model/week.hpp"

namespace clientele {

namespace {

/// What one account may ask for in a week: each request has a number of its own among the draws, of 20 bits.
constexpr float most_requests = 1 << 18;

/// A market's demand is disturbed by first-order autoregressive ("pink") noise with the given correlation
/// time [OS].
void disturb_demand(const Given& given, const Draws& draw, Market& market) {
  const auto& terms = given.scenario.markets[market.group].terms;
  if (terms.demand_noise == 0) return;
  const double memory = std::exp(-1 / terms.demand_noise_weeks);
  const double shock = normal_quantile(draw.uniform(market.itself(), given.week, Decision::demand));
  market.demand_noise =
      memory * market.demand_noise + std::sqrt(1 - memory * memory) * terms.demand_noise * shock;
}

void draw_luck(const Given& given, const Draws& draw, const Market& market, ThisWeek& now) {
  const auto& c = market.customers;
  const auto fill = [&](Decision first, std::array<Column, 4>& luck) {
    draw.fill(c.slot.data(), c.generation.data(), static_cast<std::size_t>(c.served), market.number,
              given.week, first, {luck[0].data(), luck[1].data(), luck[2].data(), luck[3].data()});
  };
  fill(Decision::mood, now.account.luck);
  fill(Decision::claims, now.account.luck_later);
}

/// A transactional customer buys nothing more in the week after the purchase that was the last.
void stop_at_last_purchase(const Given& given, const Draws& draw, const Market& market, ThisWeek& now) {
  const auto& customers = market.customers;
  auto& week = now.account;
  for (Index i = 0; i < customers.served; ++i) {
    const auto& segment = given.scenario.segments[customers.segment[i]];
    const float purchases = week.rights[i] + week.wrongs[i];
    if (segment.relationship != Relationship::transactional || purchases < 2) continue;
    const float chance = churn_chance(customers.traits.base_churn[i], churn_tilt(given, market, i));
    const float luck = draw.uniform(market.customer(i), given.week, Decision::churn);
    float kept = 1;
    while (kept < purchases && luck >= dropout_chance(chance, kept)) ++kept;
    week.rights[i] = std::min(week.rights[i], kept);
    week.wrongs[i] = kept - week.rights[i];
  }
}

}  // namespace

void request(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  now.begin_accounts(market.customers.served);
  disturb_demand(given, draw, market);
  draw_luck(given, draw, market, now);
  const auto& p = given.p;
  auto& customers = market.customers;
  const auto& traits = customers.traits;
  auto& account = customers.account;
  auto& week = now.account;
  const float memory = p.mood_memory, swing = std::sqrt(1 - memory * memory);
  const auto demand = static_cast<float>(std::max(0.0, 1 + market.demand_noise));

  for (Index i = 0; i < customers.served; ++i) {
    const float volatility = traits.volatility[i], entitlement = account.entitlement[i];
    account.mood[i] = memory * account.mood[i] + swing * volatility * normal_quantile(week.luck[0][i]);
    const float rate = std::min(most_requests, traits.request_rate[i] * demand *
                                                   exp(account.mood[i] - 0.5f * volatility * volatility) *
                                                   (1 + p.entitled_requests * entitlement));
    const float knowledge = traits.knowledge[i] + (1 - traits.knowledge[i]) * customers.learned[i];
    week.rights[i] = rate * knowledge;
    week.wrongs[i] = rate * (1 - knowledge);
    week.reworks[i] = account.rework[i] / p.return_weeks + rate * traits.change_of_mind[i];
    week.claims[i] = rate * traits.claim_error[i] * (1 + p.entitled_claims * entitlement);
    account.rework[i] -= account.rework[i] / p.return_weeks;
  }
  for (Index i = 0; i < customers.served; ++i) {
    week.rights[i] = static_cast<float>(poisson(week.luck[1][i], week.rights[i]));
    week.wrongs[i] = static_cast<float>(poisson(week.luck[2][i], week.wrongs[i]));
    week.reworks[i] = static_cast<float>(poisson(week.luck[3][i], week.reworks[i]));
    week.claims[i] = static_cast<float>(poisson(week.luck_later[0][i], week.claims[i]));
  }
  stop_at_last_purchase(given, draw, market, now);
  for (Index i = 0; i < customers.served; ++i) {
    // Rework counts among the requests of the week, and meets part of the need that it was left with.
    week.handled[i] = week.reworks[i];
    week.value[i] = week.reworks[i] * p.rework_value;
    week.work[i] = week.rework_hours[i] = week.reworks[i] * p.rework_work * traits.hours_per_request[i];
  }
}

}  // namespace clientele
