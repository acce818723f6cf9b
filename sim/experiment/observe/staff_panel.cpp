#include "sim/experiment/observe/staff_panel.hpp"

#include <algorithm>

#include "sim/model/stages/staff/questionnaire.hpp"
#include "sim/model/week.hpp"

namespace clientele::experiment {

namespace {

constexpr BusinessId first_business{};
constexpr int weeks_between_surveys = 26, month = 4, half_a_year = 26, year = 52;

/// Whoever begins to be observed, or is new.
template <class Person>
Person somebody(const Staff& staff, Seat s) {
  Person person;
  person.known = true;
  person.entered = person.tenure = staff.tenure[s];
  return person;
}

/// Follows the mean of about a quarter, and of less at the beginning.
void follow_mean(float& mean, float value, int weeks_seen) {
  constexpr int quarter = 13;
  mean += (value - mean) / static_cast<float>(std::min(weeks_seen, quarter));
}

float attended(const Staff& staff, Seat s) { return (1 - staff.on_leave[s]) * (1 - staff.absence[s]); }

/// Sums over the clients of each seat: entitlement, ignorance of what they need, and how many they are.
struct ClientSums {
  std::vector<float> entitlement, ignorance, accounts;

  ClientSums(const Market& market)
      : entitlement(static_cast<std::size_t>(market.staff.size())),
        ignorance(entitlement),
        accounts(entitlement) {
    const auto& customers = market.customers;
    for (const Row i : market.offices[first_business].accounts) {
      const auto seat = seat_of(customers.account, i).index();
      entitlement[seat] += customers.account.entitlement[i];
      ignorance[seat] += (1 - customers.traits.knowledge[i]) * (1 - customers.learned[i]);
      accounts[seat] += 1;
    }
  }
};

}  // namespace

StaffPanel::StaffPanel(const World& world, const Scenario& scenario, const Draws& draw)
    : world_(world),
      scenario_(scenario),
      draw_(draw),
      people_(world.markets().size()),
      year_(world.markets().size()) {
  for (const Market& market : world.markets()) begin(market);
}

void StaffPanel::begin(const Market& market) {
  auto& people = people_[market.number];
  people.resize(static_cast<std::size_t>(market.staff.size()));
  for (const Seat s : market.offices[first_business].seats())
    if (market.staff.present[s]) people[s.index()] = somebody<Person>(market.staff, s);
}

Observer StaffPanel::observer() {
  return [this](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (stage.id == StageId::strain) look_at_week(market, scratch);
    if (stage.id == StageId::staffing) look_at_departures(market, scratch);
    if (stage.id == StageId::record) {
      note_year(market, scratch.tallies[first_business]);
      if ((world_.week() + 1) % weeks_between_surveys == 0) survey(market);
    }
  };
}

void StaffPanel::look_at_week(const Market& market, const Scratch& scratch) {
  const auto& staff = market.staff;
  const auto& week = scratch.staff;
  const double contract = terms_of(scenario_, first_business).hours_per_week;
  for (const Seat s : market.offices[first_business].seats()) {
    auto& person = people_[market.number][s.index()];
    if (!staff.present[s]) continue;
    person_weeks_ += 1;
    ill_weeks_ += staff.ill[s];
    follow(market, scratch, s, person);
    person.worked = true;
    person.tenure = staff.tenure[s];
    if (week.available[s] <= 0) continue;
    const float hours = static_cast<float>(contract) * attended(staff, s) * week.intensity[s];
    const int seen = ++person.weeks_seen;
    follow_mean(person.hours, hours, seen);
    follow_mean(person.load, week.required[s] / week.available[s], seen);
    follow_mean(person.incivility, week.incivility[s] / std::max(1.0f, hours), seen);
    follow_mean(person.dissonance, static_cast<float>(week.dissonance[s]) / std::max(1.0f, hours), seen);
  }
}

/// What became of those who were surveyed: a month, half a year and a year later.
void StaffPanel::follow(const Market& market, const Scratch& scratch, Seat s, Person& person) {
  for (const auto i : person.followed) {
    auto& answer = answers_[i];
    auto& following = following_[i];
    following.weeks += 1;
    following.absence += market.staff.absence[s];
    if (scratch.staff.contacts[s] > 0) {
      following.performance += scratch.staff.outcome[s] / scratch.staff.contacts[s] * market.staff.skill[s];
      following.performed += 1;
    }
    if (following.weeks == half_a_year) {
      answer.absence = static_cast<float>(following.absence / half_a_year);
      if (following.performed > 0)
        answer.performance = static_cast<float>(following.performance / following.performed);
    }
    const auto scores = [&] {
      return question(scenario_.model, draw_, market, first_business, s, world_.week()).observed;
    };
    if (following.weeks == month) answer.after_a_month = scores();
    if (following.weeks == year) answer.after_a_year = scores(), answer.quits = 0;
  }
  std::erase_if(person.followed, [&](std::size_t i) { return following_[i].weeks >= year; });
}

void StaffPanel::leave(Person& person, Departure why) {
  spells_.push_back({.left = static_cast<double>(person.tenure) + 1,
                     .cause = static_cast<std::size_t>(why),
                     .entered = static_cast<double>(person.entered)});
  if (why == Departure::quits)
    for (const auto i : person.followed) answers_[i].quits = 1;
  person = {};
}

void StaffPanel::look_at_departures(const Market& market, const Scratch& scratch) {
  const auto& staff = market.staff;
  for (const Seat s : market.offices[first_business].seats()) {
    auto& person = people_[market.number][s.index()];
    const auto why = static_cast<Departure>(scratch.staff.departure[s]);
    if (person.known && why != Departure::stays) leave(person, why);
    if (staff.present[s] && !person.known) person = somebody<Person>(staff, s);
  }
}

void StaffPanel::survey(const Market& market) {
  const ClientSums clients(market);
  for (const Seat s : market.offices[first_business].seats()) {
    auto& person = people_[market.number][s.index()];
    if (!market.staff.present[s] || person.weeks_seen == 0) continue;
    const auto i = s.index();
    const float n = std::max(1.0f, clients.accounts[i]);
    survey(market, s, person, {clients.entitlement[i] / n, clients.ignorance[i] / n});
  }
}

void StaffPanel::survey(const Market& market, Seat s, Person& person, const Clients& clients) {
  const auto& staff = market.staff;
  const auto& p = scenario_.model;
  const float appraisal = staff.appraisal[s];
  const auto errors = draw_.block<Questionnaire>(market.staff_member(first_business, s), world_.week(), 1);
  StaffAnswer answer{.market = market.number,
                     .state = {staff.exhaustion[s], staff.cynicism[s], staff.efficacy[s]},
                     .observed = question(p, draw_, market, first_business, s, world_.week()).observed,
                     .tenure = staff.tenure[s],
                     .hours = person.hours,
                     .load = person.load,
                     .incivility = person.incivility,
                     .aggression = appraisal * person.incivility,
                     .dissonance = appraisal * person.dissonance,
                     .expectations = appraisal * clients.entitlement,
                     .ambiguity = appraisal * clients.ignorance,
                     .reporting_error = {}};
  for (std::size_t k = 0; k < 4; ++k) answer.reporting_error[k] = normal_quantile(errors.lanes[k]);
  person.followed.push_back(answers_.size());
  answers_.push_back(answer);
  following_.emplace_back();
}

void StaffPanel::note_year(const Market& market, const Tally& tally) {
  auto& now = year_[market.number];
  now.staff += tally[Item::staff];
  now.quits += tally[Item::quits];
  now.dismissals += tally[Item::dismissals];
  now.revenue += tally[Item::revenue];
  now.profit += profit(tally);
  if ((world_.week() + 1) % year != 0) return;
  years_.push_back(now);
  now = {};
}

void StaffPanel::finish() {
  for (auto& people : people_)
    for (auto& person : people)
      if (person.worked)
        spells_.push_back(
            {.left = static_cast<double>(person.tenure) + 1, .entered = static_cast<double>(person.entered)});
}

}  // namespace clientele::experiment
