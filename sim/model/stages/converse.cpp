// Stage 4. What happens to a request that the staff member believes is wrong: with probability 1 - contradict
// it is just done; else a ladder whose rungs are levers - stay calm, listen, educate, persuade, pilot, accept
// defeat. Staff can be wrong too. Every rung costs hours, and some must have been learned (staffing).
#include <algorithm>

#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

enum class Outcome { as_asked, advised, conceded, refused };

/// The k-th request of somebody in a week, and the random numbers that belong to it.
struct Occasion {
  const Draws& draw;
  Person who;
  int week;
  std::uint32_t k;

  template <class Enum>
  Uniforms<Enum> block() const {
    return draw.block<Enum>(who, week, k);
  }
};

/// One request about which the two sides disagree, and how the conversation goes.
struct Conversation {
  const Constants& p;
  const Levers& levers;
  Customers& customers;
  const Staff& staff;
  Row row;
  Seat seat;
  bool staff_is_right;
  Occasion occasion;
  Uniforms<Disagreement> disagreement;
  Uniforms<Persuasion> persuasion{};
  float hours = 0;
  bool clashed = false;
  Outcome outcome{};
};

/// Staff judgement grows with experience; it is never perfect.
float judgement(const Constants& p, const Staff& staff, Seat seat) {
  return p.judgement_novice + (p.judgement_expert - p.judgement_novice) * staff.experience[seat];
}

void stay_calm(Conversation& c) {
  const float openness = c.customers.traits.openness[c.row];
  const float composure = c.p.calm_effect * c.levers.calm * (1 - 0.5f * c.staff.exhaustion[c.seat]);
  const float trust = c.customers.account.trust[c.row];
  c.clashed = c.disagreement[Disagreement::clash] < (1 - openness) * (1 - composure) * (1 - 0.5f * trust);
  c.hours += c.p.talk_hours + c.p.calm_hours * c.levers.calm;
}

void listen(Conversation& c) { c.hours += c.p.listen_hours * c.levers.listen; }

/// Knowledge is gained only from advice that was right.
void learn(Conversation& c, float lesson) {
  if (c.staff_is_right) c.customers.learned[c.row] += lesson * (1 - c.customers.learned[c.row]);
}

bool educate(Conversation& c) {
  const auto& p = c.p;
  if (c.levers.educate == 0) return false;
  c.hours += p.educate_hours * c.levers.educate;
  const float success = logistic(
      p.educate_base + p.educate_openness * c.customers.traits.openness[c.row] +
      p.educate_trust * c.customers.account.trust[c.row] + p.educate_experience * c.staff.experience[c.seat] -
      p.educate_exhaustion * c.staff.exhaustion[c.seat] - p.educate_clash * (c.clashed ? 1.0f : 0.0f) +
      p.educate_listening * c.levers.listen);
  if (c.disagreement[Disagreement::educate] >= success * c.levers.educate) return false;
  learn(c, p.lesson);
  c.outcome = Outcome::advised;
  return true;
}

/// Gentler and cheaper than teaching: asks for less, hurts less after a clash, and teaches less.
bool persuade(Conversation& c) {
  const auto& p = c.p;
  if (c.levers.persuade == 0) return false;
  c.hours += p.persuade_hours * c.levers.persuade;
  const float success =
      logistic(p.persuade_base + p.educate_openness * c.customers.traits.openness[c.row] +
               p.educate_trust * c.customers.account.trust[c.row] -
               0.5f * p.educate_clash * (c.clashed ? 1.0f : 0.0f) + p.educate_listening * c.levers.listen);
  if (c.persuasion[Persuasion::persuade] >= success * c.levers.persuade) return false;
  learn(c, p.persuasion_lesson);
  c.outcome = Outcome::advised;
  return true;
}

/// Trying it out on a small scale shows who was right, most of the time.
bool pilot(Conversation& c) {
  if (c.persuasion[Persuasion::pilot] >= c.levers.pilot) return false;
  c.hours += c.p.pilot_hours;
  const bool shows_the_truth = c.persuasion[Persuasion::pilot_verdict] < c.p.pilot_accuracy;
  c.outcome = c.staff_is_right == shows_the_truth ? Outcome::advised : Outcome::as_asked;
  return true;
}

bool concede(Conversation& c) {
  if (c.persuasion[Persuasion::concede] >= c.levers.concede) return false;
  c.outcome = Outcome::conceded;
  return true;
}

/// The rungs, from the one that costs the relationship least, until one holds.
void climb_the_ladder(Conversation& c) {
  stay_calm(c);
  listen(c);
  if (educate(c)) return;
  c.persuasion = c.occasion.block<Persuasion>();
  if (persuade(c) || pilot(c) || concede(c)) return;
  c.outcome = Outcome::refused;
}

/// More is said where more is at stake, about in proportion [Ve23][De02].
float length_of_talk(const Constants& p, float hours_of_request) {
  return exp(p.conversation_growth * log(hours_of_request / p.conversation_request));
}

