// Stage 8. Clients leave - at a renewal, early at a penalty, or silently after a purchase - and may switch to
// a rival. At each review the business warns those who cost more than they bring or who abuse its people, and
// next time ends the relationship. Word of it harms reputation [HK11].
#include "sim/model/stages/clients/churn.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

bool renews(float tenure, float contract_weeks) {
  return tenure == contract_weeks * static_cast<float>(static_cast<int>(tenure / contract_weeks));
}

/// The chance of leaving this week: at the renewal of a contract, or early at a penalty.
void weigh_contracts(const Context& context, const Market& market, BusinessId business, Scratch& scratch) {
  const auto& p = context.p;
  const auto& customers = market.customers;
  const auto& accounts = market.offices[business].accounts;
  const Tariff tariff = tariff_of(context, market, business);
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float chance = churn_chance(customers.traits.base_churn[i], churn_tilt(p, tariff, customers, i));
    const float weeks = scratch.contract_weeks[segment_of(customers, i)];
    scratch.account.chance[i] =
        renews(customers.account.tenure[i], weeks) ? chance : p.early_exit * chance / weeks;
  }
}

bool transactional(const Context& context, const Customers& customers, Row i) {
  return context.segment(segment_of(customers, i)).relationship == Relationship::transactional;
}

/// The chance of dropping out after a purchase.
void weigh_purchases(const Context& context, const Market& market, BusinessId business, Scratch& scratch) {
  const auto& customers = market.customers;
  const auto& accounts = market.offices[business].accounts;
  const Tariff tariff = tariff_of(context, market, business);
  for (Row i = accounts.first; i < accounts.last; ++i) {
    if (!transactional(context, customers, i)) continue;
    const float purchases = scratch.account.rights[i] + scratch.account.wrongs[i];
    scratch.account.chance[i] = 0;
    if (purchases == 0) continue;
    const float chance =
        churn_chance(customers.traits.base_churn[i], churn_tilt(context.p, tariff, customers, i));
    scratch.account.chance[i] = dropout_chance(chance, purchases);
  }
}

void set_exit(Scratch& scratch, Row i, Exit exit) {
  scratch.account.exit[i] = static_cast<std::uint8_t>(exit);
}

void consider_leaving(const Context& context, Market& market, BusinessId business, Scratch& scratch) {
  auto& customers = market.customers;
  const auto& accounts = market.offices[business].accounts;
  customers.account.tenure.segment(accounts.first.value, accounts.size()) += 1;
  weigh_contracts(context, market, business, scratch);
  if (sells_by_purchase(context.scenario)) weigh_purchases(context, market, business, scratch);
  const auto leaves = [&](Row i) {
    return scratch.account.draws[Leaving::churn][i] < scratch.account.chance[i];
  };
  for (const Row i : rows_where(accounts, scratch.rows, leaves)) {
    const bool silent = transactional(context, customers, i);
    const bool early =
        !silent && !renews(customers.account.tenure[i], scratch.contract_weeks[segment_of(customers, i)]);
    if (early) scratch.account.invoice[i] += context.p.exit_penalty_weeks * customers.traits.budget[i];
    set_exit(scratch, i, silent ? Exit::dropped_out : Exit::left);
  }
}

/// Warned clients who mend their ways are easier to live with: entitlement and incivility halve.
void warn(const Context& context, const Draws& draw, Market& market, Tally& tally, Row i) {
  auto& account = market.customers.account;
  tally[Item::warned] += 1;
  account.warned[i] = 1;
  account.trust[i] *= 1 - context.p.warning_hurts;
  const float readiness = 0.5f * (market.customers.traits.openness[i] + market.customers.traits.respect[i]);
  if (draw.uniform(market.customer(i), context.week, Risk::mends_ways) >= readiness) return;
  account.entitlement[i] *= 0.5f;
  account.abuse[i] *= 0.5f;
  tally[Item::mended] += 1;
}

/// Smoothed contribution starts from nothing: a young account is judged by the part of it that has come in.
bool unwelcome(const Constants& p, const Levers& levers, const Customers& customers, Row i) {
  const auto& account = customers.account;
  const float come_in = 1 - exp(-account.tenure[i] / p.contribution_weeks);
  return account.contribution[i] < levers.margin_floor * customers.traits.budget[i] * come_in ||
         account.abuse[i] > levers.abuse_tolerance;
}

void review(const Context& context, const Draws& draw, Market& market, BusinessId business,
            Scratch& scratch) {
  auto& account = market.customers.account;
  const auto& office = market.offices[business];
  const auto weeks = static_cast<int>(office.levers.review_weeks);
  if (weeks <= 0 || (context.week + 1) % weeks != 0) return;
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
    if (account.tenure[i] < context.p.review_after_weeks ||
        scratch.account.exit[i] != static_cast<std::uint8_t>(Exit::stays))
      continue;
    if (!unwelcome(context.p, office.levers, market.customers, i)) {
      account.warned[i] = 0;
    } else if (account.warned[i]) {
      set_exit(scratch, i, Exit::ended);
    } else {
      warn(context, draw, market, scratch.tallies[business], i);
    }
  }
}

}  // namespace

/// The clients of a business that has failed are free.
void strand(Market& market, BusinessId business, Scratch& scratch) {
  const Rows accounts = market.offices[business].accounts;
  for (Row i = accounts.first; i < accounts.last; ++i) set_exit(scratch, i, Exit::stranded);
}

void leave(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    if (context.failed(b)) {
      strand(market, b, scratch);
      continue;
    }
    consider_leaving(context, market, b, scratch);
    review(context, draw, market, b, scratch);
  }
}

}  // namespace clientele::model
