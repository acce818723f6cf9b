// Stage 8. Clients leave - at a renewal, early at a penalty, or silently after a purchase - and may switch to
// a rival. At each review the business warns those who cost more than they bring or who abuse its people, and
// next time ends the relationship. Word of it harms reputation [HK11].
#include "sim/model/churn.hpp"
#include "sim/model/week.hpp"

namespace clientele {

namespace {

bool renews_this_week(const Segment& segment, float tenure) {
  return static_cast<int>(tenure) % segment.contract_weeks == 0;
}

/// The chance of leaving this week: at the renewal of a contract, early at a penalty, or after a purchase.
float leaving_chance(const Given& given, const Market& market, const AccountWeek& week, Index i) {
  const auto& customers = market.customers;
  const auto& segment = given.scenario.segments[customers.segment[i]];
  const float chance = churn_chance(customers.traits.base_churn[i], churn_tilt(given, market, i));
  if (segment.relationship == Relationship::transactional) {
    return dropout_chance(chance, week.rights[i] + week.wrongs[i]);
  }
  const bool due = renews_this_week(segment, customers.account.tenure[i]);
  return due ? chance : given.p.early_exit * chance / static_cast<float>(segment.contract_weeks);
}

void set_exit(ThisWeek& now, Index i, Exit exit) { now.account.exit[i] = static_cast<std::uint8_t>(exit); }

void consider_leaving(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  for (Index i = 0; i < market.customers.served; ++i) {
    market.customers.account.tenure[i] += 1;
    const float chance = leaving_chance(given, market, now.account, i);
    if (chance <= 0 || draw.uniform(market.customer(i), given.week, Decision::churn) >= chance) continue;
    const auto& segment = given.scenario.segments[market.customers.segment[i]];
    const bool silent = segment.relationship == Relationship::transactional;
    const bool early = !silent && !renews_this_week(segment, market.customers.account.tenure[i]);
    if (early) now.account.invoice[i] += given.p.exit_penalty_weeks * market.customers.traits.budget[i];
    set_exit(now, i, silent ? Exit::dropped_out : Exit::left);
  }
}

/// Warned clients who mend their ways are easier to live with: entitlement and incivility halve.
void warn(const Given& given, const Draws& draw, Market& market, Tally& tally, Index i) {
  auto& account = market.customers.account;
  tally[Item::warned] += 1;
  account.warned[i] = 1;
  account.trust[i] *= 1 - given.p.warning_hurts;
  const float readiness = 0.5f * (market.customers.traits.openness[i] + market.customers.traits.respect[i]);
  if (draw.uniform(market.customer(i), given.week, Decision::mends_ways) >= readiness) return;
  account.entitlement[i] *= 0.5f;
  account.abuse[i] *= 0.5f;
  tally[Item::mended] += 1;
}

/// Smoothed contribution starts from nothing: a young account is judged by the part of it that has come in.
bool unwelcome(const Constants& p, const Levers& levers, const Customers& customers, Index i) {
  const auto& account = customers.account;
  const float come_in = 1 - exp(-account.tenure[i] / p.contribution_weeks);
  return account.contribution[i] < levers.margin_floor * customers.traits.budget[i] * come_in ||
         account.abuse[i] > levers.abuse_tolerance;
}

void review(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  auto& account = market.customers.account;
  for (Index i = 0; i < market.customers.served; ++i) {
    const auto business = account.business[i];
    const auto& levers = market.offices[business].levers;
    const auto weeks = static_cast<int>(levers.review_weeks);
    const bool due =
        weeks > 0 && (given.week + 1) % weeks == 0 && account.tenure[i] >= given.p.review_after_weeks;
    if (!due || now.account.exit[i] != static_cast<std::uint8_t>(Exit::stays)) continue;
    if (!unwelcome(given.p, levers, market.customers, i)) {
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
  consider_leaving(given, draw, market, now);
  review(given, draw, market, now);
}

}  // namespace clientele
