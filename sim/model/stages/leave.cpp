// Stage 8. Clients leave - at a renewal, early at a penalty, or silently after a purchase - and may switch to
// a rival. At each review the business warns those who cost more than they bring or who abuse its people, and
// next time ends the relationship. Word of it harms reputation [HK11].
#include "sim/model/stages/churn.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

bool renews(float tenure, float contract_weeks) {
  return tenure == contract_weeks * static_cast<float>(static_cast<int>(tenure / contract_weeks));
}

/// The chance of leaving this week: at the renewal of a contract, or early at a penalty.
void weigh_contracts(const Given& given, const Market& market, BusinessId business, ThisWeek& now) {
  const auto& p = given.p;
  const auto& customers = market.customers;
  const auto& accounts = market.offices[business].accounts;
  const float gap = price_gap(given, market, business);
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float chance = churn_chance(customers.traits.base_churn[i], churn_tilt(p, customers, gap, i));
    const float weeks = now.contract_weeks[segment_of(customers, i)];
    now.account.chance[i] =
        renews(customers.account.tenure[i], weeks) ? chance : p.early_exit * chance / weeks;
  }
}

bool transactional(const Given& given, const Customers& customers, Row i) {
  return given.segment(segment_of(customers, i)).relationship == Relationship::transactional;
}

/// The chance of dropping out after a purchase.
void weigh_purchases(const Given& given, const Market& market, BusinessId business, ThisWeek& now) {
  const auto& customers = market.customers;
  const auto& accounts = market.offices[business].accounts;
  const float gap = price_gap(given, market, business);
  for (Row i = accounts.first; i < accounts.last; ++i) {
    if (!transactional(given, customers, i)) continue;
    const float purchases = now.account.rights[i] + now.account.wrongs[i];
    now.account.chance[i] = 0;
    if (purchases == 0) continue;
    const float chance = churn_chance(customers.traits.base_churn[i], churn_tilt(given.p, customers, gap, i));
    now.account.chance[i] = dropout_chance(chance, purchases);
  }
}

void set_exit(ThisWeek& now, Row i, Exit exit) { now.account.exit[i] = static_cast<std::uint8_t>(exit); }

void consider_leaving(const Given& given, Market& market, BusinessId business, ThisWeek& now) {
  auto& customers = market.customers;
  const auto& accounts = market.offices[business].accounts;
  customers.account.tenure.segment(accounts.first.value, accounts.size()) += 1;
  weigh_contracts(given, market, business, now);
  if (sells_by_purchase(given.scenario)) weigh_purchases(given, market, business, now);
  const auto leaves = [&](Row i) { return now.account.draws[Leaving::churn][i] < now.account.chance[i]; };
  for (const Row i : rows_where(accounts, now.rows, leaves)) {
    const bool silent = transactional(given, customers, i);
    const bool early =
        !silent && !renews(customers.account.tenure[i], now.contract_weeks[segment_of(customers, i)]);
    if (early) now.account.invoice[i] += given.p.exit_penalty_weeks * customers.traits.budget[i];
    set_exit(now, i, silent ? Exit::dropped_out : Exit::left);
  }
}

/// Warned clients who mend their ways are easier to live with: entitlement and incivility halve.
void warn(const Given& given, const Draws& draw, Market& market, Tally& tally, Row i) {
  auto& account = market.customers.account;
  tally[Item::warned] += 1;
  account.warned[i] = 1;
  account.trust[i] *= 1 - given.p.warning_hurts;
  const float readiness = 0.5f * (market.customers.traits.openness[i] + market.customers.traits.respect[i]);
  if (draw.uniform(market.customer(i), given.week, Risk::mends_ways) >= readiness) return;
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

void review(const Given& given, const Draws& draw, Market& market, BusinessId business, ThisWeek& now) {
  auto& account = market.customers.account;
  const auto& office = market.offices[business];
  const auto weeks = static_cast<int>(office.levers.review_weeks);
  if (weeks <= 0 || (given.week + 1) % weeks != 0) return;
  for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
    if (account.tenure[i] < given.p.review_after_weeks ||
        now.account.exit[i] != static_cast<std::uint8_t>(Exit::stays))
      continue;
    if (!unwelcome(given.p, office.levers, market.customers, i)) {
      account.warned[i] = 0;
    } else if (account.warned[i]) {
      set_exit(now, i, Exit::ended);
    } else {
      warn(given, draw, market, now.tallies[business], i);
    }
  }
}

}  // namespace

void leave(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  for (const BusinessId b : market.offices.ids()) {
    consider_leaving(given, market, b, now);
    review(given, draw, market, b, now);
  }
}

}  // namespace clientele::model
