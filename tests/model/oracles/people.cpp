// Strain, leaving, staffing and settling against independent accounts of them in plain double precision.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/oracles/near.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

double excess(double x) { return std::max(0.0, x); }

/// Runs the rest of the week after the named stage.
void finish(LoneMarket& town, std::string_view stage) {
  bool later = false;
  for (const Stage& s : model::week) {
    if (later) town.run(s);
    later = later || s.name == stage;
  }
  close_week(town.scenario, town.policy_of, town.week, town.scratch.tallies, town.firms, town.brands);
  ++town.week;
}

struct Strained {
  double fatigue, long_fatigue, exhaustion, chronic, cynicism, efficacy;
};

/// Incidents as they are felt: by the person's appraisal, less what has been talked over, and by what is
/// usual in the trade.
double felt(double appraisal, double incidents, double usual) {
  return appraisal * incidents * (usual > 0 ? std::log(1 + usual) / usual : 1);
}

struct Met {
  double incivility, dissonance, multiples, load, away;
};

Met met(const LoneMarket& before, double supervision, Seat s) {
  const auto& p = before.scenario.model;
  const auto& staff = before.market.staff;
  const auto& week = before.scratch.staff;
  const double own = week.available[s] * staff.capacity[s];
  const double weight = staff.appraisal[s] * (1 - 0.3 * supervision);
  return {felt(weight, week.incivility[s], p.usual_incivility),
          felt(weight, week.dissonance[s], p.usual_dissonance),
          weight / 2 * (week.incivility[s] / p.usual_incivility + week.dissonance[s] / p.usual_dissonance),
          own > 0 ? excess(week.required[s] / own - p.comfortable_load) : 0,
          staff.on_leave[s] > 0 ? 1 : staff.absence[s]};
}

/// `life` is that of the week.
Strained strained(const LoneMarket& before, double support, double supervision, double complaining,
                  double life, Seat s) {
  const auto& p = before.scenario.model;
  const auto& staff = before.market.staff;
  const auto& week = before.scratch.staff;
  const double help = 1 - p.support_effect * support, intensity = week.intensity[s];
  const Met m = met(before, supervision, s);
  Strained x{};
  x.fatigue = staff.fatigue[s] + (intensity - staff.fatigue[s]) / p.fatigue_weeks;
  x.long_fatigue = staff.long_fatigue[s] + (intensity - staff.long_fatigue[s]) / p.long_fatigue_weeks;
  const double below_norm = p.norm_strain * week.missing[s];
  const double tiring = p.exhaustion_load * m.load + p.exhaustion_intensity * excess(intensity - 1) +
                        p.exhaustion_incivility * m.incivility + p.exhaustion_dissonance * m.dissonance +
                        below_norm;
  const double e = staff.exhaustion[s], c = staff.cynicism[s], slow = staff.chronic[s];
  const double strain = staff.exhaustion_reactivity[s] * help * tiring * (1 - p.strain_saturation * e);
  const double pace = excess(1 + p.leave_recovery * m.away - p.overtime_recovery * excess(intensity - 1)) /
                      p.exhaustion_weeks;
  x.chronic = slow + p.chronic_share * strain - slow / p.chronic_weeks;
  x.exhaustion = within(e + strain + life - std::min(1.0, pace) * (e - staff.exhaustion_set_point[s] - slow) -
                        slow / p.chronic_weeks);
  const double contacts = week.contacts[s];
  const double thanks = contacts > 0 ? week.appreciation[s] / contacts : p.reciprocity_expected;
  const double souring = p.cynicism_dissonance * m.dissonance + p.cynicism_incivility * m.incivility +
                         p.cynicism_reciprocity * excess(p.reciprocity_expected - thanks) +
                         p.cynicism_exhaustion * excess(x.exhaustion - staff.exhaustion_set_point[s]) +
                         p.contagion * excess(complaining - c) + below_norm;
  x.cynicism = within(c + staff.cynicism_reactivity[s] * souring * (1 - p.strain_saturation * c) +
                      p.life_cynicism * life - (c - staff.cynicism_set_point[s]) / p.cynicism_weeks);
  x.efficacy = staff.efficacy[s];
  if (contacts == 0) return x;
  const double belief =
      staff.efficacy_set_point[s] +
      p.efficacy_success * (week.outcome[s] / contacts * staff.skill[s] - p.success_expected) +
      p.efficacy_appreciation * (thanks - p.reciprocity_expected) -
      p.efficacy_exhaustion * (x.exhaustion - p.exhaustion_rest) - p.efficacy_incidents * (m.multiples - 1);
  x.efficacy += (within(belief) - x.efficacy) / p.efficacy_weeks;
  return x;
}

