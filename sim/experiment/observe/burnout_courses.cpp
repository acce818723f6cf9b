#include "sim/experiment/observe/burnout_courses.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "sim/model/stages/staff/questionnaire.hpp"
#include "sim/model/week.hpp"

namespace clientele::experiment {

namespace {

PersonTraits traits_of(const Staff& staff, Seat s) {
  return {staff.exhaustion_set_point[s],
          staff.cynicism_set_point[s],
          staff.exhaustion_reactivity[s],
          staff.cynicism_reactivity[s],
          staff.appraisal[s],
          staff.capacity[s],
          staff.shift[s],
          staff.skill[s],
          staff.match[s]};
}

Exposures exposures_of(const Constants& p, const Staff& staff, const StaffWeek& week, Seat s) {
  const double own = week.available[s] * staff.capacity[s];
  const double thanks =
      week.contacts[s] > 0 ? week.appreciation[s] / week.contacts[s] : p.reciprocity_expected;
  return {own > 0 ? week.required[s] / own : 0.0,
          std::max(0.0, week.intensity[s] - 1.0),
          week.incivility[s],
          week.dissonance[s],
          week.missing[s],
          thanks,
          staff.on_leave[s],
          staff.absence[s],
          staff.life[s]};
}

void add(Exposures& sums, const Exposures& more, double times = 1) {
  for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += times * more[k];
}

std::size_t class_of(double tenure) {
  return static_cast<std::size_t>(std::ranges::upper_bound(tenure_ends, tenure) - tenure_ends.begin());
}

int weeks_within(const Episode& episode, int begin, int end) {
  return std::max(0, std::min(episode.end, end) - std::max(episode.begin, begin));
}

}  // namespace

int BurnoutCourse::weeks_burnt_out() const {
  int sum = 0;
  for (const auto& episode : episodes) sum += weeks_within(episode, 0, end_week);
  return sum;
}

bool BurnoutCourse::is_burnt_out_in(int begin, int end) const {
  return std::ranges::any_of(episodes, [&](const Episode& e) {
    return weeks_within(e, begin, end) > 0 && e.begin + weeks_of_episode <= end;
  });
}

BurnoutCourses::BurnoutCourses(const World& world, const Constants& constants, BusinessId business)
    : p_(&constants), business_(business) {
  for (const Market& market : world.markets()) {
    auto& here = markets_.emplace_back(
        MarketCourses{StrainAccounts(constants, business, market),
                      std::vector<Person>(static_cast<std::size_t>(market.staff.size()))});
    for (const Seat s : market.offices[business].seats())
      if (market.staff.present[s]) begin(here, market, s, world.week());
  }
}

void BurnoutCourses::begin(MarketCourses& here, const Market& market, Seat s, int week) const {
  const auto& staff = market.staff;
  auto& person = here.people[s.index()];
  person.is_known = true;
  person.course.market = market.number;
  person.course.place = static_cast<std::uint32_t>(s - market.offices[business_].first_seat);
  person.course.generation = staff.generation[s];
  person.course.traits = traits_of(staff, s);
  person.course.first_week = week;
  person.course.tenure = staff.tenure[s];
  here.accounts.open(staff, s);
}

Observer BurnoutCourses::observer(const World& world) {
  return [this, &world](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (stage.id == StageId::strain) look(world.week(), market, scratch);
    if (stage.id == StageId::staffing) look_at_departures(world.week(), market, scratch);
  };
}

void BurnoutCourses::look(int week, const Market& market, const Scratch& scratch) {
  auto& here = markets_[market.number];
  here.accounts.enter_week(market, scratch);
  for (const Seat s : market.offices[business_].seats())
    if (market.staff.present[s]) {
      live(week, market, scratch, s);
      note_state(week, market, s);
    }
}

/// What the week was like.
void BurnoutCourses::live(int week, const Market& market, const Scratch& scratch, Seat s) {
  auto& here = markets_[market.number];
  auto& person = here.people[s.index()];
  auto& course = person.course;
  const auto& staff = market.staff;
  const auto met_with = exposures_of(*p_, staff, scratch.staff, s);
  person.lately[static_cast<std::size_t>(person.weeks_seen++ % remembered)] = met_with;
  if (!person.is_burnt_out) {
    ++person.weeks_well;
    ++course.ordinary_weeks;
    add(course.ordinary, met_with);
  }
  if (week < 0) return;
  ++course.weeks;
  course.counted += chance_of_counting(*p_, staff, s);
  add(course.met_with, met_with);
  if (staff.ill[s]) course.ill_weeks.push_back(week);
  if (week % weeks_between_samples == 0) {
    course.exhaustion.push_back(staff.exhaustion[s]);
    course.cynicism.push_back(staff.cynicism[s]);
  }
  auto& office = here.office;
  const auto strains = here.accounts.of(s);
  office.person_weeks += 1;
  office.consists_of += strains;
  if (!person.is_burnt_out) {
    office.well_weeks += 1;
    office.consists_of_when_well += strains;
  }
  if (course.episodes.empty()) office.weeks_at_risk[class_of(staff.tenure[s])] += 1;
  if (person.weeks_seen % weeks_of_quarter != 0) return;
  const auto mean = mean_of_lately(person, weeks_of_quarter, 0);
  office.quarters += 1;
  for (std::size_t k = 0; k < mean.size(); ++k) {
    office.quarter_means[k] += mean[k];
    office.quarter_squares[k] += mean[k] * mean[k];
  }
}

void BurnoutCourses::note_state(int week, const Market& market, Seat s) {
  auto& here = markets_[market.number];
  auto& person = here.people[s.index()];
  const auto& staff = market.staff;
  const bool is_above =
      counts_as_burned_out(*p_, {staff.exhaustion[s], staff.cynicism[s], staff.efficacy[s]});
  person.weeks_above = is_above ? person.weeks_above + 1 : 0;
  person.weeks_below = is_above ? 0 : person.weeks_below + 1;
  if (person.weeks_above == 1 && !person.is_burnt_out) {
    person.when_it_began = here.accounts.of(s);
    person.tenure_when_it_began = staff.tenure[s];
  }
  if (!person.is_burnt_out && person.weeks_above == weeks_of_episode) begin_episode(week, person);
  if (person.is_burnt_out && person.weeks_below == weeks_of_episode) {
    auto& episode = person.course.episodes.back();
    episode.end = week + 1 - weeks_of_episode;
    episode.ended = episode.recovered = true;
    person.is_burnt_out = false;
  }
}

/// It began a month ago: neither that nor the quarter before was ordinary.
void BurnoutCourses::begin_episode(int week, Person& person) {
  auto& course = person.course;
  const int begin = week + 1 - weeks_of_episode;
  person.is_burnt_out = true;
  const int left_out = std::min(remembered, std::exchange(person.weeks_well, 0));
  course.ordinary_weeks -= left_out;
  add(course.ordinary, mean_of_lately(person, left_out, 0), -left_out);
  course.episodes.push_back({.begin = begin});
  if (course.onset || course.episodes.size() > 1) return;
  course.onset =
      Onset{.week = begin, .tenure = person.tenure_when_it_began, .consists_of = person.when_it_began};
  if (person.weeks_seen >= remembered)
    course.onset->quarter_before = mean_of_lately(person, weeks_of_quarter, weeks_of_episode);
}

/// Over some weeks, of the last ones but a few.
Exposures BurnoutCourses::mean_of_lately(const Person& person, int weeks, int but_last) {
  Exposures sums{};
  for (int back = but_last + 1; back <= but_last + weeks; ++back)
    add(sums, person.lately[static_cast<std::size_t>((person.weeks_seen - back) % remembered)]);
  for (double& sum : sums) sum /= std::max(1, weeks);
  return sums;
}

void BurnoutCourses::close(MarketCourses& market, Person& person, int end, Departure why) {
  auto& course = person.course;
  course.end_week = end;
  course.left = why;
  if (person.is_burnt_out) {
    course.episodes.back().end = end;
    course.episodes.back().ended = why != Departure::stays;
  }
  if (course.weeks > 0) market.closed.push_back(std::move(course));
  person = {};
}

void BurnoutCourses::look_at_departures(int week, const Market& market, const Scratch& scratch) {
  auto& here = markets_[market.number];
  const auto& staff = market.staff;
  for (const Seat s : market.offices[business_].seats()) {
    auto& person = here.people[s.index()];
    const auto why = static_cast<Departure>(scratch.staff.departure[s]);
    if (person.is_known && why != Departure::stays) close(here, person, week + 1, why);
    if (staff.present[s] && !person.is_known) begin(here, market, s, week + 1);
  }
}

void BurnoutCourses::finish(int weeks) {
  for (auto& market : markets_) {
    for (auto& person : market.people)
      if (person.is_known) close(market, person, weeks, Departure::stays);
    std::ranges::move(market.closed, std::back_inserter(courses_));
    market.closed.clear();
  }
  const auto name = [](const BurnoutCourse& c) { return std::tuple(c.market, c.place, c.generation); };
  std::ranges::sort(courses_, {}, name);
}

OfficeBurnout BurnoutCourses::office() const {
  OfficeBurnout sums;
  for (const auto& market : markets_) {
    const auto& more = market.office;
    sums.person_weeks += more.person_weeks;
    sums.consists_of += more.consists_of;
    sums.well_weeks += more.well_weeks;
    sums.consists_of_when_well += more.consists_of_when_well;
    sums.quarters += more.quarters;
    add(sums.quarter_means, more.quarter_means);
    add(sums.quarter_squares, more.quarter_squares);
    for (std::size_t k = 0; k < tenure_classes; ++k) sums.weeks_at_risk[k] += more.weeks_at_risk[k];
  }
  return sums;
}

}  // namespace clientele::experiment
