#include "sim/model/business.hpp"

#include <algorithm>

namespace clientele::model {

namespace {

/// Reputation follows what clients say. Discontent weighs more than content [An98]; a client who left or was
/// sent away does harm, directly or by hearsay alike [HK11].
double next_reputation(const Constants& p, const Tally& tally, double reputation) {
  const double accounts = std::max(1.0, tally[Item::accounts]);
  const double departed = tally[Item::left] + tally[Item::ended];
  const double good = tally[Item::content] / accounts;
  const double bad =
      p.reputation_negativity * (tally[Item::discontent] + p.reputation_departures * departed) / accounts;
  if (good + bad <= 0) return reputation;
  return std::clamp(reputation + p.reputation_pace * (good * (1 - reputation) - bad * reputation), 0.0, 1.0);
}

/// What clients make of an ordinary week becomes known as slowly as what they say.
double next_service(const Constants& p, const Tally& tally, double service) {
  if (tally[Item::served_accounts] <= 0) return service;
  return service + p.reputation_pace * (tally[Item::service] / tally[Item::served_accounts] - service);
}

double cheapest_rival(const PerBusiness<Brand>& brands, BusinessId self) {
  double cheapest = brands[self].price;
  bool any = false;
  for (const BusinessId b : brands.ids()) {
    if (b == self) continue;
    cheapest = any ? std::min(cheapest, brands[b].price) : brands[b].price;
    any = true;
  }
  return cheapest;
}

/// Hold the price; aim at cost plus a markup; or go just below the cheapest rival - never below the floor,
/// nor above the ceiling: costs that fewer and fewer clients bear would drive it up without end.
double next_price(const Scenario& scenario, const BusinessTerms& terms, const Levers& levers,
                  const Firm& firm, const PerBusiness<Brand>& brands, BusinessId self) {
  const double price = brands[self].price;
  double target = price;
  switch (static_cast<PriceResponse>(static_cast<int>(levers.price_response))) {
    case PriceResponse::hold:
      return price;
    case PriceResponse::cost_plus:
      if (firm.revenue > 0) target = price * firm.cost / firm.revenue * (1 + terms.markup);
      break;
    case PriceResponse::match:
      if (brands.size() > 1) target = cheapest_rival(brands, self) * (1 - scenario.model.undercut);
      break;
  }
  const double next = price + (target - price) / terms.price_adjustment_weeks;
  return std::max(terms.price_floor * terms.price, std::min(terms.price_ceiling * terms.price, next));
}

void close_books(const Constants& p, Tally& tally, Firm& firm) {
  firm.revenue += (tally[Item::revenue] - firm.revenue) / p.contribution_weeks;
  firm.cost += (costs(tally) - firm.cost) / p.contribution_weeks;
  // Credits and bad debts are never received; every other cost is paid in its week.
  firm.cash += tally[Item::cash_received] - (costs(tally) - tally[Item::credits] - tally[Item::bad_debt]);
  tally[Item::cash] += firm.cash;
}

}  // namespace

void close_week(const Scenario& scenario, std::span<const std::size_t> policy_of, PerBusiness<Tally>& tallies,
                PerBusiness<Firm>& firms, PerBusiness<Brand>& brands) {
  double all_accounts = 0;
  for (const Tally& tally : tallies) all_accounts += tally[Item::accounts];
  for (const BusinessId b : tallies.ids()) {
    const auto& terms = terms_of(scenario, b);
    Tally& tally = tallies[b];
    tally[Item::weeks] += 1;
    tally[Item::market_accounts] += all_accounts;
    close_books(scenario.model, tally, firms[b]);
    brands[b].reputation = next_reputation(scenario.model, tally, brands[b].reputation);
    brands[b].service = next_service(scenario.model, tally, brands[b].service);
    // Everybody answers the prices of last week, so that none is changed before all are decided.
    tally[Item::price] =
        next_price(scenario, terms, scenario.policies[policy_of[b.index()]].levers, firms[b], brands, b);
    tally[Item::reputation] += brands[b].reputation;
  }
  for (const BusinessId b : tallies.ids()) brands[b].price = tallies[b][Item::price];
}

}  // namespace clientele::model
