#include "sim/experiment/study/burnout_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/survival.hpp"
#include "sim/experiment/study/ratio.hpp"

namespace clientele::experiment {

namespace {

constexpr std::size_t fewest_people = 9;  // three in a third
constexpr double weeks_of_a_year = 52;

using Seen = std::span<const PeopleSeen>;

/// Calls body(replication, course) for everybody.
template <class Body>
void for_everybody(Seen seen, const Body& body) {
  for (std::size_t r = 0; r < seen.size(); ++r)
    for (const auto& course : seen[r].courses) body(r, course);
}

/// Nobody burns out by coming, but some come as their last job has left them.
bool arrived_burnt_out(const BurnoutCourse& course) {
  return course.onset && course.onset->week <= course.first_week;
}

/// The same for those whose first time was seen to begin within the horizon.
template <class Body>
void for_each_onset(Seen seen, const Body& body) {
  for_everybody(seen, [&](std::size_t r, const BurnoutCourse& course) {
    if (course.onset && course.onset->week >= 0 && !arrived_burnt_out(course)) body(r, course);
  });
}

void count_people(Seen seen, BurnoutStudy& study) {
  Ratio employed(seen.size()), ever(seen.size()), burnt_out(seen.size()), counted(seen.size());
  for (std::size_t r = 0; r < seen.size(); ++r) employed.add(r, 0, 1);
  for_everybody(seen, [&](std::size_t r, const BurnoutCourse& course) {
    const int weeks = course.weeks_burnt_out();
    study.people += 1;
    study.ever += weeks > 0;
    study.arrived_burnt_out += course.first_week > 0 && arrived_burnt_out(course);
    employed.add(r, 1, 0);
    ever.add(r, weeks > 0, 1);
    burnt_out.add(r, weeks, course.weeks);
    counted.add(r, course.counted, course.weeks);
  });
  study.people_employed = employed.estimated();
  study.share_ever = ever.estimated();
  study.share_burnt_out = burnt_out.estimated();
  study.share_counted = counted.estimated();
}

/// By what `value_of` gives for each person; nothing where that does not tell people apart.
template <class Value>
std::optional<Thirds> thirds_by(Seen seen, std::string_view name, bool is_trait, const Value& value_of) {
  std::vector<double> values;
  for_everybody(seen, [&](std::size_t, const BurnoutCourse& course) { values.push_back(value_of(course)); });
  const double low_end = quantile(values, 1.0 / 3), high_begin = quantile(values, 2.0 / 3);
  if (!(low_end < high_begin)) return std::nullopt;
  Ratio low(seen.size()), high(seen.size());
  for_everybody(seen, [&](std::size_t r, const BurnoutCourse& course) {
    const double value = value_of(course);
    if (value <= low_end) low.add(r, course.weeks_burnt_out(), course.weeks);
    if (value >= high_begin) high.add(r, course.weeks_burnt_out(), course.weeks);
  });
  return Thirds{name, is_trait, low.estimated(), high.estimated(), high.more_than(low)};
}

std::vector<Thirds> all_thirds(Seen seen, std::size_t people) {
  std::vector<Thirds> list;
  if (people < fewest_people) return list;
  for (std::size_t k = 0; k < trait_names.size(); ++k)
    if (auto found =
            thirds_by(seen, trait_names[k], true, [&](const BurnoutCourse& c) { return c.traits[k]; }))
      list.push_back(*found);
  for (std::size_t k = 0; k < exposure_names.size(); ++k)
    if (auto found = thirds_by(seen, exposure_names[k], false,
                               [&](const BurnoutCourse& c) { return c.met_with[k] / c.weeks; }))
      list.push_back(*found);
  std::ranges::stable_sort(list, std::greater(), [](const Thirds& t) { return std::abs(t.difference.mean); });
  return list;
}

std::vector<TenureClass> by_tenure(Seen seen) {
  std::vector<TenureClass> list;
  for (std::size_t k = 0; k < tenure_classes; ++k) {
    const double begin = k == 0 ? 0 : tenure_ends[k - 1];
    const double end = k < tenure_ends.size() ? tenure_ends[k] : std::numeric_limits<double>::infinity();
    Ratio rate(seen.size());
    TenureClass found{begin, end, 0, 0, {}};
    for (std::size_t r = 0; r < seen.size(); ++r) {
      const double years = seen[r].office.weeks_at_risk[k] / weeks_of_a_year;
      found.person_years += years;
      rate.add(r, 0, years / 100);
    }
    for_each_onset(seen, [&](std::size_t r, const BurnoutCourse& course) {
      if (course.onset->tenure < begin || course.onset->tenure >= end) return;
      found.onsets += 1;
      rate.add(r, 1, 0);
    });
    found.per_hundred_person_years = rate.estimated();
    list.push_back(found);
  }
  return list;
}

std::optional<double> median_tenure_at_onset(Seen seen) {
  std::vector<double> tenures;
  for_each_onset(seen, [&](std::size_t, const BurnoutCourse& c) { tenures.push_back(c.onset->tenure); });
  if (tenures.empty()) return std::nullopt;
  return quantile(tenures, 0.5);
}

/// Of those that begin within the horizon: those who leave, and those last seen in one, are censored.
EpisodeLengths lengths_of_episodes(Seen seen) {
  EpisodeLengths lengths{0, 0, 0, {}, NAN, NAN};
  std::vector<Spell> spells;
  for_everybody(seen, [&](std::size_t, const BurnoutCourse& course) {
    for (const auto& episode : course.episodes) {
      if (episode.begin < 0 || episode.end <= episode.begin) continue;
      lengths.begun += 1;
      lengths.recovered += episode.recovered;
      lengths.left += episode.ended && !episode.recovered;
      spells.push_back(
          {.left = static_cast<double>(episode.end - episode.begin), .event = episode.recovered});
    }
  });
  if (spells.empty()) return lengths;
  const auto curve = kaplan_meier(spells);
  lengths.median_weeks = median_survival(curve).weeks;
  lengths.share_beyond_quarter = survival_at(curve, weeks_of_quarter);
  lengths.share_beyond_year = survival_at(curve, weeks_of_a_year);
  return lengths;
}

bool has_quarter(const BurnoutCourse& course) {
  return course.onset->quarter_before && course.ordinary_weeks > 0;
}

/// Standard deviation of people's quarters.
double deviation_of_quarters(Seen seen, std::size_t k) {
  double n = 0, sum = 0, squares = 0;
  for (const auto& [courses, office] : seen) {
    n += office.quarters;
    sum += office.quarter_means[k];
    squares += office.quarter_squares[k];
  }
  return n > 1 ? std::sqrt(std::max(0.0, squares / n - sum / n * sum / n)) : 0;
}

std::vector<QuarterBefore> quarters_before(Seen seen) {
  std::vector<QuarterBefore> list;
  for (std::size_t k = 0; k < exposure_names.size(); ++k) {
    const double deviation = deviation_of_quarters(seen, k);
    if (!(deviation > 1e-9)) continue;  // nobody meets with it, or all alike
    Ratio before(seen.size()), ordinary(seen.size()), rise(seen.size());
    for_each_onset(seen, [&](std::size_t r, const BurnoutCourse& course) {
      if (!has_quarter(course)) return;
      const double then = (*course.onset->quarter_before)[k],
                   usual = course.ordinary[k] / course.ordinary_weeks;
      before.add(r, then, 1);
      ordinary.add(r, usual, 1);
      rise.add(r, (then - usual) / deviation, 1);
    });
    if (std::isnan(before.value())) continue;
    list.push_back({exposure_names[k], before.value(), ordinary.value(), rise.estimated()});
  }
  std::ranges::stable_sort(list, std::greater(),
                           [](const QuarterBefore& q) { return std::abs(q.rise.mean); });
  return list;
}

/// Over person-weeks, of a sum of them.
Ratio mean_part(Seen seen, double OfficeBurnout::*weeks, Strains OfficeBurnout::*sums, Parts Strains::*scale,
                std::size_t k) {
  Ratio mean(seen.size());
  for (std::size_t r = 0; r < seen.size(); ++r)
    mean.add(r, (seen[r].office.*sums.*scale).at(k), seen[r].office.*weeks);
  return mean;
}

/// What one scale consists of.
Level level_of(Seen seen, Parts Strains::*scale) {
  using Office = OfficeBurnout;
  Level level{{}, 0, 0, 0};
  for (std::size_t k = 0; k < causes; ++k) {
    Ratio then(seen.size());
    for_each_onset(seen, [&](std::size_t r, const BurnoutCourse& course) {
      then.add(r, (course.onset->consists_of.*scale).at(k), 1);
    });
    const auto always = mean_part(seen, &Office::person_weeks, &Office::consists_of, scale, k);
    const auto well = mean_part(seen, &Office::well_weeks, &Office::consists_of_when_well, scale, k);
    level.causes.push_back(
        {cause_infos[k], then.value(), well.value(), always.value(), then.more_than(well)});
    level.at_onset += then.value();
    level.when_well += well.value();
    level.of_everybody += always.value();
  }
  if (!std::isnan(level.at_onset) && !std::isnan(level.when_well))
    std::ranges::stable_sort(level.causes, std::greater(), [](const CauseOfLevel& c) { return c.more.mean; });
  return level;
}

}  // namespace

BurnoutStudy study_burnout(std::span<const PeopleSeen> seen) {
  BurnoutStudy study;
  count_people(seen, study);
  for_each_onset(seen, [&](std::size_t, const BurnoutCourse& course) {
    study.onsets += 1;
    study.quarters += has_quarter(course);
  });
  study.thirds = all_thirds(seen, study.people);
  study.tenure = by_tenure(seen);
  study.median_tenure = median_tenure_at_onset(seen);
  study.episodes = lengths_of_episodes(seen);
  study.before = quarters_before(seen);
  study.exhaustion = level_of(seen, &Strains::exhaustion);
  study.cynicism = level_of(seen, &Strains::cynicism);
  return study;
}

BurnoutDifference more_burnout(std::span<const PeopleSeen> first, std::span<const PeopleSeen> second) {
  const auto ever = [](Seen seen) {
    Ratio share(seen.size());
    for_everybody(seen, [&](std::size_t r, const BurnoutCourse& course) {
      share.add(r, course.weeks_burnt_out() > 0, 1);
    });
    return share;
  };
  const auto exhaustion = [](Seen seen) {
    Ratio level(seen.size());
    for (std::size_t r = 0; r < seen.size(); ++r)
      level.add(r, seen[r].office.consists_of.exhaustion.sum(), seen[r].office.person_weeks);
    return level;
  };
  return {ever(first).more_than(ever(second)), exhaustion(first).more_than(exhaustion(second))};
}

}  // namespace clientele::experiment