/// Mean cynicism of an office.
double complaining_in(const Market& market, const Office& office) {
  double sum = 0;
  for (const Seat s : office.seats())
    if (market.staff.present[s]) sum += market.staff.cynicism[s];
  return sum / office.headcount;
}

TEST_CASE("fatigue, exhaustion, cynicism and efficacy follow the specification") {
  Scenario scenario = varied_world();
  for (Policy& policy : scenario.policies) policy.levers.supervision = 0.7f;
  LoneMarket town(scenario);
  for (BusinessId b : town.market.offices.ids()) town.market.offices[b].supervision = 0.2;
  for (int week = 0; week < 30; ++week) {
    town.run_up_to("strain");
    const LoneMarket before = town;
    town.run("strain");
    const auto& p = before.scenario.model;
    for (const BusinessId b : before.market.offices.ids()) {
      const Office& office = before.market.offices[b];
      const double complaining = complaining_in(before.market, office);
      const double support =
          office.support + (office.levers.staff_support - office.support) / p.support_weeks;
      const double supervision = office.supervision + (0.7 - office.supervision) / 13;
      REQUIRE(town.market.offices[b].support == doctest::Approx(support));
      REQUIRE(town.market.offices[b].supervision == doctest::Approx(supervision).epsilon(1e-6));
      for (const Seat s : office.seats()) {
        if (!before.market.staff.present[s]) continue;
        const double memory = std::exp(-1 / p.life_weeks);
        const double score = normal_quantile(
            before.draw.uniform(before.market.staff_member(b, s), before.week, Wellbeing::life));
        const double life =
            memory * before.market.staff.life[s] + std::sqrt(1 - memory * memory) * p.life_spread * score;
        REQUIRE(town.market.staff.life[s] == near(life));
        const Strained x = strained(before, support, supervision, complaining, life, s);
        REQUIRE(town.market.staff.chronic[s] == near(x.chronic));
        REQUIRE(town.market.staff.fatigue[s] == near(x.fatigue));
        REQUIRE(town.market.staff.long_fatigue[s] == near(x.long_fatigue));
        REQUIRE(town.market.staff.exhaustion[s] == near(x.exhaustion));
        REQUIRE(town.market.staff.cynicism[s] == near(x.cynicism));
        REQUIRE(town.market.staff.efficacy[s] == near(x.efficacy));
      }
    }
    finish(town, "strain");
  }
}

/// The chance that this client leaves this week: complementary log-log around the base chance, spread over a
/// contract by the chance of an early exit, or once per purchase.
double chance_of_leaving(const LoneMarket& before, Row i) {
  const auto& p = before.scenario.model;
  const auto& c = before.market.customers;
  const auto& a = c.account;
  const auto& segment = before.scenario.segments[c.segment[i]];
  double cheapest = before.scenario.markets[0].terms.going_rate;
  for (const Brand& brand : before.brands)
    if (!brand.failed) cheapest = std::min(cheapest, brand.price);
  const Levers& levers = before.market.offices[business_of(a, i)].levers;
  const double demanded = within(c.traits.price_sensitivity[i] * a.entitlement[i]);
  const double rewarded = a.tenure[i] + 1 > 52 ? levers.loyalty_reward : 0;
  const double paid =
      before.brands[business_of(a, i)].price * (1 - levers.discount * demanded) * (1 - rewarded);
  const double gap = paid / cheapest - 1;
  const double tilt = -p.churn_satisfaction * (a.satisfaction[i] - p.reference_satisfaction) -
                      p.churn_trust * (a.trust[i] - p.reference_trust) +
                      p.churn_price * gap * c.traits.price_sensitivity[i];
  const double chance = 1 - std::pow(1 - static_cast<double>(c.traits.base_churn[i]), std::exp(tilt));
  if (segment.relationship == Relationship::transactional)
    return 1 - std::pow(1 - chance, before.scratch.account.rights[i] + before.scratch.account.wrongs[i]);
  const bool renewal = std::fmod(a.tenure[i] + 1, segment.contract_weeks) == 0;
  return renewal ? chance : p.early_exit * chance / segment.contract_weeks;
}

