// Scratch: what is worked out during one week in one market and forgotten afterwards, and what a stage may
// read besides the market itself. Reused from week to week, so that no week allocates memory.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "sim/model/market.hpp"
#include "sim/model/specification.hpp"

namespace clientele::model {

/// What all markets know of a business: last week's price and reputation.
struct Brand {
  double price = 0;       ///< money
  double reputation = 0;  ///< [0,1]
  double service = 0;     ///< [0,1]: what its clients make of an ordinary week
  bool failed = false;    ///< closes this week, or has closed
};

/// What a stage may read and not change: parameters, the week, and what businesses are known for.
struct Context {
  const Scenario& scenario;
  const Constants& p;
  const PerBusiness<Brand>& brands;
  std::span<const std::size_t> policy_of;  ///< position of each business's policy
  int week = 0;

  bool failed(BusinessId business) const { return brands[business].failed; }
  const BusinessTerms& terms(BusinessId business) const { return terms_of(scenario, business); }
  const Policy& policy(BusinessId business) const { return scenario.policies[policy_of[business.index()]]; }
  const Segment& segment(SegmentId segment) const { return segment_of(scenario, segment); }
};

/// What money is worth a week later.
inline double purchasing_power(const Constants& p) { return std::exp(-std::log1p(p.inflation) / 52); }

/// The weekly hazard of becoming a lead of a business, by the way it comes about: untargeted marketing,
/// targeted marketing (times the customer's match), word of mouth.
struct Pull {
  float untargeted = 0;
  float targeted = 0;
  float word_of_mouth = 0;

  float hazard(float match) const { return untargeted + targeted * match + word_of_mouth; }
};

/// How well a customer suits any business: fit and respect, in equal parts.
inline float match_of(const Traits& traits, Row row) {
  return 0.5f * (traits.fit[row] + traits.respect[row]);
}

/// A prospect a business has come to know this week.
struct Lead {
  Row row;
  BusinessId business;
  bool referred;               ///< came by word of mouth
  float arrival;               ///< when in the week, in (0,1): the order in which leads are looked at
  Uniforms<Prospect> draws{};  ///< of the decisions still to come
  Seat seat{-1};               ///< who will serve it, once signed
};

/// How many accounts somebody in a seat serves.
struct Load {
  std::int32_t accounts;
  Seat seat;
};

enum class Exit : std::uint8_t { stays, left, dropped_out, ended, stranded };

/// Which variables of an account's week the divergence of two replications is looked for in: none; those
/// known from the stage on in which requests arrive; those known once the client has judged the week, if
/// there was anything to judge.
enum class Known { never, from_requests, from_judgement };

/// One row of a table of scratch. `counted`: it grows by what happens during the week, from none.
struct ScratchInfo {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  bool counted = false;
  Known known = Known::never;
};

/// The uniforms of a family of decisions, one column for each.
template <class Enum>
struct DrawColumns {
  std::array<Column, 4> lanes;

  const Column& operator[](Enum decision) const { return lanes[lane_of(decision)]; }
  void make_room(Index size) {
    for (Column& lane : lanes) lane.setZero(size);
  }
  /// Where the uniforms of the rows from `first` on go.
  std::array<float*, 4> from(Row first) {
    return {&lanes[0][first], &lanes[1][first], &lanes[2][first], &lanes[3][first]};
  }
};

/// What chance has in store for everybody this week, found by decision: draws[Requests::mood][row].
struct AccountDraws : DrawColumns<Requests>, DrawColumns<Reactions>, DrawColumns<Leaving> {
  Column lead, default_on_debt;

  using DrawColumns<Requests>::operator[];
  using DrawColumns<Reactions>::operator[];
  using DrawColumns<Leaving>::operator[];
  static constexpr std::size_t columns = 14;
};

/// What happened on one account this week, one row per account.
struct AccountWeek {
  AccountDraws draws;
  Column rights, wrongs, reworks, errors, claims, work, talk, value, believed_wrong, questioned, heard,
      refused, deferred, clashes, incivility, slips, timeliness, quality, missing, experience, credit,
      invoice, rework_hours, handled, before, contribution, paid, chance;
  RowColumn<std::uint8_t> exit;

