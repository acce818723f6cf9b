// Stage 6. What the client got - outcome, deference, timeliness, being heard, price - against what was
// expected. Satisfaction moves towards it, faster when disappointed [Mi98] and early in the relationship
// [Bo98]; entitlement follows deference; problems are voiced or kept silent [GN], and some that are voiced
// are made good [CC15].
#include "sim/model/week.hpp"

namespace clientele {

namespace {

/// Requests that slip through the cracks as the number of accounts per person grows, unless a CRM remembers.
void let_slip(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  const auto& account = market.customers.account;
  auto& week = now.account;
  for (Index i = 0; i < market.customers.served; ++i) {
    week.slips[i] = 0;
    if (week.handled[i] == 0) continue;
    const float crm = market.offices[account.business[i]].levers.crm;
    const auto accounts = static_cast<float>(market.staff.accounts[account.staff[i]]);
    const float share = 1 - exp(-given.p.slip_rate * accounts * (1 - given.p.crm_effect * crm));
    const float luck = draw.uniform(market.customer(i), given.week, Decision::slips);
    week.slips[i] = std::min(week.handled[i], static_cast<float>(poisson(luck, share * week.handled[i])));
    now.tallies[account.business[i]][Item::slipped] += week.slips[i];
  }
}

/// The price a client pays, relative to the going rate. Those who feel entitled and care about price get a
/// discount; those who have stayed for more than a year, a reward.
float relative_price(const Given& given, const Market& market, Index row) {
  const auto& account = market.customers.account;
  const std::size_t b = account.business[row];
  const auto& levers = market.offices[b].levers;
  const double going_rate = given.scenario.markets[market.group].terms.going_rate;
  const float demanded = clamp01(market.customers.traits.price_sensitivity[row] * account.entitlement[row]);
  const float reward = account.tenure[row] > 52 ? levers.loyalty_reward : 0.0f;
  return static_cast<float>(given.brands[b].price / going_rate) * (1 - levers.discount * demanded) *
         (1 - reward);
}

/// The week's experience: weighted components on [0,1], less what clashes and forgotten requests cost.
float experience_of(const Given& given, const Market& market, const AccountWeek& week, Index i) {
  const auto& p = given.p;
  const auto& traits = market.customers.traits;
  const float handled = week.handled[i];
  const float value =
      clamp01(week.value[i] / handled * week.quality[i] * (p.fit_floor + (1 - p.fit_floor) * traits.fit[i]));
  const float dissent = (week.questioned[i] - week.heard[i] * p.heard_softens + week.refused[i]) / handled;
  const float deference = clamp01(1 - dissent * (1 + market.customers.account.entitlement[i]));
  const float heard = week.questioned[i] > 0 ? week.heard[i] / week.questioned[i] : p.heard_unasked;
  const float dearer = relative_price(given, market, i) - 1;
  const float price = clamp01(p.price_fairness - p.price_slope * traits.price_sensitivity[i] * dearer);
  const float weights =
      p.weight_value + p.weight_deference + p.weight_timeliness + p.weight_heard + p.weight_price;
  const float sum = p.weight_value * value + p.weight_deference * deference +
                    p.weight_timeliness * week.timeliness[i] + p.weight_heard * heard +
                    p.weight_price * price;
  return clamp01(sum / std::max(1e-6f, weights) -
                 (p.clash_hurt * week.clashes[i] + p.slip_hurt * week.slips[i]) / handled);
}

/// Satisfaction moves towards experience, and further down by what was expected and not given.
void be_satisfied(const Constants& p, Accounts& account, float experience, Index i) {
  const float expected = clamp01(account.expectation[i] + p.entitled_expectation * account.entitlement[i]);
  const float disappointment = positive_part(expected - experience);
  const float gap = experience - account.satisfaction[i] - p.disconfirmation * disappointment;
  const float early = 1 + p.first_impressions * exp(-account.tenure[i] / std::max(1.0f, p.onboarding_weeks));
  const float pace = std::min(1.0f, p.satisfaction_pace * early * (gap < 0 ? p.negativity : 1.0f));
  account.satisfaction[i] = clamp01(account.satisfaction[i] + pace * gap);
  // Broken promises cost trust; kept ones build it slowly. The expectation itself adapts.
  account.trust[i] = clamp01(account.trust[i] + p.trust_pace * (account.satisfaction[i] - account.trust[i]) -
                             p.broken_promise * disappointment * account.trust[i]);
  account.expectation[i] += p.expectation_pace * (experience - account.expectation[i]);
}

/// Please people and they come to expect it: entitlement follows deference received, in what was asked and
/// what was claimed; the respectful take it less for granted.
void be_pleased(const Constants& p, const Market& market, Accounts& account, const AccountWeek& week,
                Index i) {
  const float checking = market.offices[account.business[i]].levers.claim_checking;
  const float occasions = week.believed_wrong[i] + week.claims[i];
  if (occasions == 0) return;
  const float received = (week.deferred[i] + week.claims[i] * (1 - checking)) / occasions;
  const float due = received * (1 - p.respect_humbles * market.customers.traits.respect[i]);
  account.entitlement[i] =
      clamp01(account.entitlement[i] + p.entitlement_pace * (due - account.entitlement[i]));
}

/// A problem is voiced or kept silent. A voiced one can be made good, which restores satisfaction [CC15] but
/// not trust [dM07]; a voiced one that is ignored disappoints twice.
void voice_problem(const Given& given, Market& market, ThisWeek& now, float before, Index i) {
  const auto& p = given.p;
  auto& account = market.customers.account;
  const std::size_t business = account.business[i];
  const auto& levers = market.offices[business].levers;
  auto& week = now.account;
  auto& tally = now.tallies[business];
  tally[Item::problems] += 1;
  if (week.luck_later[2][i] >= market.customers.traits.candor[i]) return;
  tally[Item::voiced] += 1;
  auto& satisfaction = account.satisfaction[i];
  if (week.luck_later[3][i] < levers.recovery) {
    tally[Item::recovered] += 1;
    satisfaction =
        clamp01(satisfaction + p.recovery_effect * positive_part(before - satisfaction) + p.recovery_delight);
    week.credit[i] += p.recovery_credit * week.invoice[i];
    market.staff.backlog[account.staff[i]] += p.recovery_hours;
    tally[Item::hours_recovery] += p.recovery_hours;
  } else {
    satisfaction = clamp01(satisfaction - p.double_deviation);
  }
}

/// The invoice of the week: a fee, or so much per request.
void invoice(const Given& given, Market& market, ThisWeek& now) {
  const auto& customers = market.customers;
  auto& week = now.account;
  for (Index i = 0; i < customers.served; ++i) {
    const auto& terms = given.scenario.businesses[customers.account.business[i]].terms;
    const bool per_request = terms.billing == static_cast<double>(Billing::per_request);
    const float units = per_request ? week.rights[i] + week.wrongs[i] - week.refused[i] : 1.0f;
    const float unit_price = customers.traits.budget[i] * relative_price(given, market, i);
    const float paid_claims =
        week.claims[i] * (1 - market.offices[customers.account.business[i]].levers.claim_checking);
    week.invoice[i] = unit_price * units;
    week.credit[i] = paid_claims * static_cast<float>(terms.claim_value) * unit_price;
  }
}

}  // namespace

void experience(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  const auto& p = given.p;
  auto& account = market.customers.account;
  auto& week = now.account;
  let_slip(given, draw, market, now);
  invoice(given, market, now);
  for (Index i = 0; i < market.customers.served; ++i) {
    if (week.handled[i] + week.claims[i] == 0) continue;
    be_pleased(p, market, account, week, i);
    if (week.handled[i] == 0) continue;
    const float before = account.satisfaction[i];
    week.experience[i] = experience_of(given, market, week, i);
    be_satisfied(p, account, week.experience[i], i);
    if (week.experience[i] < p.problem_below || week.slips[i] > 0)
      voice_problem(given, market, now, before, i);
    now.staff.outcome[account.staff[i]] += week.value[i];
    now.staff.appreciation[account.staff[i]] += account.satisfaction[i] * week.handled[i];
  }
}

}  // namespace clientele