TEST_CASE("clients leave when their uniform is below the chance of the specification, and then only") {
  Scenario scenario = varied_world();
  for (Policy& policy : scenario.policies) {
    policy.levers.review_weeks = 0;
    policy.levers.discount = 0.2f;
    policy.levers.loyalty_reward = 0.1f;
  }
  LoneMarket town(scenario);
  int left = 0;
  for (int week = 0; week < 80; ++week) {
    town.run_up_to("leave");
    const LoneMarket before = town;
    town.run("leave");
    for (const Row i : town.with_account()) {
      if (before.brands[business_of(town.accounts(), i)].failed) {
        REQUIRE(town.scratch.account.exit[i] == static_cast<std::uint8_t>(Exit::stranded));
        continue;
      }
      const double chance = chance_of_leaving(before, i);
      const double uniform = before.draw.uniform(before.market.customer(i), before.week, Leaving::churn);
      if (std::abs(uniform - chance) < 1e-6) continue;  // single precision may decide either way
      REQUIRE((town.scratch.account.exit[i] != 0) == (uniform < chance));
      left += uniform < chance;
    }
    finish(town, "leave");
  }
  CHECK(left > 30);
}

TEST_CASE("at reference satisfaction and trust and an average price, clients leave at their base chance") {
  Scenario scenario = plain_world();
  scenario.segments[0].contract_weeks = 1;
  scenario.model.churn_satisfaction = scenario.model.churn_trust = 0;
  set_trait(scenario, &Traits::base_churn, always(0.02));
  scenario.markets[0].terms.population = 4000;
  terms(scenario).initial_accounts = 4000;
  terms(scenario).staff = 700;
  terms(scenario).lead_rate = terms(scenario).word_of_mouth = 0;
  LoneMarket town(scenario);
  double left = 0, exposed = 0;
  for (int week = 0; week < 20; ++week) {
    exposed += static_cast<double>(town.served());
    town.run_week();
    left += town.tally()[Item::left];
  }
  CHECK(std::abs(left / exposed - 0.02) < 4 * std::sqrt(0.02 * 0.98 / exposed));
}

/// Reviews: who costs more than they bring, or is abusive, is warned, and next time sent away.
TEST_CASE("a review warns the unwelcome and ends the relationship at the next") {
  Scenario scenario = lively_world();
  levers(scenario).review_weeks = 13;
  levers(scenario).margin_floor = 0.2f;
  levers(scenario).abuse_tolerance = 0.15f;
  LoneMarket town(scenario);
  int warned = 0, ended = 0;
  for (int week = 0; week < 104; ++week) {
    town.run_up_to("leave");
    const LoneMarket before = town;
    town.run("leave");
    const auto &was = before.market.customers.account, &is = town.accounts();
    for (const Row i : town.with_account()) {
      const double come_in = 1 - std::exp(-is.tenure[i] / 13.0);
      const double floor = 0.2 * before.market.customers.traits.budget[i] * come_in;
      const bool unwelcome = was.contribution[i] < floor || was.abuse[i] > 0.15f;
      const bool due = (before.week + 1) % 13 == 0 && is.tenure[i] >= 13;
      const auto exit = static_cast<Exit>(town.scratch.account.exit[i]);
      if (exit == Exit::left) continue;
      REQUIRE((exit == Exit::ended) == (due && unwelcome && was.warned[i]));
      REQUIRE(bool(is.warned[i]) == (due ? unwelcome : bool(was.warned[i])));
      warned += due && unwelcome && !was.warned[i];
      ended += exit == Exit::ended;
    }
    finish(town, "leave");
  }
  CHECK(warned > 10);
  CHECK(ended > 5);
}

TEST_CASE("quits come at the rate of tenure, burnout and long fatigue [OS]") {
  Scenario scenario = plain_world();
  terms(scenario).staff = 1000;
  terms(scenario).initial_accounts = 0;
  terms(scenario).lead_rate = 0;
  terms(scenario).staff_tenure = 100;
  LoneMarket town(scenario);
  auto& staff = town.market.staff;
  const auto quits = [&](float exhaustion, float cynicism, float long_fatigue) {
    staff.exhaustion.setConstant(exhaustion);
    staff.cynicism.setConstant(cynicism);
    staff.long_fatigue.setConstant(long_fatigue);
    double expected = 0, seen = 0, people = 0;
    for (const int end = town.week + 20; town.week < end; ++town.week) {
      const int before = town.office().headcount;
      people += before;
      town.scratch.begin();
      town.run("staffing");
      const auto& p = town.scenario.model;
      const double hazard = std::exp(p.quit_exhaustion * (exhaustion - p.reference_exhaustion) +
                                     p.quit_cynicism * (cynicism - p.reference_cynicism)) /
                            (100 * (1 - p.overload_tenure_loss * within(long_fatigue - 1)));
      expected += before * (1 - std::exp(-hazard));
      seen += town.tally()[Item::quits];
      // Newcomers are as worn out as everybody, for the sake of the count.
      staff.exhaustion.setConstant(exhaustion);
      staff.cynicism.setConstant(cynicism);
      staff.long_fatigue.setConstant(long_fatigue);
    }
    CHECK(std::abs(seen - expected) < 4 * std::sqrt(expected));
    return seen / people;
  };
  const double rested = quits(0.35f, 0.25f, 1);
  CHECK(quits(0.45f, 0.25f, 1) > 1.4 * rested);
  CHECK(quits(0.35f, 0.6f, 1) > 1.4 * rested);
  CHECK(quits(0.35f, 0.25f, 2) > 1.3 * rested);
}

