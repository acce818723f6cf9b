#include "sim/model/business.hpp"

#include <algorithm>
#include <cmath>

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
    if (b == self || brands[b].failed) continue;
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

/// What is usual is smoothed, and begins with the first week.
double smoothed(const Constants& p, double usual, double now) {
  return usual == 0 ? now : usual + (now - usual) / p.contribution_weeks;
}

/// The bank asks for interest on what it lent to a business that is still there, inflation eats what is held,
/// and owners take a part of what is beyond their reserve.
void bank(const Constants& p, const BusinessTerms& terms, Tally& tally, Firm& firm) {
  const double interest = firm.failed ? 0 : std::max(0.0, -firm.cash) * terms.interest / 52;
  const double eaten = firm.cash * (1 - purchasing_power(p));
  // Credits and bad debts are never received; every other cost is paid in its week.
  firm.cash += tally[Item::cash_received] - (costs(tally) - tally[Item::credits] - tally[Item::bad_debt]);
  firm.cash -= interest + eaten;
  const double beyond = std::max(0.0, firm.cash - terms.reserve_weeks * firm.cost);
  firm.cash -= terms.payout * beyond;
  tally[Item::interest] += interest;
  tally[Item::inflation_loss] += eaten;
  tally[Item::payouts] += terms.payout * beyond;
}

/// A business that owes more than its credit line closes, unless its owners always pay.
void judge_solvency(const BusinessTerms& terms, Tally& tally, Firm& firm) {
  const double turnover = std::max(firm.revenue, firm.cost);  // a business that begins has costs only
  const bool overdrawn = firm.cash < -terms.credit_weeks * turnover;
  const bool closes = terms.insolvency == static_cast<double>(Insolvency::at_credit_line);
  if (firm.failed || !overdrawn || !closes) return;
  firm.failed = true;
  tally[Item::failures] += 1;
}

/// Of the past of a business nothing is known but where it led: to the cash that its books say, or else to
/// what its owners leave in it. They pay in, or take out, the difference.
void settle_past(const BusinessTerms& terms, Tally& tally, Firm& firm) {
  const double left = terms.cash != 0 ? terms.cash : terms.reserve_weeks * firm.cost;
  tally[Item::paid_in] += left - firm.cash;
  firm.cash = left;
}

/// Nor does a business without a past begin with nothing: unless its books say what it has, its owners pay in
/// the reserve of its first week.
void found(const BusinessTerms& terms, Tally& tally, Firm& firm) {
  if (terms.cash != 0) return;
  tally[Item::paid_in] += terms.reserve_weeks * firm.cost;
  firm.cash += terms.reserve_weeks * firm.cost;
}

void close_books(const Constants& p, const BusinessTerms& terms, bool is_past, Tally& tally, Firm& firm) {
  const bool is_first_week = firm.cost == 0;
  firm.revenue = smoothed(p, firm.revenue, tally[Item::revenue]);
  firm.cost = smoothed(p, firm.cost, costs(tally));
  if (is_first_week && !is_past) found(terms, tally, firm);
  bank(p, terms, tally, firm);
  is_past ? settle_past(terms, tally, firm) : judge_solvency(terms, tally, firm);
  tally[Item::cash] += firm.cash;
}

}  // namespace

void close_week(const Scenario& scenario, std::span<const std::size_t> policy_of, int week,
                PerBusiness<Tally>& tallies, PerBusiness<Firm>& firms, PerBusiness<Brand>& brands) {
  double all_accounts = 0;
  for (const Tally& tally : tallies) all_accounts += tally[Item::accounts];
  for (const BusinessId b : tallies.ids()) {
    const auto& terms = terms_of(scenario, b);
    Tally& tally = tallies[b];
    tally[Item::weeks] += 1;
    tally[Item::market_accounts] += all_accounts;
    close_books(scenario.model, terms, week < 0, tally, firms[b]);
    brands[b].failed = firms[b].failed;
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
