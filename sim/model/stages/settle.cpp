// Stage 10. Invoices, late payment and bad debt; wages, overtime, hiring, marketing and overhead; and the
// parting of those who leave. (Prices and reputations are settled by business, over all markets: see
// business.cpp.)

#include "sim/model/people.hpp"
#include "sim/model/stages/clients/contribution.hpp"
#include "sim/model/stages/serving/capacity.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// What each account brought in, less the hours it took at the pace of those who served it.
void contribute(const Context& context, const Office& office, const BusinessTerms& terms, Rows accounts,
                Accounts& account, Scratch& scratch) {
  const float memory = context.p.contribution_weeks;
  const auto hourly = hourly_cost(terms);
  const auto standard = static_cast<float>(office.standard);
  auto& week = scratch.account;
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float hours = hours_taken(week, scratch.staff, seat_of(account, i), standard, i);
    const float contribution = brought_in(week, hourly, hours, i);
    week.contribution[i] = contribution;
    account.contribution[i] += (contribution - account.contribution[i]) / memory;
    account.lifetime[i] += contribution;
  }
}

/// Payment comes with a mean delay. What is owed keeps its purchasing power but for inflation.
void collect(float kept, const Customers& customers, Rows accounts, Column& receivable, AccountWeek& week) {
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    const float owed = receivable[i] * kept + (week.invoice[i] - week.credit[i]);
    week.paid[i] = owed / (1 + customers.traits.payment_delay[i]);
    receivable[i] = owed - week.paid[i];
  }
}

/// Some debts are never paid and written off. The risk of a week is less than that of a year, so only few are
/// looked at.
void write_off(const Context& context, const Draws& draw, Market& market, Rows accounts, Scratch& scratch,
               Tally& tally) {
  auto& customers = market.customers;
  auto& uniform = scratch.account.draws.default_on_debt;
  draw.fill_one(&customers.slot[accounts.first], &customers.generation[accounts.first],
                static_cast<std::size_t>(accounts.size()), market.number, context.week,
                decision_of(Risk::default_on_debt), &uniform[accounts.first]);
  const auto& risk = customers.traits.default_risk;
  for (const Row i : rows_where(accounts, scratch.rows, [&](Row i) { return uniform[i] < risk[i]; })) {
    auto& receivable = customers.account.receivable[i];
    if (receivable <= 0 || uniform[i] >= 1 - exp(log(1 - risk[i]) / 52)) continue;
    tally[Item::bad_debt] += receivable;
    receivable = 0;
  }
}

/// What the week was, for the tables.
void count(const AccountWeek& week, Rows accounts, Tally& tally) {
  const auto where_handled = [&](const Column& column) {
    return sum_over(accounts, [&](Row i) {
      const float value = column[i];
      return week.handled[i] > 0 ? value : 0.0f;
    });
  };
  tally[Item::account_weeks] += static_cast<double>(accounts.size());
  tally[Item::requests] += sum_over(accounts, week.rights) + sum_over(accounts, week.wrongs);
  tally[Item::wrong_requests] += sum_over(accounts, week.wrongs);
  tally[Item::rework] += sum_over(accounts, week.reworks);
  tally[Item::claims] += sum_over(accounts, week.claims);
  tally[Item::believed_wrong] += sum_over(accounts, week.believed_wrong);
  tally[Item::clashes] += sum_over(accounts, week.clashes);
  tally[Item::incivility] += sum_over(accounts, week.incivility);
  tally[Item::hours_work] += sum_over(accounts, [&](Row i) { return week.work[i] - week.rework_hours[i]; });
  tally[Item::hours_rework] += sum_over(accounts, week.rework_hours);
  tally[Item::served_accounts] +=
      sum_over(accounts, [&](Row i) { return week.handled[i] > 0 ? 1.0f : 0.0f; });
  tally[Item::quality] += where_handled(week.quality);
  tally[Item::timeliness] += where_handled(week.timeliness);
  tally[Item::service] += where_handled(week.experience);
  tally[Item::errors_surfaced] += sum_over(accounts, week.errors);
  tally[Item::revenue] += sum_over(accounts, week.invoice);
  tally[Item::credits] += sum_over(accounts, week.credit);
  tally[Item::contribution] += sum_over(accounts, week.contribution);
  tally[Item::cash_received] += sum_over(accounts, week.paid);
}

/// Hours for clients are billable as far as the week's work was: requests done the first time, and what was
/// said about them. Rework, making good, checking, onboarding and selling are not.
void count_billable(const Office& office, Tally& tally) {
  const double first = tally[Item::hours_work] * office.standard;
  const double again =
      (tally[Item::hours_rework] + tally[Item::hours_recovery] + tally[Item::hours_mending]) *
      office.standard;
  const double said = tally[Item::hours_talk] - tally[Item::hours_checking] - tally[Item::hours_selling];
  const double other = tally[Item::hours_checking] + tally[Item::hours_selling] +
                       tally[Item::hours_onboarding] + tally[Item::hours_control] +
                       tally[Item::hours_training];
  const double all = first + again + said + other;
  if (all > 0) tally[Item::hours_billable] += tally[Item::hours_for_clients] * (first + said) / all;
}

void settle_accounts(const Context& context, const Draws& draw, Market& market, BusinessId business,
                     Scratch& scratch) {
  const auto& office = market.offices[business];
  const auto& terms = context.terms(business);
  auto& account = market.customers.account;
  auto& tally = scratch.tallies[business];
  const double kept = purchasing_power(context.p);
  if (kept != 1) tally[Item::inflation_loss] += (1 - kept) * sum_over(office.accounts, account.receivable);
  part_by_part(office.accounts, [&](Rows accounts) {
    contribute(context, office, terms, accounts, account, scratch);
    collect(static_cast<float>(kept), market.customers, accounts, account.receivable, scratch.account);
    write_off(context, draw, market, accounts, scratch, tally);
    count(scratch.account, accounts, tally);
  });
  count_billable(office, tally);
}