/// Advice is weighted by who turned out to be right [Fu16, eq. 11]: w <- w (1 + k s e), where k =
/// ||w-1/2|-1/2|, the relative error e is +1 when the adviser was right and -1 when the client was, and s is
/// 1/2 in the first case, else 1.
float updated_trust(float w, bool adviser_was_right) {
  const float k = std::min(w, 1 - w);
  return adviser_was_right ? w * (1 + 0.5f * k) : w * (1 - k);
}

/// The truth comes out at once where advice was followed, tried or proved needless; where a wrong request was
/// conceded, only if the work comes back; where it was refused, never.
bool truth_comes_out(const Conversation& c) {
  if (c.outcome == Outcome::conceded && c.staff_is_right)
    return c.occasion.block<Truth>()[Truth::revealed] < c.p.return_share;
  return c.outcome != Outcome::refused || !c.staff_is_right;
}

/// How much of the real need an outcome meets.
float value_of(const Constants& p, Outcome outcome, bool request_is_right) {
  switch (outcome) {
    case Outcome::refused:
      return request_is_right ? 0.0f : p.refused_value;
    case Outcome::advised:
      return request_is_right ? p.wrong_value : 1.0f;
    default:
      return request_is_right ? 1.0f : p.wrong_value;
  }
}

/// Requests whose random numbers are drawn at once: the k-th of the customer in each row.
struct Batch {
  static constexpr std::size_t most = 256;

  std::size_t size = 0;
  std::array<Row, most> rows;
  std::array<std::uint32_t, most> slots, k;
  std::array<std::uint16_t, most> generations;
  UniformsOfMany<Disagreement, most> draws;
};

/// What staff have not learned they cannot do, whatever is asked of them.
Levers practised(const Constants& p, const Office& office) {
  Levers levers = office.levers;
  if (p.training_weeks < 1) return levers;
  levers.calm = std::min(levers.calm, static_cast<float>(office.skill_calm));
  levers.educate = std::min(levers.educate, static_cast<float>(office.skill_educate));
  levers.persuade = std::min(levers.persuade, static_cast<float>(office.skill_persuade));
  return levers;
}

/// All requests to one business in one market.
class Conversations {
 public:
  Conversations(const Context& context, const Draws& draw, Market& market, BusinessId business,
                Scratch& scratch)
      : context_(context),
        draw_(draw),
        market_(market),
        levers_(practised(context.p, market.offices[business])),
        accounts_(market.offices[business].accounts),
        scratch_(scratch),
        tally_(scratch.tallies[business]) {}

  void answer_all();

 private:
  void answer_batch();
  void answer(Row row, std::uint32_t k, const Uniforms<Disagreement>& draws);
  Outcome disagree(Row row, std::uint32_t k, bool request_is_right, const Uniforms<Disagreement>& draws);
  void deliver(Row row, Outcome outcome, bool request_is_right);

  const Context& context_;
  const Draws& draw_;
  Market& market_;
  const Levers levers_;  ///< as far as staff have learned what they ask for
  const Rows accounts_;
  Scratch& scratch_;
  Tally& tally_;
  Batch batch_;
};
void Conversations::answer_all() {
  const auto& customers = market_.customers;
  auto& week = scratch_.account;
  const auto any = [&](Row i) { return week.rights[i] + week.wrongs[i] > 0; };
  for (const Row row : rows_where(accounts_, scratch_.rows, any)) {
    const auto requests = static_cast<std::uint32_t>(week.rights[row] + week.wrongs[row]);
    for (std::uint32_t k = 0; k < requests; ++k) {
      batch_.rows[batch_.size] = row;
      batch_.slots[batch_.size] = customers.slot[row];
      batch_.generations[batch_.size] = customers.generation[row];
      batch_.k[batch_.size] = k;
      if (++batch_.size == Batch::most) answer_batch();
    }
  }
  answer_batch();
}

void Conversations::answer_batch() {
  draw_.fill(batch_.slots.data(), batch_.generations.data(), batch_.k.data(), batch_.size, market_.number,
             context_.week, family_of(Disagreement{}), batch_.draws.columns());
  for (std::size_t i = 0; i < batch_.size; ++i) answer(batch_.rows[i], batch_.k[i], batch_.draws.of(i));
  batch_.size = 0;
}

/// The right requests of a customer come before the wrong ones.
void Conversations::answer(Row row, std::uint32_t k, const Uniforms<Disagreement>& draws) {
  const bool request_is_right = static_cast<float>(k) < scratch_.account.rights[row];
  const Seat seat = seat_of(market_.customers.account, row);
  const bool staff_is_right = draws[Disagreement::belief] < judgement(context_.p, market_.staff, seat);
  const bool believed_wrong = request_is_right != staff_is_right;
  if (!believed_wrong) return deliver(row, Outcome::as_asked, request_is_right);

  scratch_.account.believed_wrong[row] += 1;
  if (draws[Disagreement::contradict] < levers_.contradict)
    return deliver(row, disagree(row, k, request_is_right, draws), request_is_right);
  // Having to do what one knows, or believes, to be wrong.
  tally_[Item::deferred] += 1;
  scratch_.account.deferred[row] += 1;
  scratch_.staff.dissonance[seat] += 1;
  deliver(row, Outcome::as_asked, request_is_right);
}

