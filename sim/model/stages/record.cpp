// Stage 11. The week's sums are written down, and the office reads its own indicators: word of mouth and
// levers of next week follow from them.
#include <algorithm>

#include "sim/model/week.hpp"

namespace clientele {

namespace {

constexpr int weeks_between_rankings = 13;

void record_accounts(const Given& given, const Market& market, ThisWeek& now) {
  const auto& p = given.p;
  const auto& customers = market.customers;
  const auto& account = customers.account;
  for (Index i = 0; i < customers.served; ++i) {
    Tally& tally = now.tallies[account.business[i]];
    tally[Item::accounts] += 1;
    tally[Item::satisfaction] += account.satisfaction[i];
    tally[Item::trust] += account.trust[i];
    tally[Item::entitlement] += account.entitlement[i];
    tally[Item::knowledge] +=
        customers.traits.knowledge[i] + (1 - customers.traits.knowledge[i]) * customers.learned[i];
    tally[Item::receivable] += account.receivable[i];
    tally[Item::content] += account.satisfaction[i] > p.content_above ? 1 : 0;
    tally[Item::discontent] += account.satisfaction[i] < p.discontent_below ? 1 : 0;
    if (!account.referred[i]) continue;
    tally[Item::referred_accounts] += 1;
    tally[Item::referred_contribution] += account.contribution[i];
  }
}

void record_staff(const Given& given, const Market& market, ThisWeek& now, std::size_t business) {
  const auto& p = given.p;
  const auto& office = market.offices[business];
  const auto& staff = market.staff;
  Tally& tally = now.tallies[business];
  for (Index s = office.first_seat; s < office.end_seat; ++s) {
    if (!staff.present[s]) continue;
    tally[Item::staff] += 1;
    tally[Item::exhaustion] += staff.exhaustion[s];
    tally[Item::cynicism] += staff.cynicism[s];
    tally[Item::efficacy] += staff.efficacy[s];
    tally[Item::experience] += staff.experience[s];
    tally[Item::absence] += staff.absence[s];
    const bool burned_out =
        staff.exhaustion[s] >= p.burnout_exhaustion && staff.cynicism[s] >= p.burnout_cynicism;
    tally[Item::burned_out] += burned_out ? 1 : 0;
  }
  tally[Item::vacancies] += std::max(0.0, office.planned_headcount - office.headcount);
  tally[Item::standard] += office.standard;
  tally[Item::offices] += 1;
}

/// Satisfied accounts, weighted by how satisfied they are and how gladly they recommend, per segment.
void gather_advocacy(Market& market) {
  const auto& customers = market.customers;
  for (auto& office : market.offices) std::fill(office.advocacy.begin(), office.advocacy.end(), 0.0);
  for (Index i = 0; i < customers.served; ++i) {
    const float advocacy =
        2 * positive_part(customers.account.satisfaction[i] - 0.5f) * customers.traits.referral[i];
    market.offices[customers.account.business[i]].advocacy[customers.segment[i]] += advocacy;
  }
}

/// Once a quarter the accounts are ranked: how much do the best fifth contribute?
void rank_accounts(const Given& given, const Market& market, ThisWeek& now, std::size_t business) {
  if ((given.week + 1) % weeks_between_rankings != 0) return;
  const auto& account = market.customers.account;
  auto& values = now.values;
  values.clear();
  for (Index i = 0; i < market.customers.served; ++i)
    if (account.business[i] == business) values.push_back(account.contribution[i]);
  if (values.empty()) return;
  const auto best = values.begin() + static_cast<std::ptrdiff_t>((values.size() + 4) / 5);
  std::nth_element(values.begin(), best - 1, values.end(), std::greater<>());
  for (auto value = values.begin(); value != values.end(); ++value) {
    now.tallies[business][Item::ranked_contribution] += *value;
    if (value < best) now.tallies[business][Item::best_fifth_contribution] += *value;
  }
}

double indicated(Indicator indicator, const Office& office, const Tally& tally) {
  const auto per = [&](Item sum, Item count) { return tally[count] > 0 ? tally[sum] / tally[count] : 0.0; };
  switch (indicator) {
    case Indicator::exhaustion:
      return per(Item::exhaustion, Item::staff);
    case Indicator::cynicism:
      return per(Item::cynicism, Item::staff);
    case Indicator::burnout_share:
      return per(Item::burned_out, Item::staff);
    case Indicator::satisfaction:
      return per(Item::satisfaction, Item::accounts);
    case Indicator::trust:
      return per(Item::trust, Item::accounts);
    case Indicator::entitlement:
      return per(Item::entitlement, Item::accounts);
    case Indicator::pressure:
      return per(Item::pressure, Item::staff);
    case Indicator::utilisation:
      return office.utilisation;
    case Indicator::vacancies:
      return tally[Item::vacancies];
    case Indicator::accounts:
      return tally[Item::accounts];
    case Indicator::margin:
      return tally[Item::revenue] > 0 ? profit(tally) / tally[Item::revenue] : 0.0;
  }
  return 0;
}

/// Levers that are rules follow the office's own indicators; the last rule that holds wins.
void steer(const Policy& policy, Office& office, const Tally& tally) {
  office.levers = policy.levers;
  for (const Rule& rule : policy.rules) {
    const double value = indicated(rule.indicator, office, tally);
    if (rule.above ? value > rule.threshold : value < rule.threshold) office.levers.*rule.lever = rule.value;
  }
}

}  // namespace

void record(const Given& given, const Draws&, Market& market, ThisWeek& now) {
  record_accounts(given, market, now);
  gather_advocacy(market);
  for (std::size_t b = 0; b < market.offices.size(); ++b) {
    record_staff(given, market, now, b);
    rank_accounts(given, market, now, b);
    steer(given.scenario.policies[given.policy_of[b]], market.offices[b], now.tallies[b]);
  }
}

}  // namespace clientele
