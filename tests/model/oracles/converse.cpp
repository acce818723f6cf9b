// Conversations against an independent account of them: the ladder of the specification, rung by rung, in
// plain double precision.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

double sigma(double x) { return 1 / (1 + std::exp(-x)); }

/// All that a week of conversations leaves behind on one account.
struct Aftermath {
  double trust, learned, rework;
  double talk = 0, value = 0, work = 0, handled = 0, dissonance = 0;
  double questioned = 0, heard = 0, refused = 0, deferred = 0, believed_wrong = 0, clashes = 0;
};

/// What is asked for, as far as it has been learned.
Levers practised(const Office& office) {
  Levers levers = office.levers;
  if (office.skill_calm < levers.calm) levers.calm = static_cast<float>(office.skill_calm);
  if (office.skill_educate < levers.educate) levers.educate = static_cast<float>(office.skill_educate);
  if (office.skill_persuade < levers.persuade) levers.persuade = static_cast<float>(office.skill_persuade);
  return levers;
}

/// The specification of one week of conversations with one client.
class Ladder {
 public:
  Ladder(const LoneMarket& before, Row row)
      : p_(before.scenario.model),
        levers_(practised(before.market.offices[BusinessId{before.market.customers.account.business[row]}])),
        traits_(before.market.customers.traits),
        staff_(before.market.staff),
        row_(row),
        seat_(before.market.customers.account.seat[row]) {}

  void answer(Aftermath& a, bool right, const Uniforms<Disagreement>& u, const Uniforms<Persuasion>& v,
              float truth) const {
    a.handled += 1;
    const double judgement =
        p_.judgement_novice + (p_.judgement_expert - p_.judgement_novice) * staff_.experience[seat_];
    const bool staff_right = u[Disagreement::belief] < judgement;
    if (staff_right == right) return deliver(a, right, 1, right ? 1.0 : p_.wrong_value);
    a.believed_wrong += 1;
    if (u[Disagreement::contradict] >= levers_.contradict) {  // just do it
      a.deferred += 1;
      a.dissonance += 1;
      return deliver(a, right, 1, right ? 1.0 : p_.wrong_value);
    }
    disagree(a, right, staff_right, u, v, truth);
  }

 private:
  void disagree(Aftermath& a, bool right, bool staff_right, const Uniforms<Disagreement>& u,
                const Uniforms<Persuasion>& v, float truth) const {
    const bool clash = climb(a, u);
    const bool convinced = educated(a, staff_right, clash, u[Disagreement::educate]) ||
                           persuaded(a, staff_right, clash, v[Persuasion::persuade]);
    if (convinced) return advised(a, right, staff_right);
    if (v[Persuasion::pilot] < levers_.pilot) {
      a.talk += p_.pilot_hours;
      const bool staff_wins = staff_right ? v[Persuasion::pilot_verdict] < p_.pilot_accuracy
                                          : v[Persuasion::pilot_verdict] >= p_.pilot_accuracy;
      if (staff_wins) return advised(a, right, staff_right);
      prove(a, staff_right);
      return deliver(a, right, 1, right ? 1.0 : p_.wrong_value);
    }
    if (v[Persuasion::concede] < levers_.concede) {
      a.deferred += p_.graceful_deference;
      a.dissonance += p_.overruled_dissonance;
      if (!staff_right || truth < p_.return_share) prove(a, staff_right);
      return deliver(a, right, 1, right ? 1.0 : p_.wrong_value);
    }
    a.refused += 1;
    if (!staff_right) prove(a, staff_right);
    deliver(a, right, 0, right ? 0.0 : p_.refused_value);
  }

  bool climb(Aftermath& a, const Uniforms<Disagreement>& u) const {
    const double calm = p_.calm_effect * levers_.calm * (1 - 0.5 * staff_.exhaustion[seat_]);
    const bool clash =
        u[Disagreement::clash] < (1 - traits_.openness[row_]) * (1 - calm) * (1 - 0.5 * a.trust);
    a.questioned += 1;
    a.clashes += clash;
    a.heard += levers_.listen;
    a.talk += p_.talk_hours + p_.calm_hours * levers_.calm + p_.listen_hours * levers_.listen;
    return clash;
  }

  bool educated(Aftermath& a, bool staff_right, bool clash, float uniform) const {
    if (levers_.educate == 0) return false;
    a.talk += p_.educate_hours * levers_.educate;
    const double success = sigma(
        p_.educate_base + p_.educate_openness * traits_.openness[row_] + p_.educate_trust * a.trust +
        p_.educate_experience * staff_.experience[seat_] - p_.educate_exhaustion * staff_.exhaustion[seat_] -
        (clash ? p_.educate_clash : 0) + p_.educate_listening * levers_.listen);
    if (uniform >= success * levers_.educate) return false;
    if (staff_right) a.learned += p_.lesson * (1 - a.learned);
    return true;
  }

  bool persuaded(Aftermath& a, bool staff_right, bool clash, float uniform) const {
    if (levers_.persuade == 0) return false;
    a.talk += p_.persuade_hours * levers_.persuade;
    const double success =
        sigma(p_.persuade_base + p_.educate_openness * traits_.openness[row_] + p_.educate_trust * a.trust -
              (clash ? p_.educate_clash / 2 : 0) + p_.educate_listening * levers_.listen);
    if (uniform >= success * levers_.persuade) return false;
    if (staff_right) a.learned += p_.persuasion_lesson * (1 - a.learned);
    return true;
  }

