// Stage 6. What the client got - outcome, deference, timeliness, being heard, price - against what was
// expected. Satisfaction moves towards it, faster when disappointed [Mi98] and early in the relationship
// [Bo98]; expectation follows what the need requires and what rivals deliver, and only in part the business
// itself [BKSZ93]; entitlement follows deference; problems are voiced or kept silent [GN], and some that are
// voiced are made good [CC15].
#include "sim/model/stages/clients/tariff.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// The week's experience: weighted components on [0,1], less what clashes, forgotten requests and errors that
/// surface cost. A price is fair for the quality that is got for it [Ze88].
inline float experience_of(const Constants& p, const Tariff& tariff, const Customers& customers,
                           const AccountWeek& week, Row i) {
  const auto& traits = customers.traits;
  const float handled = week.handled[i];
  const float value =
      clamp01(week.value[i] / handled * week.quality[i] * (p.fit_floor + (1 - p.fit_floor) * traits.fit[i]));
  const float dissent = (week.questioned[i] - week.heard[i] * p.heard_softens + week.refused[i]) / handled;
  const float deference = clamp01(1 - dissent * (1 + customers.account.entitlement[i]));
  const float heard = week.questioned[i] > 0 ? week.heard[i] / week.questioned[i] : p.heard_unasked;
  const float received = 1 + p.value_for_money * (week.quality[i] - 1);
  const float dearer = relative_price(tariff, customers, i) / std::max(0.05f, received) - 1;
  const float price = clamp01(p.price_fairness - p.price_slope * traits.price_sensitivity[i] * dearer);
  const float weights =
      p.weight_value + p.weight_deference + p.weight_timeliness + p.weight_heard + p.weight_price;
  const float sum = p.weight_value * value + p.weight_deference * deference +
                    p.weight_timeliness * week.timeliness[i] + p.weight_heard * heard +
                    p.weight_price * price;
  return clamp01(
      sum / std::max(1e-6f, weights) -
      (p.clash_hurt * week.clashes[i] + p.slip_hurt * week.slips[i] + p.error_hurt * week.errors[i]) /
          handled);
}

/// What clients of a business expect whatever it delivers: what their need requires, and what its rivals
/// deliver [BKSZ93].
float expected_anyway(const Context& context, BusinessId self) {
  const auto& p = context.p;
  float others = 0, rivals = 0;
  for (const BusinessId b : context.brands.ids()) {
    if (b == self || context.failed(b)) continue;
    others += static_cast<float>(context.brands[b].service);
    rivals += 1;
  }
  if (rivals == 0) return p.initial_expectation;
  return p.initial_expectation + p.expectation_rivals * (others / rivals - p.initial_expectation);
}

/// Satisfaction moves towards experience, and further down by what was expected and not given.
inline void update_satisfaction(const Constants& p, float anyway, Accounts& account, float experience,
                                bool served, Row i) {
  const float satisfaction = account.satisfaction[i], trust = account.trust[i],
              expectation = account.expectation[i];
  const float expected = clamp01(expectation + p.entitled_expectation * account.entitlement[i]);
  const float disappointment = positive_part(expected - experience);
  const float gap = experience - satisfaction - p.disconfirmation * disappointment;
  const float early = 1 + p.first_impressions * exp(-account.tenure[i] / std::max(1.0f, p.onboarding_weeks));
  const float pace = std::min(1.0f, p.satisfaction_pace * early * (gap < 0 ? p.negativity : 1.0f));
  const float satisfied = clamp01(satisfaction + pace * gap);
  // Broken promises cost trust; kept ones build it slowly. The expectation itself adapts.
  const float usual = experience + p.expectation_anchor * (anyway - experience);
  const float trusting =
      clamp01(trust + p.trust_pace * (satisfied - trust) - p.broken_promise * disappointment * trust);
  account.satisfaction[i] = served ? satisfied : satisfaction;
  account.trust[i] = served ? trusting : trust;
  account.expectation[i] = served ? expectation + p.expectation_pace * (usual - expectation) : expectation;
}

/// Please people and they come to expect it: entitlement follows deference received, in what was asked and
/// what was claimed; the respectful take it less for granted.
inline void update_entitlement(const Constants& p, float checking, const Traits& traits, Accounts& account,
                               const AccountWeek& week, Row i) {
  const float entitlement = account.entitlement[i];
  const float occasions = week.believed_wrong[i] + week.claims[i];
  const float received = (week.deferred[i] + week.claims[i] * (1 - checking)) / occasions;
  const float due = received * (1 - p.respect_humbles * traits.respect[i]);
  const float pleased = clamp01(entitlement + p.entitlement_pace * (due - entitlement));
  account.entitlement[i] = occasions > 0 ? pleased : entitlement;
}