Outcome Conversations::disagree(Row row, std::uint32_t k, bool request_is_right,
                                const Uniforms<Disagreement>& draws) {
  auto& account = market_.customers.account;
  auto& week = scratch_.account;
  const Seat seat = seat_of(account, row);
  const Occasion occasion{draw_, market_.customer(row), context_.week, k};
  Conversation c{context_.p, levers_,           market_.customers, market_.staff, row,
                 seat,       !request_is_right, occasion,          draws};
  climb_the_ladder(c);

  week.talk[row] += c.hours * length_of_talk(context_.p, market_.customers.traits.hours_per_request[row]);
  week.questioned[row] += 1;
  week.heard[row] += c.levers.listen;
  week.clashes[row] += c.clashed ? 1.0f : 0.0f;
  week.refused[row] += c.outcome == Outcome::refused ? 1.0f : 0.0f;
  if (c.outcome == Outcome::conceded) {
    week.deferred[row] += context_.p.graceful_deference;
    scratch_.staff.dissonance[seat] += context_.p.overruled_dissonance;
  }
  if (truth_comes_out(c)) account.trust[row] = updated_trust(account.trust[row], c.staff_is_right);
  constexpr Item ladder[] = {Item::piloted_as_asked, Item::advised, Item::conceded, Item::refused};
  tally_[ladder[static_cast<std::size_t>(c.outcome)]] += 1;
  if (c.outcome == Outcome::advised && request_is_right) tally_[Item::misadvised] += 1;
  return c.outcome;
}

void Conversations::deliver(Row row, Outcome outcome, bool request_is_right) {
  auto& customers = market_.customers;
  auto& week = scratch_.account;
  const auto& p = context_.p;
  week.handled[row] += 1;
  week.value[row] += value_of(p, outcome, request_is_right);
  if (outcome == Outcome::refused) return;
  week.work[row] +=
      customers.traits.hours_per_request[row] * (1 + p.urgent_work * customers.traits.urgency[row]);
  const bool wrong_thing_done = request_is_right == (outcome == Outcome::advised);
  if (!wrong_thing_done) return;
  customers.account.rework[row] += p.return_share;
  tally_[Item::wrong_done] += 1;
}

float contacts_of(const AccountWeek& week, Row row) {
  return week.rights[row] + week.wrongs[row] + week.reworks[row] + week.claims[row];
}

/// Incivility grows with the contacts of a week, and with being dissatisfied and feeling entitled.
float expected_rudeness(const Constants& p, const Customers& customers, const AccountWeek& week, Row row) {
  const auto& account = customers.account;
  const float provocation =
      1 + p.rude_dissatisfied * (1 - account.satisfaction[row]) + p.rude_entitled * account.entitlement[row];
  return contacts_of(week, row) * (1 - customers.traits.respect[row]) * p.rudeness * provocation;
}

void draw_incivility(const Constants& p, Rows accounts, const Customers& customers, Scratch& scratch) {
  auto& week = scratch.account;
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i)
    week.incivility[i] =
        poisson_if_small(week.draws[Reactions::incivility][i], expected_rudeness(p, customers, week, i));
  const auto often = [&](Row i) { return week.incivility[i] > largest_seen_at_once; };
  for (const Row i : rows_where(accounts, scratch.rows, often))
    week.incivility[i] = static_cast<float>(
        poisson(week.draws[Reactions::incivility][i], expected_rudeness(p, customers, week, i)));
}

/// Clashes are uncivil too. Clients are remembered for it, until it fades.
void update_abuse(const Constants& p, Rows accounts, Column& abuse, AccountWeek& week) {
#pragma GCC ivdep
  for (Row i = accounts.first; i < accounts.last; ++i) {
    week.incivility[i] += week.clashes[i];
    abuse[i] += (week.incivility[i] - abuse[i]) / p.abuse_memory_weeks;
  }
}

void expose_staff(Rows accounts, const Customers& customers, Scratch& scratch) {
  const auto in_touch = [&](Row i) { return contacts_of(scratch.account, i) > 0; };
  for (const Row i : rows_where(accounts, scratch.rows, in_touch)) {
    scratch.staff.incivility[seat_of(customers.account, i)] += scratch.account.incivility[i];
    scratch.staff.contacts[seat_of(customers.account, i)] += contacts_of(scratch.account, i);
  }
}

}  // namespace

void converse(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  auto& customers = market.customers;
  for (const BusinessId b : market.offices.ids())
    Conversations(context, draw, market, b, scratch).answer_all();
  part_by_part(customers.with_account(), [&](Rows accounts) {
    draw_incivility(context.p, accounts, customers, scratch);
    update_abuse(context.p, accounts, customers.account.abuse, scratch.account);
    expose_staff(accounts, customers, scratch);
  });
}

}  // namespace clientele::model
