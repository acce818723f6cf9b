#include "sim/model/measures.hpp"

#include <algorithm>
#include <limits>

namespace clientele::model {

double costs(const Tally& t) {
  return t[Item::wages] + t[Item::overtime_pay] + t[Item::hiring_cost] + t[Item::support_cost] +
         t[Item::marketing_cost] + t[Item::overhead] + t[Item::credits] + t[Item::bad_debt] +
         t[Item::severance] + t[Item::closing_cost] + t[Item::training_cost];
}

double turnover_cost(const Tally& t) {
  return t[Item::hiring_cost] + t[Item::severance] + t[Item::assimilation_cost];
}

double profit(const Tally& t) { return t[Item::revenue] - costs(t); }

namespace {

double ratio(double sum, double count) {
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double mean(const Tally& t, Observed variable) {
  return ratio(t[variable], t[observed_variables[static_cast<std::size_t>(variable)].count]);
}

namespace {

/// The mean of one sum per unit of another, as a function of a tally.
template <Item sum, Item count, int factor = 1>
double per(const Tally& t) {
  return factor * ratio(t[sum], t[count]);
}

template <Observed variable, int factor = 1>
double mean_of(const Tally& t) {
  return factor * mean(t, variable);
}

/// One function for each observed variable.
constexpr auto functions_of_means = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<double (*)(const Tally&), sizeof...(I)>{mean_of<Observed{I}>...};
}
(std::make_index_sequence<observed_variables.size()>{});

constexpr Measure measure_of(Observed variable, bool headline = false) {
  const auto i = static_cast<std::size_t>(variable);
  const StateInfo& info = observed_variables[i].info;
  return {
      info.name, info.unit, info.mean.meaning, functions_of_means[i], headline, info.mean.lower_is_better};
}

/// People who left, for whatever reason.
double gone(const Tally& t) {
  return t[Item::quits] + t[Item::retirements] + t[Item::moves] + t[Item::dismissals];
}

using enum Item;

// clang-format off
/// What is reported, in its order. Observed variables that are not named here follow.
constexpr auto rows = std::to_array<Measure>({
    // headline
    {"churn_rate", "1/year", "accounts lost by the client's own choice or because the business failed, per account-year",
     [](const Tally& t) { return 52 * ratio(t[left] + t[dropped_out] + t[stranded], t[account_weeks]); }, true, true},
    {"operating_margin", "1", "operating profit over revenue",
     [](const Tally& t) { return ratio(profit(t), t[revenue]); }, true},
    {"burnout_share", "1", "share of staff whose answers to a questionnaire would reach both cut-offs of burnout (exhaustion, cynicism)",
     per<burned_out, staff>, true, true},
    {"profit_per_week", "money/week", "operating profit",
     [](const Tally& t) { return ratio(profit(t), t[weeks]); }, true},
    {"failed", "1", "share of runs in which the business became insolvent",
     [](const Tally& t) { return t[failures]; }, true, true},
    {"accounts", "accounts", "accounts at the end of the week", per<Item::accounts, weeks>, true},
    {"staff_turnover", "1/year", "people who leave, whether they quit, retire, move away or are dismissed, also as the business closes, per person-year",
     [](const Tally& t) { return 52 * ratio(gone(t), t[staff]); }, true, true},
    measure_of(observed("satisfaction"), true),
    // clients
    measure_of(observed("trust")),
    measure_of(observed("entitlement")),
    {"knowledge", "1", "mean chance that a client asks for what is needed", per<knowledge, Item::accounts>},
    {"market_share", "1", "share of all accounts in the market", per<Item::accounts, market_accounts>},
    {"leads_per_week", "customers/week", "prospects a week", per<leads, weeks>},
    {"signed_per_week", "accounts/week", "accounts signed a week", per<signed_accounts, weeks>},
    {"declined_unfit_per_week", "customers/week", "prospects declined as a poor match",
     per<declined_unfit, weeks>},
    {"declined_full_per_week", "customers/week", "prospects declined because the office was full",
     per<declined_full, weeks>},
    {"lost_leads_per_week", "customers/week", "prospects who did not sign", per<lost_leads, weeks>},
    {"left_per_week", "accounts/week", "accounts that left",
     [](const Tally& t) { return ratio(t[left] + t[dropped_out] + t[stranded], t[weeks]); }},
    {"ended_rate", "1/year", "relationships ended by the business, per account-year",
     per<ended, account_weeks, 52>},
    {"warned_rate", "1/year", "accounts warned, per account-year", per<warned, account_weeks, 52>},
    {"referred_share", "1", "share of accounts that came by word of mouth",
     per<referred_accounts, Item::accounts>},
    // requests and conversations
    {"requests_per_week", "requests/week", "new requests", per<requests, weeks>},
    {"wrong_share", "1", "share of new requests that are wrong", per<wrong_requests, requests>},
    {"rework_share", "1", "rework per new request", per<rework, requests>, false, true},
    {"claims_per_week", "claims/week", "mistaken claims", per<claims, weeks>},
    {"believed_wrong_share", "1", "share of new requests that staff believe to be wrong",
     per<believed_wrong, requests>},
    {"advised_share", "1", "share of requests believed wrong that ended with the client taking advice",
     per<advised, believed_wrong>},
    {"piloted_share", "1", "share of requests believed wrong that were done as asked after a pilot",
     per<piloted_as_asked, believed_wrong>},
    {"conceded_share", "1", "share of requests believed wrong that were conceded gracefully",
     per<conceded, believed_wrong>},
    {"refused_share", "1", "share of requests believed wrong that were refused",
     per<refused, believed_wrong>},
    {"complied_share", "1", "share of requests believed wrong that were done without a word",
     per<deferred, believed_wrong>},
    {"misadvised_share", "1", "share of advice taken that was wrong", per<misadvised, advised>, false, true},
    {"wrong_done_share", "1", "share of new requests by which the wrong thing was done, wrong advice included",
     per<wrong_done, requests>, false, true},
    {"clashes_per_account", "1/year", "clashes per account-year", per<clashes, account_weeks, 52>, false,
     true},
    {"incivility_per_person", "incidents/week", "incivility met by one member of staff",
     per<incivility, staff>, false, true},
    {"dissonance_per_person", "incidents/week", "times that one member of staff does what they believe to be wrong",
     per<dissonance, staff>, false, true},
    {"slipped_share", "1", "share of new requests and rework that were forgotten",
     [](const Tally& t) { return ratio(t[slipped], t[requests] + t[rework]); }, false, true},
    {"problem_rate", "1/year", "problems per account-year", per<problems, account_weeks, 52>, false, true},
    {"voiced_share", "1", "share of problems that were voiced", per<voiced, problems>},
    {"recovered_share", "1", "share of voiced problems that were made good", per<recovered, voiced>},
    {"service", "1", "mean experience of a week, of accounts with requests or rework",
     per<Item::service, served_accounts>},
    {"errors_made", "1", "requests and rework done with an error, per new request", per<Item::errors_made, requests>, false, true},
    {"errors_found", "1", "share of errors made that quality control found", per<Item::errors_found, Item::errors_made>},
    {"errors_surfaced", "1", "errors that clients found, per new request", per<Item::errors_surfaced, requests>, false, true},
    // work
    {"hours_work", "hours/week", "effective hours that new requests need, without those refused",
     per<hours_work, weeks>},
    {"hours_rework", "hours/week", "effective hours that rework needs", per<hours_rework, weeks>},
    {"hours_conversation", "hours/week", "effective hours of conversation, selling and checking",
     per<hours_talk, weeks>},
    {"hours_onboarding", "hours/week", "effective hours of onboarding", per<hours_onboarding, weeks>},
    {"hours_recovery", "hours/week", "effective hours of making good, to be worked from next week on",
     per<hours_recovery, weeks>},
    {"hours_training", "hours/week", "effective hours of training, supervision and reading up on colleagues' clients",
     per<Item::hours_training, weeks>},
    {"hours_control", "hours/week", "effective hours of quality control", per<Item::hours_control, weeks>},
    {"hours_mending", "hours/week", "effective hours of mending what it finds, to be worked from next week on",
     per<Item::hours_mending, weeks>},
    {"hours_paid", "hours/week", "paid hours, overtime included", per<hours_paid, weeks>},
    {"hours_overtime", "hours/week", "hours worked beyond contract", per<hours_overtime, weeks>, false, true},
    {"hours_leave", "hours/week", "paid hours on leave and public holidays", per<hours_leave, weeks>},
    {"hours_sick", "hours/week", "paid hours absent", per<hours_sick, weeks>, false, true},
    {"hours_meetings", "hours/week", "hours in internal meetings", per<hours_meetings, weeks>},
    {"hours_administration", "hours/week", "hours of administration", per<hours_administration, weeks>},
    {"hours_prospecting", "hours/week", "hours of selling that belong to no lead", per<hours_prospecting, weeks>},
    {"hours_learning", "hours/week", "hours of courses and reading", per<hours_learning, weeks>},
    {"hours_for_clients", "hours/week", "hours worked for clients, billable or not", per<hours_for_clients, weeks>},
    {"hours_billable", "hours/week", "those on requests done the first time, and on talking about them",
     per<hours_billable, weeks>},
    {"hours_idle", "hours/week", "hours for clients that none needed", per<hours_idle, weeks>},
    {"hours_inexperience", "hours/week", "effective hours lost because staff are not experienced yet",
     per<hours_inexperience, weeks>, false, true},
    {"hours_teaching", "hours/week", "effective hours lost because colleagues teach them",
     per<hours_teaching, weeks>, false, true},
    {"hours_fatigue", "hours/week", "effective hours lost to the fatigue of those at work",
     per<hours_fatigue, weeks>, false, true},
    {"load", "1", "hours required, as the business plans them, over hours available for clients",
     per<hours_planned, hours_available>},
    {"utilisation", "1", "billable over paid hours: clients' requests, done the first time or talked about",
     per<hours_billable, hours_paid>},
    {"pressure", "1", "mean work pressure: (required - available) / required", per<pressure, at_work>, false,
     true},
    {"intensity", "1", "mean work intensity, 1 = normal", per<intensity, at_work>},
    {"time_per_request", "1", "mean time given per request, in what it needs", per<time_ratio, at_work>},
    measure_of(observed("standard")),
    {"quality", "1", "mean delivered quality, 1 = as expected, of accounts with requests or rework",
     per<quality, served_accounts>},
    {"timeliness", "1", "mean share of work done in its week, of the same accounts", per<timeliness, served_accounts>},
    {"backlog", "hours", "work left undone in the week, at a standard of 1", per<hours_backlog, weeks>, false, true},
    // staff
    {"staff", "people", "people at work", per<staff, weeks>},
    {"vacancies", "people", "people missing to the planned headcount", per<vacancies, weeks>, false, true},
    measure_of(observed("exhaustion")),
    measure_of(observed("cynicism")),
    measure_of(observed("efficacy")),
    {"exhaustion_mbi", "0-54", "mean emotional exhaustion on the MBI-HSS scale",
     mean_of<observed("exhaustion"), 54>, false, true},
    {"cynicism_mbi", "0-30", "mean depersonalisation on the MBI-HSS scale", mean_of<observed("cynicism"), 30>,
     false, true},
    {"efficacy_mbi", "0-48", "mean personal accomplishment on the MBI-HSS scale",
     mean_of<observed("efficacy"), 48>},
    measure_of(observed("experience")),
    measure_of(observed("absence")),
    {"quit_rate", "1/year", "people who quit, per person-year", per<quits, staff, 52>, false, true},
    {"quits_per_week", "people/week", "people who quit", per<quits, weeks>, false, true},
    {"retired_per_week", "people/week", "people who retire", per<retirements, weeks>},
    {"moved_per_week", "people/week", "people who leave for reasons beside the job", per<Item::moves, weeks>},
    {"dismissed_per_week", "people/week", "people dismissed, also as the business closes", per<dismissals, weeks>, false, true},
    {"hires_per_week", "people/week", "people hired", per<hires, weeks>},
    // money
    {"revenue", "money/week", "invoices", per<revenue, weeks>},
    {"credits", "money/week", "claims paid and credits given", per<credits, weeks>, false, true},
    {"wages", "money/week", "pay with on-costs, by what people get done", per<wages, weeks>, false, true},
    {"overtime_pay", "money/week", "overtime pay", per<overtime_pay, weeks>, false, true},
    {"hiring_cost", "money/week", "cost of hiring, interviews included", per<hiring_cost, weeks>, false, true},
    {"severance", "money/week", "pay of people dismissed, for notice and years of service",
     per<Item::severance, weeks>, false, true},
    {"assimilation_cost", "money/week", "what hours lost to inexperience and teaching cost, as part of wages",
     per<Item::assimilation_cost, weeks>, false, true},
    {"turnover_cost", "money/week", "what it costs that people come and go: hiring, severance pay and assimilation_cost",
     [](const Tally& t) { return ratio(turnover_cost(t), t[weeks]); }, false, true},
    {"cost_per_leaver", "money", "turnover_cost per person who leaves, for whatever reason (staff_turnover)",
     [](const Tally& t) { return ratio(turnover_cost(t), gone(t)); }, false, true},
    {"training_cost", "money/week", "fees for training", per<Item::training_cost, weeks>, false, true},
    {"support_cost", "money/week", "cost of staff support, of supervisors' time and of CRM", per<support_cost, weeks>, false, true},
    {"marketing_cost", "money/week", "marketing", per<marketing_cost, weeks>, false, true},
    {"overhead", "money/week", "overhead", per<overhead, weeks>, false, true},
    {"closing_cost", "money/week", "overhead that had to be paid after closing", per<closing_cost, weeks>, false, true},
    {"bad_debt", "money/week", "debts written off", per<bad_debt, weeks>, false, true},
    {"cash", "money", "mean cash in hand", per<cash, weeks>},
    {"interest", "money/week", "interest paid to the bank, beside operating costs", per<Item::interest, weeks>, false, true},
    {"payouts", "money/week", "what owners took out", per<Item::payouts, weeks>},
    {"inflation_loss", "money/week", "purchasing power that cash and receivables lost", per<Item::inflation_loss, weeks>, false, true},
    {"receivable", "money", "mean money owed by clients", per<receivable, weeks>},
    {"contribution_per_account", "money/week",
     "invoices less credits and the cost of the hours spent, per account", per<contribution, account_weeks>},
    {"contribution_per_referred", "money/week", "mean smoothed contribution of accounts that came by word of mouth",
     per<referred_contribution, referred_accounts>},
    {"best_fifth_share", "1",
     "share of all contribution that the best fifth of accounts make (ranked once a quarter)",
     per<best_fifth_contribution, ranked_contribution>},
    {"lifetime_value", "money", "contribution of an account over its whole life, for those that left or were ended",
     [](const Tally& t) {
       return ratio(t[lifetime_of_departed], t[left] + t[dropped_out] + t[ended] + t[stranded]);
     }},
    {"price", "money", "price to the average client", per<price, weeks>},
    {"reputation", "1", "reputation", per<reputation, weeks>},
    // the past, of runs
    {"drift_of_standard", "1/year", "change of desired time per request over the last year of the past",
     per<Item::drift_of_standard, pasts>},
    {"drift_of_exhaustion", "1/year", "the same of mean exhaustion", per<Item::drift_of_exhaustion, pasts>},
    {"drift_of_staff_tenure", "weeks/year", "the same of the mean tenure of staff", per<Item::drift_of_staff_tenure, pasts>},
    {"drift_of_old_accounts", "1/year", "the same of the share of accounts of more than two years",
     per<Item::drift_of_old_accounts, pasts>},
});
// clang-format on

constexpr bool is_named(std::string_view name) {
  return std::any_of(rows.begin(), rows.end(), [&](const Measure& row) { return row.name == name; });
}

constexpr auto unnamed = static_cast<std::size_t>(
    std::count_if(observed_variables.begin(), observed_variables.end(),
                  [](const ObservedVariable& variable) { return !is_named(variable.info.name); }));

constexpr auto all_measures = [] {
  std::array<Measure, rows.size() + unnamed> all{};
  auto next = std::copy(rows.begin(), rows.end(), all.begin());
  for (std::size_t i = 0; i < observed_variables.size(); ++i)
    if (!is_named(observed_variables[i].info.name)) *next++ = measure_of(Observed{i});
  return all;
}();

constexpr bool all_differ() {
  for (std::size_t i = 0; i < all_measures.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (all_measures[i].name == all_measures[j].name) return false;
  return true;
}
static_assert(all_differ(), "two measures have the same name");

}  // namespace

std::span<const Measure> measures() { return all_measures; }

int find_measure(std::string_view name) {
  for (std::size_t i = 0; i < all_measures.size(); ++i)
    if (all_measures[i].name == name) return static_cast<int>(i);
  return -1;
}

}  // namespace clientele::model
