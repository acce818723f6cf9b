// Stage 2. The business judges fit with noise and declines below its bar, or when the office is full; the
// customer signs by a logit over price, reputation and promise. Overpromising signs more, and starts the
// account with expectations that the service cannot meet.
#include <algorithm>

#include "sim/model/people.hpp"
#include "sim/model/stages/serving/capacity.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

bool clears_the_bar(const Constants& p, const Levers& levers, float match, float uniform) {
  const float noise = p.qualification_noise * (1 - p.qualification_insight * levers.qualification) *
                      (1 - p.crm_insight * levers.crm);
  return match + noise * normal_quantile(uniform) >= levers.selectivity;
}

/// Whether what was signed this week can come on top of last week's load, and of the usual one: a quiet week
/// is no reason to take on another client.
bool has_room(const BusinessTerms& terms, const Office& office, double signed_hours) {
  const double capacity = std::max(1.0, office.headcount * client_hours(terms));
  const double load = std::max(office.utilisation, office.usual_load);
  return office.headcount > 0 && load + signed_hours / capacity < office.levers.utilisation_cap;
}

float signing_chance(const Context& context, const Market& market, const Levers& levers, Row row,
                     BusinessId business) {
  const auto& p = context.p;
  const Brand& brand = context.brands[business];
  const double going_rate = context.scenario.markets[market.group].terms.going_rate;
  const auto dearer = static_cast<float>(brand.price / going_rate - 1);
  const auto renown = static_cast<float>(brand.reputation) - 0.5f;
  return logistic(p.signing_base + p.signing_reputation * renown +
                  p.signing_promise * (1 - levers.expectation_setting) -
                  p.signing_price * market.customers.traits.price_sensitivity[row] * dearer);
}

void consider(const Context& context, Market& market, Scratch& scratch, Lead& lead) {
  auto& tally = scratch.tallies[lead.business];
  const auto& office = market.offices[lead.business];
  const auto& terms = context.terms(lead.business);
  const auto& traits = market.customers.traits;
  scratch.selling_hours[lead.business] += office.levers.qualification * terms.qualification_hours;
  if (!clears_the_bar(context.p, office.levers, match_of(traits, lead.row),
                      lead.draws[Prospect::apparent_match])) {
    tally[Item::declined_unfit] += 1;
  } else if (context.failed(lead.business) || !has_room(terms, office, scratch.signed_hours[lead.business])) {
    tally[Item::declined_full] += 1;
  } else if (lead.draws[Prospect::sign] >=
             signing_chance(context, market, office.levers, lead.row, lead.business)) {
    tally[Item::lost_leads] += 1;
  } else {
    lead.seat = least_loaded_seat(market, office);
    ++market.staff.accounts[lead.seat];
    scratch.signed_hours[lead.business] += traits.request_rate[lead.row] * traits.hours_per_request[lead.row];
    tally[Item::signed_accounts] += 1;
  }
}

}  // namespace

void qualify(const Context& context, const Draws&, Market& market, Scratch& scratch) {
  for (Lead& lead : scratch.leads) consider(context, market, scratch, lead);
  // From the lowest row up, because opening an account moves the first customer without one into the vacated
  // row.
  std::sort(scratch.leads.begin(), scratch.leads.end(),
            [](const Lead& a, const Lead& b) { return a.row < b.row; });
  for (const Lead& lead : scratch.leads) {
    if (lead.seat < Seat{}) continue;
    const auto& levers = market.offices[lead.business].levers;
    const Row row = open_account(context.p, levers, market, lead.row, lead.business, lead.seat);
    market.customers.account.referred[row] = lead.referred;
  }
}

}  // namespace clientele::model