/// Pay of all who are at work, in that of somebody average: of what one gets done beyond others a part is
/// paid for [KV15].
double payroll(const Constants& p, const Market& market, const Office& office) {
  double sum = 0;
  for (const Seat s : office.seats()) {
    if (!market.staff.present[s]) continue;
    sum += 1 + p.skill_pay * (trained_skill(p, office, market.staff.skill[s]) - 1);
  }
  return sum;
}

/// What it costs to fill the positions of the week.
double recruitment(const BusinessTerms& terms, const Levers& levers, double hires, double hour) {
  const double interviews = levers.further_candidates * terms.interview_hours * hour;
  return hires * (terms.hiring_cost * 52 * terms.wage + interviews);
}

/// Backing, the time of supervisors, and software, for each person.
double care(const BusinessTerms& terms, const Levers& levers, double hour) {
  return levers.staff_support * terms.support_cost + levers.supervision * terms.supervision_hours * hour +
         levers.crm * terms.crm_cost;
}

void pay_costs(const Context& context, const Market& market, Scratch& scratch, BusinessId business) {
  const auto& terms = context.terms(business);
  const auto& office = market.offices[business];
  const auto& levers = office.levers;
  auto& tally = scratch.tallies[business];
  const bool closes = tally[Item::closings] > 0;
  if (!office.is_open() && !closes) return;
  if (closes) tally[Item::closing_cost] += terms.closing_weeks * terms.overhead;
  // Whoever was dismissed as the office closed had served until then.
  const double people = closes ? tally[Item::dismissals] : office.headcount;
  const double pays = closes ? people : payroll(context.p, market, office);
  const double hour = terms.wage * terms.on_costs / terms.hours_per_week;
  tally[Item::wages] += pays * terms.wage * terms.on_costs;
  const double average = people > 0 ? pays / people : 1;
  tally[Item::overtime_pay] += tally[Item::hours_overtime] * average * hour * terms.overtime_premium;
  tally[Item::hiring_cost] += recruitment(terms, levers, tally[Item::hires], hour);
  tally[Item::support_cost] += people * care(terms, levers, hour);
  tally[Item::marketing_cost] +=
      levers.marketing_spend * terms.marketing_budget * (1 + context.p.targeting_premium * levers.targeting);
  tally[Item::overhead] += terms.overhead;
}

/// A leaver chooses between the rivals and nobody, by a logit over price and reputation.
std::uint8_t next_choice(const Context& context, const Market& market, Row row, BusinessId left,
                         float uniform) {
  const auto& p = context.p;
  const auto& group = context.scenario.markets[market.group];
  const float sensitivity = market.customers.traits.price_sensitivity[row];
  const auto appeal = [&](BusinessId b) {
    const Brand& brand = context.brands[b];
    const auto dearer = static_cast<float>(brand.price / group.terms.going_rate - 1);
    return exp(p.signing_reputation * static_cast<float>(brand.reputation - 0.5) -
               p.signing_price * sensitivity * dearer);
  };
  float total = exp(static_cast<float>(group.terms.outside_option));
  const auto is_choice = [&](BusinessId b) { return b != left && !context.failed(b); };
  for (const BusinessId b : context.brands.ids()) total += is_choice(b) ? appeal(b) : 0.0f;
  float rest = uniform * total;
  for (const BusinessId b : context.brands.ids()) {
    if (!is_choice(b)) continue;
    rest -= appeal(b);
    if (rest < 0) return static_cast<std::uint8_t>(b.value);
  }
  return nobody;
}

/// A leaver looks for a rival or does without; some leave the market, and somebody new takes their place.
void move_on(const Context& context, const Draws& draw, Market& market, Row row, BusinessId left) {
  auto& customers = market.customers;
  const auto leaving = draw.block<Leaving>(market.customer(row), context.week);
  const auto choice = next_choice(context, market, row, left, leaving[Leaving::next_choice]);
  if (choice != nobody) {
    customers.seeking[row] = choice;
  } else if (leaving[Leaving::leave_for_good] < context.scenario.markets[market.group].terms.leave_for_good) {
    ++customers.generation[row];
    draw_customer(context.scenario, draw, market, row);
  }
}

void count_departure(const Market& market, Tally& tally, Row i, Exit exit) {
  constexpr Item kinds[] = {Item::weeks, Item::left, Item::dropped_out, Item::ended, Item::stranded};
  const auto& account = market.customers.account;
  tally[kinds[static_cast<std::size_t>(exit)]] += 1;
  tally[Item::lifetime_of_departed] += account.lifetime[i];
  if (exit == Exit::ended) return;
  if (account.referred[i]) tally[Item::referred_left] += 1;
}

/// Last invoices have gone out: those who leave pay what they owe and go.
void part(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  auto& account = market.customers.account;
  for (Row i{market.customers.served - 1}; i >= Row{}; --i) {
    const auto exit = static_cast<Exit>(scratch.account.exit[i]);
    if (exit == Exit::stays) continue;
    const BusinessId business = business_of(account, i);
    count_departure(market, scratch.tallies[business], i, exit);
    scratch.tallies[business][Item::cash_received] += account.receivable[i];
    account.receivable[i] = 0;
    move_on(context, draw, market, close_account(market, i), business);
  }
}

}  // namespace

void settle(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  for (const BusinessId b : market.offices.ids()) {
    settle_accounts(context, draw, market, b, scratch);
    pay_costs(context, market, scratch, b);
  }
  part(context, draw, market, scratch);
}

}  // namespace clientele::model