/// What the week does to all accounts of an office, whether or not anything happened on them: it is quicker
/// to work out what a visit would have done to everybody than to look for those who came.
void update_accounts(const Constants& p, float checking, float anyway, const Tariff& tariff, Rows accounts,
                     Customers& customers, AccountWeek& week) {
  auto& account = customers.account;
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    update_entitlement(p, checking, customers.traits, account, week, i);
    week.before[i] = account.satisfaction[i];
    week.experience[i] = experience_of(p, tariff, customers, week, i);
    update_satisfaction(p, anyway, account, week.experience[i], week.handled[i] > 0, i);
  }
}

/// Requests that slip through the cracks as the number of accounts per person grows, unless a CRM remembers.
inline float expected_slips(const Constants& p, const Office& office, const Market& market, float handled,
                            Row i) {
  const auto accounts = static_cast<float>(market.staff.accounts[seat_of(market.customers.account, i)]);
  const float share = 1 - exp(-p.slip_rate * accounts * (1 - p.crm_effect * office.levers.crm));
  return share * handled;
}

void draw_slips(const Constants& p, const Office& office, Rows accounts, const Market& market,
                Scratch& scratch, Tally& tally) {
  auto& week = scratch.account;
  const auto& slip = week.draws[Leaving::slips];
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i)
    week.slips[i] = poisson_if_small(slip[i], expected_slips(p, office, market, week.handled[i], i));
  const auto any = [&](Row i) { return week.slips[i] > 0; };
  for (const Row i : rows_where(accounts, scratch.rows, any)) {
    if (week.slips[i] > largest_seen_at_once)
      week.slips[i] =
          static_cast<float>(poisson(slip[i], expected_slips(p, office, market, week.handled[i], i)));
    week.slips[i] = std::min(week.handled[i], week.slips[i]);
    tally[Item::slipped] += week.slips[i];
  }
}

/// A problem is voiced or kept silent. A voiced one can be made good, which restores satisfaction [CC15] but
/// not trust [dM07]; a voiced one that is ignored disappoints twice.
void voice_problem(const Constants& p, const Levers& levers, Market& market, Tally& tally, AccountWeek& week,
                   Row i) {
  auto& account = market.customers.account;
  tally[Item::problems] += 1;
  if (week.draws[Reactions::voice][i] >= market.customers.traits.candor[i]) return;
  tally[Item::voiced] += 1;
  auto& satisfaction = account.satisfaction[i];
  if (week.draws[Reactions::recovery][i] < levers.recovery) {
    tally[Item::recovered] += 1;
    satisfaction = clamp01(satisfaction + p.recovery_effect * positive_part(week.before[i] - satisfaction) +
                           p.recovery_delight);
    week.credit[i] += p.recovery_credit * week.invoice[i];
    market.staff.backlog[seat_of(account, i)] += p.recovery_hours;
    tally[Item::hours_recovery] += p.recovery_hours;
  } else {
    satisfaction = clamp01(satisfaction - p.double_deviation);
  }
}

/// The invoice of the week: a fee, or so much per request.
void invoice(const BusinessTerms& terms, float checking, const Tariff& tariff, Rows accounts,
             const Customers& customers, AccountWeek& week) {
  const bool per_request = terms.billing == static_cast<double>(Billing::per_request);
  const float paid = 1 - checking;
  const auto claim_value = static_cast<float>(terms.claim_value);
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float units = per_request ? week.rights[i] + week.wrongs[i] - week.refused[i] : 1.0f;
    const float price = customers.traits.budget[i] * relative_price(tariff, customers, i);
    week.invoice[i] = price * units;
    week.credit[i] = week.claims[i] * paid * claim_value * price;
  }
}

/// What clients made of the week reaches those who served them.
void voice_problems(const Constants& p, const Levers& levers, Rows accounts, Market& market, Scratch& scratch,
                    Tally& tally) {
  const auto& account = market.customers.account;
  auto& week = scratch.account;
  const auto served = [&](Row i) { return week.handled[i] > 0; };
  for (const Row i : rows_where(accounts, scratch.rows, served)) {
    if (week.experience[i] < p.problem_below || week.slips[i] > 0)
      voice_problem(p, levers, market, tally, week, i);
    scratch.staff.outcome[seat_of(account, i)] += week.value[i];
    scratch.staff.appreciation[seat_of(account, i)] += account.satisfaction[i] * week.handled[i];
  }
}

}  // namespace

void experience(const Context& context, const Draws&, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    const auto& office = market.offices[b];
    const auto& terms = context.terms(b);
    const float checking = office.levers.claim_checking;
    const Tariff tariff = tariff_of(context, market, b);
    const float anyway = expected_anyway(context, b);
    part_by_part(office.accounts, [&](Rows accounts) {
      invoice(terms, checking, tariff, accounts, market.customers, scratch.account);
      draw_slips(context.p, office, accounts, market, scratch, scratch.tallies[b]);
      update_accounts(context.p, checking, anyway, tariff, accounts, market.customers, scratch.account);
      voice_problems(context.p, office.levers, accounts, market, scratch, scratch.tallies[b]);
    });
  }
}

}  // namespace clientele::model