  // clang-format off
  static constexpr auto variables() {
    using enum Known;
    using Week = AccountWeek;
    using Row = Variable<ScratchInfo, Week, Column, RowColumn<std::uint8_t>>;
    return std::to_array<Row>({
        {{"right requests", "requests", "for what the client needs", false, from_requests}, &Week::rights},
        {{"wrong requests", "requests", "for something else", false, from_requests}, &Week::wrongs},
        {{"reworked requests", "requests", "that came back", false, from_requests}, &Week::reworks},
        {{"surfaced errors", "requests", "of those reworked, the ones that had been done with an error", true,
          from_requests}, &Week::errors},
        {{"mistaken claims", "claims", "made in good faith", false, from_requests}, &Week::claims},
        {{"hours of work", "hours", "requested, at a standard of 1", true, from_requests}, &Week::work},
        {{"hours of conversation", "hours", "spent talking", true, from_requests}, &Week::talk},
        {{"value delivered", "requests", "how much of the need each outcome met, summed", true, from_requests},
         &Week::value},
        {{"requests believed wrong", "requests", "by those who serve", true, from_requests}, &Week::believed_wrong},
        {{"requests questioned", "requests", "of those believed wrong", true, from_requests}, &Week::questioned},
        {{"times heard", "requests", "questioned and listened to", true, from_requests}, &Week::heard},
        {{"requests refused", "requests", "after a conversation", true, from_requests}, &Week::refused},
        {{"times deferred to", "requests", "done as asked against better belief", true, from_requests},
         &Week::deferred},
        {{"clashes", "incidents", "conversations that turned hostile", true, from_requests}, &Week::clashes},
        {{"incivility", "incidents", "towards staff, clashes included", true, from_requests}, &Week::incivility},
        {{"slipped requests", "requests", "forgotten", true, from_requests}, &Week::slips},
        {{"timeliness", "1", "share of the work done in the week it was due", true, from_judgement},
         &Week::timeliness},
        {{"quality", "1", "delivered quality, 1 = as expected [OS]", true, from_judgement}, &Week::quality},
        {{"time missing", "1", "share of the time that the work needs which it was not given", true}, &Week::missing},
        {{"experience", "1", "what the client made of the week", false, from_judgement}, &Week::experience},
        {{"credit", "money", "claims paid and credits given", false, from_judgement}, &Week::credit},
        {{"invoice", "money", "what the client is asked to pay", false, from_judgement}, &Week::invoice},
        {{"hours of rework", "hours", "the part of the work that is rework", true}, &Week::rework_hours},
        {{"requests handled", "requests", "that reached an outcome", true}, &Week::handled},
        {{"satisfaction before", "1", "satisfaction before the client judged the week"}, &Week::before},
        {{"contribution", "money", "invoice less credit and the cost of the hours spent"}, &Week::contribution},
        {{"payment", "money", "received"}, &Week::paid},
        {{"chance", "1", "of whatever is being decided"}, &Week::chance},
        {{"exit", "code", "whether and how the account ends", true}, &Week::exit},
    });
  }
  // clang-format on
};

/// What happened to one member of staff this week, one row per seat. Everything begins at none.
struct StaffWeek {
  SeatColumn<double> inflow, talk, weight, dissonance, outcome, appreciation, mending;
  SeatColumn<float> incivility, contacts, available, own, queue, required, pressure, intensity, time_ratio,
      done, missing, served_done, served_ratio, served_skill, served_missing, timeliness, quality;
  SeatColumn<std::uint8_t> departure;

  // clang-format off
  static constexpr auto variables() {
    using Week = StaffWeek;
    return std::to_array<
        Variable<ScratchInfo, Week, SeatColumn<double>, SeatColumn<float>, SeatColumn<std::uint8_t>>>({
        {{"inflow", "hours", "work that came in, at a standard of 1", true}, &Week::inflow},
        {{"talk", "hours", "conversation, onboarding, selling", true}, &Week::talk},
        {{"weight", "hours", "work of the accounts served, weighted by how long they wait", true}, &Week::weight},
        {{"dissonance", "incidents", "having to do what one believes to be wrong", true}, &Week::dissonance},
        {{"outcome", "requests", "value delivered, over the requests of the accounts served", true}, &Week::outcome},
        {{"appreciation", "requests", "satisfaction, over the same", true}, &Week::appreciation},
        {{"mending", "hours", "work that quality control sends back, at a standard of 1", true}, &Week::mending},
        {{"incivility", "incidents", "met with", true}, &Week::incivility},
        {{"contacts", "contacts", "requests, rework and claims of the accounts served", true}, &Week::contacts},
        {{"available", "hours", "effective hours at normal intensity", true}, &Week::available},
        {{"own share", "1", "of one's own work, what one does oneself", true}, &Week::own},
        {{"share of the queue", "1", "of the work that goes into the common queue, what one takes", true}, &Week::queue},
        {{"required", "hours", "effective hours needed, after sharing with colleagues", true}, &Week::required},
        {{"pressure", "1", "(required - available) / required [OS]", true}, &Week::pressure},
        {{"intensity", "1", "work intensity, 1 = normal [OS]", true}, &Week::intensity},
        {{"time ratio", "1", "time given per request over desired time per request [OS]", true}, &Week::time_ratio},
        {{"done", "1", "share of the required work that got done", true}, &Week::done},
        {{"time missing", "1", "share of the time that work needs which one could not give", true}, &Week::missing},
        {{"done for clients", "1", "done, by whoever answers the accounts served", true}, &Week::served_done},
        {{"time ratio for clients", "1", "time ratio, of the same", true}, &Week::served_ratio},
        {{"skill for clients", "1", "skill, of the same", true}, &Week::served_skill},
        {{"time missing for clients", "1", "share of the time that work needs which they do not get", true},
         &Week::served_missing},
        {{"timeliness", "1", "of an account that waits no longer than others", true}, &Week::timeliness},
        {{"quality", "1", "of the same", true}, &Week::quality},
        {{"departure", "code", "whether and why whoever had the seat leaves", true}, &Week::departure},
    });
  }
  // clang-format on
};

struct Scratch {
  AccountWeek account;
  StaffWeek staff;
  std::vector<Lead> leads;
  std::vector<Row> rows;      ///< of customers to whom something happens
  std::vector<float> values;  ///< contributions being ranked
  std::vector<float> shares;  ///< of the backlogs of those who quit
  std::vector<Load> loads;    ///< of the staff of one office
  PerBusiness<Tally> tallies;
  PerBusiness<double> selling_hours, signed_hours;
  PerSegment<PerBusiness<Pull>> pulls;
  PerSegment<Pull> total_pull;
  PerSegment<float> contract_weeks;
  PerSegment<SumLanes> advocacy;  ///< of the accounts of one office, while it is summed

  /// Room for the largest market: so many customers and seats.
  Scratch(const Scenario& scenario, Index customers, Index seats);

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
  for (Row first = rows.first; first < rows.last; first = first + most)
    body(Rows{first, std::min(first + most, rows.last)});
}

}  // namespace clientele::model
