// Stage 10. Invoices, late payment and bad debt; wages, overtime, hiring, marketing and overhead; and the
// parting of those who leave. (Prices and reputations are settled by business, over all markets: see
// business.cpp.)
#include <cmath>

#include "sim/model/people.hpp"
#include "sim/model/week.hpp"

namespace clientele {

namespace {

/// Hours an account took this week, at the pace of those who served it.
float hours_on(const ThisWeek& now, const Office& office, Index i, Index seat) {
  return now.account.work[i] * static_cast<float>(office.standard) * now.staff.time_ratio[seat] +
         now.account.talk[i];
}

/// Payment comes with a mean delay; some debts are never paid and written off.
void collect(const Given& given, const Draws& draw, Market& market, ThisWeek& now, Tally& tally, Index i) {
  const auto& traits = market.customers.traits;
  auto& receivable = market.customers.account.receivable[i];
  receivable += now.account.invoice[i] - now.account.credit[i];
  const float paid = receivable / (1 + traits.payment_delay[i]);
  receivable -= paid;
  tally[Item::cash_received] += paid;
  const float risk = 1 - exp(log(1 - traits.default_risk[i]) / 52);
  if (risk <= 0 || receivable <= 0 ||
      draw.uniform(market.customer(i), given.week, Decision::default_on_debt) >= risk)
    return;
  tally[Item::bad_debt] += receivable;
  receivable = 0;
}

/// What the week was, for the tables.
void count(const AccountWeek& week, Tally& tally, Index i) {
  tally[Item::account_weeks] += 1;
  tally[Item::requests] += week.rights[i] + week.wrongs[i];
  tally[Item::wrong_requests] += week.wrongs[i];
  tally[Item::rework] += week.reworks[i];
  tally[Item::claims] += week.claims[i];
  tally[Item::believed_wrong] += week.believed_wrong[i];
  tally[Item::clashes] += week.clashes[i];
  tally[Item::incivility] += week.incivility[i];
  tally[Item::hours_work] += week.work[i] - week.rework_hours[i];
  tally[Item::hours_rework] += week.rework_hours[i];
  if (week.handled[i] == 0) return;
  tally[Item::served_accounts] += 1;
  tally[Item::quality] += week.quality[i];
  tally[Item::timeliness] += week.timeliness[i];
}

void settle_accounts(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  auto& account = market.customers.account;
  for (Index i = 0; i < market.customers.served; ++i) {
    const auto business = account.business[i];
    const auto& terms = given.scenario.businesses[business].terms;
    auto& tally = now.tallies[business];
    count(now.account, tally, i);
    const auto hourly = static_cast<float>(terms.wage / terms.hours_per_week);
    const float earned = now.account.invoice[i] - now.account.credit[i];
    const float contribution = earned - hourly * hours_on(now, market.offices[business], i, account.staff[i]);
    account.contribution[i] += (contribution - account.contribution[i]) / given.p.contribution_weeks;
    account.lifetime[i] += contribution;
    tally[Item::revenue] += now.account.invoice[i];
    tally[Item::credits] += now.account.credit[i];
    tally[Item::contribution] += contribution;
    collect(given, draw, market, now, tally, i);
  }
}

void pay_costs(const Given& given, const Market& market, ThisWeek& now, std::size_t business) {
  const auto& terms = given.scenario.businesses[business].terms;
  const auto& office = market.offices[business];
  const auto& levers = office.levers;
  auto& tally = now.tallies[business];
  const double people = office.headcount;
  tally[Item::wages] += people * terms.wage;
  tally[Item::overtime_pay] +=
      tally[Item::hours_overtime] * terms.wage / terms.hours_per_week * terms.overtime_premium;
  tally[Item::hiring_cost] += tally[Item::hires] * terms.hiring_cost * 52 * terms.wage;
  tally[Item::support_cost] +=
      people * (levers.staff_support * terms.support_cost + levers.crm * terms.crm_cost);
  tally[Item::marketing_cost] +=
      levers.marketing_spend * terms.marketing_budget * (1 + given.p.targeting_premium * levers.targeting);
  tally[Item::overhead] += terms.overhead;
}

/// A leaver chooses between the rivals and nobody, by a logit over price and reputation.
std::uint8_t next_choice(const Given& given, const Market& market, Index row, std::size_t left, float luck) {
  const auto& p = given.p;
  const auto& group = given.scenario.markets[market.group];
  const float sensitivity = market.customers.traits.price_sensitivity[row];
  const auto appeal = [&](std::size_t b) {
    const Brand& brand = given.brands[b];
    const auto dearer = static_cast<float>(brand.price / group.terms.going_rate - 1);
    return exp(p.signing_reputation * static_cast<float>(brand.reputation - 0.5) -
               p.signing_price * sensitivity * dearer);
  };
  float total = exp(static_cast<float>(group.terms.outside_option));
  for (std::size_t b = 0; b < given.brands.size(); ++b) total += b == left ? 0.0f : appeal(b);
  float rest = luck * total;
  for (std::size_t b = 0; b < given.brands.size(); ++b) {
    if (b == left) continue;
    rest -= appeal(b);
    if (rest < 0) return static_cast<std::uint8_t>(b);
  }
  return nobody;
}

/// A leaver looks for a rival or does without; some leave the market, and somebody new takes their place.
void move_on(const Given& given, const Draws& draw, Market& market, Index row, std::size_t left) {
  auto& customers = market.customers;
  const auto luck = draw.block(market.customer(row), given.week, Decision::churn);
  const auto choice = next_choice(given, market, row, left, luck[1]);
  if (choice != nobody) {
    customers.seeking[row] = choice;
  } else if (luck[2] < given.scenario.markets[market.group].terms.leave_for_good) {
    ++customers.generation[row];
    draw_customer(given.scenario, draw, market, row);
  }
}

void count_departure(const Market& market, Tally& tally, Index i, Exit exit) {
  constexpr Item kinds[] = {Item::weeks, Item::left, Item::dropped_out, Item::ended};
  const auto& account = market.customers.account;
  tally[kinds[static_cast<std::size_t>(exit)]] += 1;
  tally[Item::lifetime_of_departed] += account.lifetime[i];
  if (exit == Exit::ended) return;
  if (account.referred[i]) tally[Item::referred_left] += 1;
}

/// Last invoices have gone out: those who leave pay what they owe and go.
void part(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  auto& account = market.customers.account;
  for (Index i = market.customers.served - 1; i >= 0; --i) {
    const auto exit = static_cast<Exit>(now.account.exit[i]);
    if (exit == Exit::stays) continue;
    const std::size_t business = account.business[i];
    count_departure(market, now.tallies[business], i, exit);
    now.tallies[business][Item::cash_received] += account.receivable[i];
    account.receivable[i] = 0;
    move_on(given, draw, market, close_account(market, i), business);
  }
}

}  // namespace

void settle(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  settle_accounts(given, draw, market, now);
  for (std::size_t b = 0; b < market.offices.size(); ++b) pay_costs(given, market, now, b);
  part(given, draw, market, now);
}

}  // namespace clientele