TEST_CASE("hiring orders what attrition and the gap to desired labour ask for, minding the pipeline [OS]") {
  Scenario scenario = lively_world();
  terms(scenario).staff_tenure = 60;
  LoneMarket town(scenario);
  const auto& t = town.scenario.businesses[0].terms;
  const auto& p = town.scenario.model;
  double arrived = 0, hired = 0;
  for (int week = 0; week < 80; ++week) {
    town.run_up_to("staffing");
    const Office before = town.office();
    town.run("staffing");
    const Office& after = town.office();
    const double quits = town.tally()[Item::quits], hires = town.tally()[Item::hires];
    const double people = before.headcount - quits;
    const double attrition = before.attrition + (quits - before.attrition) / t.labour_smoothing_weeks;
    const double work =
        before.smoothed_work + (before.required_hours - before.smoothed_work) / t.labour_smoothing_weeks;
    const double needed = work / (after.hours_per_person * t.target_utilisation);
    const double desired = 0.5 * before.planned_headcount + 0.5 * needed;  // flexibility one half
    const double wanted = excess(attrition + (desired - people) / t.labour_adjustment_weeks);
    const double arriving = before.on_order / t.hiring_delay;
    const double order =
        excess(wanted + (wanted * t.hiring_delay - before.on_order) / t.labour_adjustment_weeks);
    REQUIRE(after.on_order == doctest::Approx(before.on_order + order - arriving));
    REQUIRE(hires == std::floor(before.hires_due + arriving));
    arrived += arriving;
    hired += hires;
    finish(town, "staffing");
  }
  CHECK(hired > 5);
  CHECK(std::abs(arrived - hired) <= 1);
  CHECK(p.assimilation_weeks == 12);
}

TEST_CASE("experience is gained over the assimilation time, from nothing on") {
  Scenario scenario = plain_world();
  terms(scenario).staff = 1;
  terms(scenario).staff_tenure = 1e6;
  terms(scenario).initial_experience = 0;
  scenario.model.absence_exhaustion = 0;
  LoneMarket town(scenario);
  town.run_weeks(24);
  // The twentieth of a week that somebody is ill teaches nothing.
  CHECK(town.market.staff.experience[Seat{0}] ==
        doctest::Approx(1 - std::exp(-0.95 * 24 / 12.0)).epsilon(1e-5));
}

/// Runs until one of the two people at the town's office has quit, unless somebody is hired before.
bool see_one_quit(LoneMarket& town, Column& trust, RowColumn<std::int32_t>& seats) {
  for (int tries = 0; tries < 10; ++tries, ++town.week) {
    trust = town.accounts().trust;
    seats = town.accounts().seat;
    town.scratch.begin();
    town.run("staffing");
    if (town.tally()[Item::hires] > 0) return false;
    if (town.office().headcount < 2) return town.office().headcount == 1;
  }
  return false;
}

TEST_CASE("accounts of a leaver move to the colleague, and trust suffers unless a CRM remembers") {
  for (const float crm : {0.0f, 1.0f}) {
    Scenario scenario = plain_world();
    terms(scenario).staff = 2;
    terms(scenario).initial_accounts = 10;
    terms(scenario).staff_tenure = 20;
    levers(scenario).crm = crm;
    int quits = 0;
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
      LoneMarket town(scenario, replication);
      Column trust;
      RowColumn<std::int32_t> seats;
      if (!see_one_quit(town, trust, seats)) continue;
      ++quits;
      const int stayed = town.market.staff.present[Seat{0}] ? 0 : 1;
      for (const Row i : town.with_account()) {
        CHECK(town.accounts().seat[i] == stayed);
        const double kept = seats[i] == stayed ? 1 : 1 - 0.25 * (1 - 0.85 * crm);
        CHECK(town.accounts().trust[i] == near(trust[i] * kept));
      }
    }
    CHECK(quits >= 5);
  }
}

}  // namespace
}  // namespace clientele::scenario
