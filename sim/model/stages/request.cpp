// Stage 3. Right requests, wrong requests, rework and mistaken claims arrive as independent Poisson counts -
// the thinning of one Poisson process - with rates from request rate, knowledge, change of mind, entitlement
// and mood. Among what comes back are errors that nobody knew of until then: undiscovered rework [Co80].
#include <algorithm>
#include <cmath>

#include "sim/model/stages/clients/churn.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// What one account may ask for in a week: each request has a number of its own among the draws, of 20 bits.
constexpr float most_requests = 1 << 18;

/// A market's demand is disturbed by first-order autoregressive ("pink") noise with the given correlation
/// time [OS].
void disturb_demand(const Context& context, const Draws& draw, Market& market) {
  const auto& terms = context.scenario.markets[market.group].terms;
  if (terms.demand_noise == 0) return;
  const double memory = std::exp(-1 / terms.demand_noise_weeks);
  const double shock = normal_quantile(draw.uniform(market.itself(), context.week, Noise::demand));
  market.demand_noise =
      memory * market.demand_noise + std::sqrt(1 - memory * memory) * terms.demand_noise * shock;
}

/// All that chance decides on an account this week.
void draw_week(const Context& context, const Draws& draw, const Market& market, Rows accounts,
               AccountDraws& draws) {
  const auto& c = market.customers;
  const Row i = accounts.first;
  const auto fill = [&]<class Enum>(DrawColumns<Enum>& columns) {
    draw.fill(&c.slot[i], &c.generation[i], static_cast<std::size_t>(accounts.size()), market.number,
              context.week, family_of(Enum{}), columns.from(i));
  };
  fill.template operator()<Requests>(draws);
  fill.template operator()<Reactions>(draws);
  fill.template operator()<Leaving>(draws);
}

/// A count that is small, or minus the expected number where it is not: those are counted one by one.
inline float count_if_small(float uniform, float expected) {
  const float count = poisson_if_small(uniform, expected);
  return count <= largest_seen_at_once ? count : -expected;
}

/// Moods change, and what is asked for follows.
void draw_requests(const Constants& p, float demand, Rows accounts, Customers& customers, AccountWeek& week) {
  const auto& traits = customers.traits;
  auto& account = customers.account;
  const auto& draws = week.draws;
  const float memory = p.mood_memory, swing = std::sqrt(1 - memory * memory);
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float volatility = traits.volatility[i], entitlement = account.entitlement[i];
    const float mood =
        memory * account.mood[i] + swing * volatility * normal_quantile(draws[Requests::mood][i]);
    const float rate =
        std::min(most_requests, traits.request_rate[i] * demand * exp(mood - 0.5f * volatility * volatility) *
                                    (1 + p.entitled_requests * entitlement));
    const float knowledge = traits.knowledge[i] + (1 - traits.knowledge[i]) * customers.learned[i];
    const float returning = account.rework[i] / p.return_weeks;
    const float surfacing = account.errors[i] / p.discovery_weeks;
    const float back = returning + rate * traits.change_of_mind[i] + surfacing;
    week.rights[i] = count_if_small(draws[Requests::right_requests][i], rate * knowledge);
    week.wrongs[i] = count_if_small(draws[Requests::wrong_requests][i], rate * (1 - knowledge));
    week.reworks[i] = count_if_small(draws[Requests::rework][i], back);
    week.claims[i] = count_if_small(draws[Reactions::claims][i],
                                    rate * traits.claim_error[i] * (1 + p.entitled_claims * entitlement));
    week.chance[i] = surfacing / std::max(1e-30f, back);
    account.mood[i] = mood;
    account.rework[i] -= returning;
    account.errors[i] -= surfacing;
  }
}

/// Counts those that are not small.
void count_many(Rows accounts, Scratch& scratch) {
  auto& week = scratch.account;
  const auto& draws = week.draws;
  const auto any = [&](Row i) {
    return std::min({week.rights[i], week.wrongs[i], week.reworks[i], week.claims[i]}) < 0;
  };
  const auto count = [](float& number, float uniform) {
    if (number < 0) number = static_cast<float>(poisson(uniform, -number));
  };
  for (const Row i : rows_where(accounts, scratch.rows, any)) {
    count(week.rights[i], draws[Requests::right_requests][i]);
    count(week.wrongs[i], draws[Requests::wrong_requests][i]);
    count(week.reworks[i], draws[Requests::rework][i]);
    count(week.claims[i], draws[Reactions::claims][i]);
  }
}

/// A transactional customer buys nothing more in the week after the purchase that was the last.
void stop_at_last_purchase(const Context& context, const Market& market, BusinessId business,
                           Scratch& scratch) {
  const auto& customers = market.customers;
  const Tariff tariff = tariff_of(context, market, business);
  auto& week = scratch.account;
  const auto& draws = week.draws;
  const auto several = [&](Row i) { return week.rights[i] + week.wrongs[i] >= 2; };
  for (const Row i : rows_where(market.offices[business].accounts, scratch.rows, several)) {
    const auto& segment = context.segment(segment_of(customers, i));
    if (segment.relationship != Relationship::transactional) continue;
    const float purchases = week.rights[i] + week.wrongs[i];
    const float chance =
        churn_chance(customers.traits.base_churn[i], churn_tilt(context.p, tariff, customers, i));
    float kept = 1;
    while (kept < purchases && draws[Leaving::churn][i] >= dropout_chance(chance, kept)) ++kept;
    week.rights[i] = std::min(week.rights[i], kept);
    week.wrongs[i] = kept - week.rights[i];
  }
}

/// How many of the requests that come back do so for an error, each with the chance that any does. Of very
/// many, as many as are expected.
float draw_errors(const Context& context, const Draws& draw, Person who, float reworks, float chance) {
  if (chance == 0 || reworks > most_requests) return std::floor(reworks * chance);
  float errors = 0;
  for (std::uint32_t k = 0; static_cast<float>(k) < reworks; ++k)
    errors += draw.uniform(who, context.week, Return::for_an_error, k) < chance ? 1.0f : 0.0f;
  return errors;
}

/// Rework counts among the requests of the week, and meets part of the need that it was left with.
void hand_in_rework(const Context& context, const Draws& draw, const Market& market, Scratch& scratch) {
  const auto& p = context.p;
  const auto& customers = market.customers;
  auto& week = scratch.account;
  const auto any = [&](Row i) { return week.reworks[i] > 0; };
  for (const Row i : rows_where(customers.with_account(), scratch.rows, any)) {
    const float errors = draw_errors(context, draw, market.customer(i), week.reworks[i], week.chance[i]);
    week.errors[i] = errors;
    week.handled[i] = week.reworks[i];
    week.value[i] = week.reworks[i] * p.rework_value;
    week.work[i] = week.rework_hours[i] =
        ((week.reworks[i] - errors) * p.rework_work + errors * p.correction_work) *
        customers.traits.hours_per_request[i];
  }
}

}  // namespace

void request(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  auto& customers = market.customers;
  disturb_demand(context, draw, market);
  const auto demand = static_cast<float>(std::max(0.0, 1 + market.demand_noise));
  part_by_part(customers.with_account(), [&](Rows accounts) {
    scratch.begin_accounts(accounts);
    draw_week(context, draw, market, accounts, scratch.account.draws);
    draw_requests(context.p, demand, accounts, customers, scratch.account);
    count_many(accounts, scratch);
  });
  if (sells_by_purchase(context.scenario))
    for (const BusinessId b : market.offices.ids()) stop_at_last_purchase(context, market, b, scratch);
  hand_in_rework(context, draw, market, scratch);
}

}  // namespace clientele::model