  void advised(Aftermath& a, bool right, bool staff_right) const {
    prove(a, staff_right);
    deliver(a, !right, 1, right ? p_.wrong_value : 1.0);
  }

  /// Fu, Dong, Liu & Han 2016, eq. 11: w <- w (1 + k s (e_client - e_staff) / (e_client + e_staff)).
  static void prove(Aftermath& a, bool staff_right) {
    const double e_client = staff_right ? 1 : 0, e_staff = 1 - e_client;
    const double k = std::abs(std::abs(a.trust - 0.5) - 0.5), s = staff_right ? 0.5 : 1;
    a.trust *= 1 + k * s * (e_client - e_staff) / (e_client + e_staff);
  }

  /// `right_thing`: what is done is what is needed; wrong things come back.
  void deliver(Aftermath& a, bool right_thing, double done, double value) const {
    a.value += value;
    a.work += done * traits_.hours_per_request[row_] * (1 + p_.urgent_work * traits_.urgency[row_]);
    if (done > 0 && !right_thing) a.rework += p_.return_share;
  }

  const Constants& p_;
  const Levers levers_;
  const Traits& traits_;
  const Staff& staff_;
  Row row_;
  Seat seat_;
};

Aftermath expected_of(const LoneMarket& before, Row row) {
  const auto& c = before.market.customers;
  const auto& week = before.scratch.account;
  Aftermath a{c.account.trust[row], c.learned[row], c.account.rework[row]};
  a.value = week.value[row];
  a.work = week.work[row];
  a.handled = week.handled[row];
  const Ladder ladder(before, row);
  const auto who = before.market.customer(row);
  const auto all = static_cast<std::uint32_t>(week.rights[row] + week.wrongs[row]);
  for (std::uint32_t k = 0; k < all; ++k)
    ladder.answer(a, static_cast<float>(k) < week.rights[row],
                  before.draw.block<Disagreement>(who, before.week, k),
                  before.draw.block<Persuasion>(who, before.week, k),
                  before.draw.uniform(who, before.week, Truth::revealed, k));
  return a;
}

void compare(const LoneMarket& after, Row i, const Aftermath& a) {
  const auto near = [](double x) { return doctest::Approx(x).epsilon(2e-6); };
  const auto& week = after.scratch.account;
  const auto& account = after.market.customers.account;
  REQUIRE(account.trust[i] == near(a.trust));
  REQUIRE(after.market.customers.learned[i] == near(a.learned));
  REQUIRE(account.rework[i] == near(a.rework));
  const auto& p = after.scenario.model;
  const double length = std::pow(after.market.customers.traits.hours_per_request[i] / p.conversation_request,
                                 p.conversation_growth);
  REQUIRE(week.talk[i] == near(a.talk * length));
  REQUIRE(week.value[i] == near(a.value));
  REQUIRE(week.work[i] == near(a.work));
  REQUIRE(week.handled[i] == a.handled);
  REQUIRE(week.questioned[i] == a.questioned);
  REQUIRE(week.heard[i] == near(a.heard));
  REQUIRE(week.refused[i] == a.refused);
  REQUIRE(week.deferred[i] == near(a.deferred));
  REQUIRE(week.believed_wrong[i] == a.believed_wrong);
  REQUIRE(week.clashes[i] == a.clashes);
}

TEST_CASE("the ladder leads where the specification says, request by request") {
  LoneMarket town(varied_world());
  double questioned = 0, refused = 0, dissonance = 0, felt = 0;
  for (int week = 0; week < 40; ++week) {
    town.run_up_to("converse");
    const LoneMarket before = town;
    town.run("converse");
    for (const Row i : town.with_account()) {
      const Aftermath a = expected_of(before, i);
      compare(town, i, a);
      questioned += a.questioned;
      refused += a.refused;
      dissonance += a.dissonance;
    }
    felt += town.scratch.staff.dissonance.sum();
    for (std::size_t stage = 4; stage < model::week.size(); ++stage) town.run(model::week[stage]);
    ++town.week;
  }
  CHECK(questioned > 100);  // often enough to have been to every rung
  CHECK(refused > 20);
  CHECK(felt == doctest::Approx(dissonance));
}

TEST_CASE("trust in an adviser rises half as fast as it falls, and stays within its bounds [Fu16]") {
  const auto updated = [](double w, bool adviser_right) {
    const double k = std::abs(std::abs(w - 0.5) - 0.5);
    return w * (1 + k * (adviser_right ? 0.5 : -1.0));
  };
  // By hand: w = 0.6, k = 0.4: proved right 0.6 x 1.2, proved wrong 0.6 x 0.6.
  CHECK(updated(0.6, true) == doctest::Approx(0.72));
  CHECK(updated(0.6, false) == doctest::Approx(0.36));

  Scenario scenario = plain_world();
  levers(scenario).contradict = levers(scenario).educate = 1;
  scenario.model.initial_trust = 0.6f;
  scenario.model.judgement_novice = scenario.model.judgement_expert = 1;
  scenario.model.educate_base = 20;  // everybody is convinced
  set_trait(scenario, &Traits::knowledge, always(0));
  LoneMarket town(scenario);
  town.run_up_to("serve");
  for (const Row i : town.with_account()) {
    double trust = 0.6;
    for (int k = 0; k < static_cast<int>(town.scratch.account.wrongs[i]); ++k) trust = updated(trust, true);
    CHECK(town.accounts().trust[i] == doctest::Approx(trust).epsilon(1e-5));
  }
}

}  // namespace
}  // namespace clientele::scenario
