// Measures: what is counted each week (a tally), and what is reported from it. Every measure is a ratio of
// sums, so the same function gives a week's value from a week's tally and a run's value from the tally of all
// its weeks. The means of observed variables of state are measures without being named here.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "sim/model/state/accounts.hpp"
#include "sim/model/state/office.hpp"
#include "sim/model/state/staff.hpp"

namespace clientele::model {

/// The sums a business's week consists of; additive over markets and over weeks. Appending a row makes a new
/// sum.
enum class Item : std::size_t {
  weeks,
  // accounts: served this week, at the end of the week; what is known of them then
  account_weeks,
  accounts,
  market_accounts,
  knowledge,
  receivable,
  content,
  discontent,
  referred_accounts,
  referred_contribution,
  referred_left,
  // the journey, in customers
  leads,
  declined_unfit,
  declined_full,
  lost_leads,
  signed_accounts,
  left,
  dropped_out,
  ended,
  stranded,
  warned,
  mended,
  // requests and the ladder, in requests or incidents
  requests,
  wrong_requests,
  rework,
  claims,
  believed_wrong,
  deferred,
  piloted_as_asked,
  advised,
  misadvised,
  conceded,
  refused,
  wrong_done,
  clashes,
  incivility,
  dissonance,
  slipped,
  problems,
  voiced,
  recovered,
  errors_made,
  errors_found,
  errors_surfaced,
  // effective hours
  hours_required,
  hours_planned,
  hours_available,
  hours_done,
  hours_work,
  hours_rework,
  hours_talk,
  hours_onboarding,
  hours_recovery,
  hours_control,
  hours_mending,
  hours_checking,
  hours_selling,
  hours_training,
  hours_backlog,
  hours_inexperience,
  hours_teaching,
  hours_fatigue,
  // paid hours, by the clock
  hours_paid,
  hours_overtime,
  hours_leave,
  hours_sick,
  hours_meetings,
  hours_administration,
  hours_prospecting,
  hours_learning,
  hours_for_clients,
  hours_billable,
  hours_idle,
  // sums over people
  staff,
  at_work,
  pressure,
  intensity,
  time_ratio,
  burned_out,
  quits,
  retirements,
  moves,
  dismissals,
  hires,
  vacancies,
  closings,
  // sums over accounts served (quality); offices
  quality,
  timeliness,
  service,
  served_accounts,
  offices,
  // money
  revenue,
  credits,
  cash_received,
  bad_debt,
  wages,
  overtime_pay,
  hiring_cost,
  severance,
  assimilation_cost,
  training_cost,
  support_cost,
  marketing_cost,
  overhead,
  closing_cost,
  contribution,
  lifetime_of_departed,
  best_fifth_contribution,
  ranked_contribution,
  cash,
  // of the business as a whole, once a week
  price,
  reputation,
  interest,
  payouts,
  paid_in,
  inflation_loss,
  failures,
  // of the past that a run went on from, once
  pasts,
  drift_of_standard,
  drift_of_exhaustion,
  drift_of_staff_tenure,
  drift_of_old_accounts,
  count_
};

/// An observed variable of state, and what its sum over a week is counted in.
struct ObservedVariable {
  StateInfo info;
  Item count;
};

constexpr bool is_observed(const StateInfo& info) { return bool(info.mean); }
inline constexpr std::size_t observed_of_accounts = count_variables<AccountState<Single>>(is_observed);
inline constexpr std::size_t observed_of_staff = count_variables<StaffState<Single>>(is_observed);
inline constexpr std::size_t observed_of_offices = count_variables<OfficeState>(is_observed);

/// All of them: those of accounts, of staff and of offices, each in the order of its table.
inline constexpr auto observed_variables = [] {
  std::array<ObservedVariable, observed_of_accounts + observed_of_staff + observed_of_offices> all{};
  std::size_t n = 0;
  const auto add = [&](const auto& table, Item count) {
    for (const auto& variable : table)
      if (is_observed(variable.info)) all[n++] = {variable.info, count};
  };
  add(variables_of<AccountState<Single>>, Item::accounts);
  add(variables_of<StaffState<Single>>, Item::staff);
  add(variables_of<OfficeState>, Item::offices);
  return all;
}();

/// Position among the observed variables.
enum class Observed : std::size_t {};

/// The observed variable of that name; no other compiles.
consteval Observed observed(std::string_view name) {
  std::size_t i = 0;
  while (observed_variables.at(i).info.name != name) ++i;
  return Observed{i};
}

/// The sums of a week: one for each item, one for each observed variable.
class Tally {
 public:
  double& operator[](Item item) { return sums_[static_cast<std::size_t>(item)]; }
  double operator[](Item item) const { return sums_[static_cast<std::size_t>(item)]; }
  double& operator[](Observed variable) { return sums_[items + static_cast<std::size_t>(variable)]; }
  double operator[](Observed variable) const { return sums_[items + static_cast<std::size_t>(variable)]; }
  Tally& operator+=(const Tally& other) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    return *this;
  }
  std::span<const double> sums() const { return sums_; }

 private:
  static constexpr auto items = static_cast<std::size_t>(Item::count_);
  std::array<double, items + observed_variables.size()> sums_{};
};

/// The mean of an observed variable over the accounts, staff or offices of the tally's weeks; NaN if there
/// were none.
double mean(const Tally& tally, Observed variable);

/// All costs, credits and bad debts of the tally's weeks (money).
double costs(const Tally& tally);

/// What it costs to bring people in and to let them go (money): hiring, severance pay, and the hours lost
/// until newcomers are experienced, whose pay is among the wages already.
double turnover_cost(const Tally& tally);

/// Revenue less costs (money).
double profit(const Tally& tally);

/// `headline` measures are those of the decision table. `lower_is_better` orients comparisons.
struct Measure {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  double (*value)(const Tally&);
  bool headline = false;
  bool lower_is_better = false;
};

/// All measures, in the order of columns of every table. Money is in numeraire units: multiply values whose
/// unit begins with "money" by Scenario::numeraire. A ratio without a denominator is NaN.
std::span<const Measure> measures();

/// Position of the measure of that name, or -1.
int find_measure(std::string_view name);

}  // namespace clientele::model
