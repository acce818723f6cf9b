// People differ for good, in several ways: a stable disposition sets the levels that they return to [SZ10],
// strain moves the one more than the other, the same incident means more to some [G04], and some do more in
// an hour [SH83]. Nobody arrives rested: the last job has left something.
#include "sim/model/stages/staff/recruits.hpp"

#include <cmath>

#include "sim/model/stages/staff/match.hpp"

namespace clientele::model {

namespace {

/// A log-normal factor of mean 1.
float factor(float spread, float score) { return exp(spread * score - 0.5f * spread * spread); }

/// A score that has this correlation with another one.
float related(float correlation, float other, float own) {
  return correlation * other + std::sqrt(1 - correlation * correlation) * own;
}

float exponential(float mean, float uniform) { return mean * -log(uniform); }

/// Of what a long time in one job leaves, the part that heals slowly.
float chronic_part(const Constants& p) {
  const float slow = p.chronic_share * p.chronic_weeks, fast = (1 - p.chronic_share) * p.exhaustion_weeks;
  return slow / (slow + fast);
}

/// Whoever takes things hard is nearer to exhaustion and to cynicism, and further from believing in their own
/// work, than others in the same place.
void draw_set_points(const Constants& p, const Draws& draw, Person who, Staff& staff, Seat seat) {
  const auto u = draw.block<Disposition>(who, 0);
  const float negative = normal_quantile(u[Disposition::affectivity]);
  const auto score = [&](Disposition own) {
    return related(p.affectivity, negative, normal_quantile(u[own]));
  };
  staff.exhaustion_set_point[seat] =
      clamp01(p.exhaustion_rest + p.exhaustion_disposition * score(Disposition::exhaustion));
  staff.cynicism_set_point[seat] =
      clamp01(p.cynicism_rest + p.cynicism_disposition * score(Disposition::cynicism));
  staff.efficacy_set_point[seat] =
      clamp01(p.efficacy_rest - p.efficacy_disposition * score(Disposition::efficacy));
}

/// Whoever makes the best impression is taken. It tells of skill as far as structured interviews do [Sa22];
/// of all else that makes a person it tells nothing.
float draw_skill(const Constants& p, const Levers& levers, const Draws& draw, Person who) {
  float best_impression = 0, score = 0;
  const auto further = static_cast<std::uint32_t>(levers.further_candidates);
  for (std::uint32_t k = 0; k <= further; ++k) {
    const auto u = draw.block<Gifts>(who, 0, k);
    const float gift = normal_quantile(u[Gifts::skill]);
    const float impression = related(p.selection_validity, gift, normal_quantile(u[Gifts::impression]));
    if (k > 0 && impression <= best_impression) continue;
    best_impression = impression;
    score = gift;
  }
  return factor(p.skill_spread, score);
}

void draw_makeup(const Constants& p, const Draws& draw, Person who, float reactivity, Staff& staff,
                 Seat seat) {
  const auto u = draw.block<Makeup>(who, 0);
  const float other = normal_quantile(u[Makeup::cynicism_reactivity]);
  staff.exhaustion_reactivity[seat] = factor(p.staff_spread, reactivity);
  staff.cynicism_reactivity[seat] =
      factor(p.staff_spread, related(p.reactivity_correlation, reactivity, other));
  staff.appraisal[seat] = factor(p.appraisal_spread, normal_quantile(u[Makeup::appraisal]));
  staff.capacity[seat] = factor(p.capacity_spread, normal_quantile(u[Makeup::capacity]));
  staff.shift[seat] = factor(p.shift_spread, normal_quantile(u[Makeup::shift]));
}

/// Of those who were hired so long ago the ones whom the job suits are still there: candidates are drawn
/// until one would be.
float draw_match(const BusinessTerms& terms, const Constants& p, const Draws& draw, Person who,
                 float tenure) {
  constexpr std::uint32_t most_candidates = 20;
  for (std::uint32_t k = 0;; ++k) {
    const auto u = draw.block<Belonging>(who, 0, k);
    const float match = normal_quantile(u[Belonging::match]);
    const float risk = tenure / static_cast<float>(terms.staff_tenure) * misfit(p, match, tenure);
    if (u[Belonging::still_there] < exp(-risk) || k + 1 == most_candidates) return match;
  }
}

}  // namespace

void draw_staff(const Scenario& scenario, const Draws& draw, double experience, Market& market,
                BusinessId business, Seat seat) {
  const auto& terms = terms_of(scenario, business);
  const auto& p = scenario.model;
  auto& staff = market.staff;
  const auto who = market.staff_member(business, seat);
  const auto u = draw.block<Recruit>(who, 0);
  const auto more = draw.block<RecruitToo>(who, 0);
  begin_row<StaffState<SeatColumn>>(staff, seat);
  draw_set_points(p, draw, who, staff, seat);
  draw_makeup(p, draw, who, normal_quantile(u[Recruit::exhaustion_reactivity]), staff, seat);
  staff.skill[seat] = draw_skill(p, market.offices[business].levers, draw, who);
  const auto mean = static_cast<float>(experience);
  staff.experience[seat] = clamp01(mean + (1 - mean) * mean * (2 * u[Recruit::experience] - 1));
  const float left = exponential(p.history_exhaustion, u[Recruit::exhaustion]);
  staff.chronic[seat] = left * chronic_part(p);
  staff.exhaustion[seat] = clamp01(staff.exhaustion_set_point[seat] + left);
  staff.cynicism[seat] =
      clamp01(staff.cynicism_set_point[seat] + exponential(p.history_cynicism, u[Recruit::cynicism]));
  staff.efficacy[seat] = staff.efficacy_set_point[seat];
  staff.life[seat] = p.life_spread * normal_quantile(more[RecruitToo::life]);
  staff.leave_phase[seat] = more[RecruitToo::leave];
  staff.tenure[seat] =
      mean > 0 ? exponential(static_cast<float>(terms.staff_tenure) * 0.5f, more[RecruitToo::tenure]) : 0.0f;
  staff.match[seat] = draw_match(terms, p, draw, who, staff.tenure[seat]);
}

}  // namespace clientele::model
