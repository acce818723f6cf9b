// Stage 7. What the week does to the people who serve. Fatigue follows work intensity within weeks [OS];
// exhaustion rises with intensity, incivility and dissonance [DZ04][HS11] and heals over a year; cynicism
// follows dissonance, lack of reciprocity and the complaining of colleagues; to have to work below one's own
// norm adds to both [Se10]; efficacy follows good outcomes and appreciation. Support damps [LZ13].
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// Strain of a count of incidents: every further one weighs a little less.
float weight_of(double incidents) { return log(static_cast<float>(1 + incidents)); }

/// What clients said of the average contact of the week.
float per_contact(double sum, float contacts) { return static_cast<float>(sum / contacts); }

void update_fatigue(const Constants& p, Staff& staff, const StaffWeek& week, Seat s) {
  staff.fatigue[s] += (week.intensity[s] - staff.fatigue[s]) / p.fatigue_weeks;
  staff.long_fatigue[s] += (week.intensity[s] - staff.long_fatigue[s]) / p.long_fatigue_weeks;
}

void update_exhaustion(const Constants& p, float exposure, Staff& staff, const StaffWeek& week, Seat s) {
  auto& exhaustion = staff.exhaustion[s];
  const float load = p.exhaustion_intensity * positive_part(week.intensity[s] - 1) +
                     p.exhaustion_incivility * weight_of(week.incivility[s]) +
                     p.exhaustion_dissonance * weight_of(week.dissonance[s]) +
                     p.norm_strain * week.missing[s];
  const float recovery = (exhaustion - p.exhaustion_rest) / p.exhaustion_weeks;
  exhaustion = clamp01(exhaustion + exposure * load * (1 - exhaustion) - recovery);
}

/// Colleagues' complaining is heard by those who are less cynical than the office: it spreads, and does not
/// heal.
void update_cynicism(const Constants& p, float exposure, float office_cynicism, Staff& staff,
                     const StaffWeek& week, Seat s) {
  auto& cynicism = staff.cynicism[s];
  const float thanks =
      week.contacts[s] > 0 ? per_contact(week.appreciation[s], week.contacts[s]) : p.reciprocity_expected;
  const float load = p.cynicism_dissonance * weight_of(week.dissonance[s]) +
                     p.cynicism_incivility * weight_of(week.incivility[s]) +
                     p.cynicism_reciprocity * positive_part(p.reciprocity_expected - thanks) +
                     p.cynicism_exhaustion * positive_part(staff.exhaustion[s] - p.exhaustion_rest) +
                     p.contagion * positive_part(office_cynicism - cynicism) +
                     p.norm_strain * week.missing[s];
  const float recovery = (cynicism - p.cynicism_rest) / p.cynicism_weeks;
  cynicism = clamp01(cynicism + exposure * load * (1 - cynicism) - recovery);
}

void update_efficacy(const Constants& p, Staff& staff, const StaffWeek& week, Seat s) {
  if (week.contacts[s] == 0) return;
  const float outcome = clamp01(per_contact(week.outcome[s], week.contacts[s]));
  const float thanks = clamp01(per_contact(week.appreciation[s], week.contacts[s]));
  const float belief = p.efficacy_outcome * outcome + p.efficacy_appreciation * thanks +
                       (1 - p.efficacy_outcome - p.efficacy_appreciation) * (1 - staff.exhaustion[s]);
  staff.efficacy[s] = clamp01(staff.efficacy[s] + (belief - staff.efficacy[s]) / p.efficacy_weeks);
}

float mean_cynicism(const Office& office, const Staff& staff) {
  float sum = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) sum += staff.cynicism[s];
  return office.headcount > 0 ? sum / static_cast<float>(office.headcount) : 0.0f;
}

}  // namespace

void strain(const Context& context, const Draws&, Market& market, Scratch& scratch) {
  const auto& p = context.p;
  auto& staff = market.staff;
  for (const auto& office : market.offices) {
    const float complaining = mean_cynicism(office, staff);
    const float support = 1 - p.support_effect * office.levers.staff_support;
    for (const Seat s : office.seats()) {
      if (!staff.present[s]) continue;
      const float exposure = staff.vulnerability[s] * support;
      update_fatigue(p, staff, scratch.staff, s);
      update_exhaustion(p, exposure, staff, scratch.staff, s);
      update_cynicism(p, exposure, complaining, staff, scratch.staff, s);
      update_efficacy(p, staff, scratch.staff, s);
    }
  }
}

}  // namespace clientele::model
