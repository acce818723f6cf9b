// Scratch: what is worked out during one week in one market and forgotten afterwards, and what a stage may
// read besides the market itself. Reused from week to week, so that no week allocates memory.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "sim/model/market.hpp"
#include "sim/model/specification.hpp"

namespace clientele::model {

/// What all markets know of a business: last week's price and reputation.
struct Brand {
  double price = 0;       ///< money
  double reputation = 0;  ///< [0,1]
};

/// What a stage may read and not change: parameters, the week, and what businesses are known for.
struct Given {
  const Scenario& scenario;
  const Constants& p;
  std::span<const Brand> brands;  ///< one per business
  std::span<const std::size_t> policy_of;
  int week = 0;
};

/// The weekly hazard of becoming a lead of a business, by the way it comes about: untargeted marketing,
/// targeted marketing (times the customer's match), word of mouth.
struct Pull {
  float untargeted = 0;
  float targeted = 0;
  float word_of_mouth = 0;

  float hazard(float match) const { return untargeted + targeted * match + word_of_mouth; }
};

/// How well a customer suits any business: fit and respect, in equal parts.
inline float match_of(const Traits& traits, Index row) {
  return 0.5f * (traits.fit[row] + traits.respect[row]);
}

/// A prospect a business has come to know this week.
struct Lead {
  Index row;
  std::size_t business;
  bool referred;  ///< came by word of mouth
  float arrival;  ///< when in the week, in (0,1): the order in which leads are looked at
  float luck_match, luck_sign;
  Index seat = -1;  ///< who will serve it, once signed
};

enum class Exit : std::uint8_t { stays, left, dropped_out, ended };

/// What happened on one account this week, one row per account.
struct AccountWeek {
  /// Three blocks of uniforms, of the decisions from mood, claims and churn on.
  std::array<Column, 4> luck, luck_later, luck_leaving;
  Column rights, wrongs, reworks, claims;  ///< counts
  Column work;                             ///< hours of requested work, at a standard of 1
  Column rework_hours;                     ///< the part of it that is rework
  Column talk;                             ///< hours of conversation
  Column value;                            ///< sum over requests of how much of the need each outcome met
  Column handled;                          ///< requests that reached an outcome
  Column questioned, heard, refused, deferred, believed_wrong, clashes, incivility, slips;  ///< counts
  Column timeliness;                 ///< share of the work done in the week it was due
  Column quality;                    ///< delivered quality, 1 = as expected [OS]
  Column experience;                 ///< of the week, [0,1]
  Column before;                     ///< satisfaction before that
  Column invoice, credit;            ///< money
  Column contribution, paid;         ///< money
  Column chance;                     ///< of whatever is being decided
  IntegerColumn<std::uint8_t> exit;  ///< whether and how the account ends
};

/// What happened to one member of staff this week, one row per seat.
struct StaffWeek {
  SumColumn inflow;                 ///< hours of work that came in, at a standard of 1
  SumColumn talk;                   ///< hours of conversation, onboarding, selling
  SumColumn weight;                 ///< work of the accounts served, weighted by how long they wait
  SumColumn dissonance;             ///< incidents
  SumColumn outcome, appreciation;  ///< over requests
  Column incivility, contacts;      ///< counts
  Column available;                 ///< effective hours at normal intensity
  Column required;                  ///< effective hours needed, after sharing with colleagues
  Column pressure;                  ///< (required - available) / required [OS]
  Column intensity;                 ///< work intensity, 1 = normal [OS]
  Column time_ratio;                ///< time given per request over desired time per request [OS]
  Column done;                      ///< share of the required work that got done
  Column timeliness, quality;       ///< of the work on an account that waits no longer than others
};

struct ThisWeek {
  AccountWeek account;
  StaffWeek staff;
  std::vector<Lead> leads;
  std::vector<Index> rows;                          ///< of customers to whom something happens
  std::vector<float> values;                        ///< contributions being ranked
  std::vector<Tally> tallies;                       ///< one per business
  std::vector<double> selling_hours, signed_hours;  ///< one per business
  std::vector<Pull> pulls, total_pull;              ///< per segment and business; per segment
  std::vector<float> contract_weeks;                ///< per segment

  /// Room for the largest market: so many customers and seats.
  ThisWeek(const Scenario& scenario, Index customers, Index seats);

  /// Begins the week of a market: nothing has happened to its staff and its businesses yet.
  void begin();

  /// Nothing has happened to the accounts in rows [0, served) yet.
  void begin_accounts(Rows accounts);
};

/// Calls body(part) for one part of rows after the other, each short enough for what is worked out of it to
/// stay at hand, in the nearest cache, until it is used.
template <class Body>
void part_by_part(Rows rows, const Body& body) {
  constexpr Index most = 512;
  for (Index first = rows.first; first < rows.end; first += most)
    body(Rows{first, std::min(first + most, rows.end)});
}

inline constexpr std::array account_week_columns = {
    &AccountWeek::rights,   &AccountWeek::wrongs,         &AccountWeek::reworks, &AccountWeek::claims,
    &AccountWeek::work,     &AccountWeek::rework_hours,   &AccountWeek::talk,    &AccountWeek::value,
    &AccountWeek::handled,  &AccountWeek::questioned,     &AccountWeek::heard,   &AccountWeek::refused,
    &AccountWeek::deferred, &AccountWeek::believed_wrong, &AccountWeek::clashes, &AccountWeek::incivility,
    &AccountWeek::slips,    &AccountWeek::timeliness,     &AccountWeek::quality, &AccountWeek::experience,
    &AccountWeek::invoice,  &AccountWeek::credit,         &AccountWeek::paid,    &AccountWeek::contribution,
    &AccountWeek::chance,   &AccountWeek::before};

/// Those that grow by what happens on an account during the week.
inline constexpr std::array counted_columns = {
    &AccountWeek::work,           &AccountWeek::rework_hours, &AccountWeek::talk,       &AccountWeek::value,
    &AccountWeek::handled,        &AccountWeek::questioned,   &AccountWeek::heard,      &AccountWeek::refused,
    &AccountWeek::deferred,       &AccountWeek::clashes,      &AccountWeek::incivility, &AccountWeek::slips,
    &AccountWeek::believed_wrong, &AccountWeek::timeliness,   &AccountWeek::quality};

inline constexpr std::array staff_week_sums = {&StaffWeek::inflow,  &StaffWeek::talk,
                                               &StaffWeek::weight,  &StaffWeek::dissonance,
                                               &StaffWeek::outcome, &StaffWeek::appreciation};

inline constexpr std::array staff_week_columns = {
    &StaffWeek::incivility, &StaffWeek::contacts,  &StaffWeek::available,  &StaffWeek::required,
    &StaffWeek::pressure,   &StaffWeek::intensity, &StaffWeek::time_ratio, &StaffWeek::done,
    &StaffWeek::timeliness, &StaffWeek::quality};

}  // namespace clientele::model
