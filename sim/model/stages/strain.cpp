// Stage 7. What the week does to the people who serve. Everybody has levels of exhaustion and cynicism to
// return to, by disposition [SZ10]. Load that is felt, work intensity, incivility, dissonance and work below
// one's own norm [Se10] move them away from there [DZ04][HS11][Le13], the one person more than the other, and
// exhaustion not as cynicism. What they mean to somebody is a matter of appraisal [G04]. Most of it heals
// within weeks, some takes years [Oo14]; time off helps [dB09], long hours hinder; and life outside work has
// a say. Efficacy follows one's own success and clients' thanks [Ba97]. Support takes from exhaustion [Be23],
// and hardly from cynicism but by that [Ma16].
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// What one person meets with in a week, as it is felt.
struct Felt {
  float incivility, dissonance;  ///< in logs of what is usual in the trade
  float incidents;               ///< of both kinds, in multiples of what is usual
  float load;                    ///< beyond what is comfortable
  float away;                    ///< share of the week
};

/// Between trades an incident weighs the less the more of them are usual (Weber); within one each counts
/// alike.
float weight_of(double incidents, float usual) {
  const float each = usual > 0 ? log(1 + usual) / usual : 1.0f;
  return static_cast<float>(incidents) * each;
}

/// The average of how much more than usual one meets with, of either kind.
float multiples(const Constants& p, const StaffWeek& week, Seat s) {
  const auto of = [](double incidents, float usual) {
    return usual > 0 ? static_cast<float>(incidents) / usual : 1.0f;
  };
  return 0.5f * (of(week.incivility[s], p.usual_incivility) + of(week.dissonance[s], p.usual_dissonance));
}

/// What has been talked over with a supervisor weighs less [Ma16].
Felt felt_by(const Constants& p, float supervision, const Staff& staff, const StaffWeek& week, Seat s) {
  const float weight = staff.appraisal[s] * (1 - p.supervision_effect * supervision);
  const float own = week.available[s] * staff.capacity[s];
  const float load = own > 0 ? week.required[s] / own : 0.0f;
  return {weight * weight_of(week.incivility[s], p.usual_incivility),
          weight * weight_of(week.dissonance[s], p.usual_dissonance), weight * multiples(p, week, s),
          positive_part(load - p.comfortable_load), 1 - (1 - staff.on_leave[s]) * (1 - staff.absence[s])};
}

/// What clients said of the average contact of the week.
float per_contact(double sum, float contacts) { return static_cast<float>(sum / contacts); }

float room(const Constants& p, float level) { return 1 - p.strain_saturation * level; }

void update_fatigue(const Constants& p, Staff& staff, const StaffWeek& week, Seat s) {
  staff.fatigue[s] += (week.intensity[s] - staff.fatigue[s]) / p.fatigue_weeks;
  staff.long_fatigue[s] += (week.intensity[s] - staff.long_fatigue[s]) / p.long_fatigue_weeks;
}

/// Life outside work: as often good as bad, and with a memory (first-order autoregressive).
void live(const Constants& p, float uniform, Staff& staff, Seat s) {
  const float memory = exp(-1 / p.life_weeks);
  const float shock = p.life_spread * normal_quantile(uniform);
  staff.life[s] = memory * staff.life[s] + __builtin_sqrtf(1 - memory * memory) * shock;
}

/// Evenings, weekends and leave are for recovery; overtime takes from them.
float recovery_pace(const Constants& p, const StaffWeek& week, const Felt& felt, Seat s) {
  const float pace =
      1 + p.leave_recovery * felt.away - p.overtime_recovery * positive_part(week.intensity[s] - 1);
  return std::min(positive_part(pace) / p.exhaustion_weeks, 1.0f);
}

void update_exhaustion(const Constants& p, float strained, const Felt& felt, Staff& staff,
                       const StaffWeek& week, Seat s) {
  auto& exhaustion = staff.exhaustion[s];
  auto& chronic = staff.chronic[s];
  const float load = p.exhaustion_load * felt.load +
                     p.exhaustion_intensity * positive_part(week.intensity[s] - 1) +
                     p.exhaustion_incivility * felt.incivility + p.exhaustion_dissonance * felt.dissonance +
                     p.norm_strain * week.missing[s];
  const float strain = staff.exhaustion_reactivity[s] * strained * load * room(p, exhaustion);
  const float acute = exhaustion - staff.exhaustion_set_point[s] - chronic;
  const float healed = chronic / p.chronic_weeks;
  chronic += p.chronic_share * strain - healed;
  exhaustion =
      clamp01(exhaustion + strain + staff.life[s] - recovery_pace(p, week, felt, s) * acute - healed);
}

/// Colleagues' complaining is heard by those who are less cynical than the office: it spreads, and does not
/// heal.
void update_cynicism(const Constants& p, float office_cynicism, const Felt& felt, Staff& staff,
                     const StaffWeek& week, Seat s) {
  auto& cynicism = staff.cynicism[s];
  const float thanks =
      week.contacts[s] > 0 ? per_contact(week.appreciation[s], week.contacts[s]) : p.reciprocity_expected;
  const float load =
      p.cynicism_dissonance * felt.dissonance + p.cynicism_incivility * felt.incivility +
      p.cynicism_reciprocity * positive_part(p.reciprocity_expected - thanks) +
      p.cynicism_exhaustion * positive_part(staff.exhaustion[s] - staff.exhaustion_set_point[s]) +
      p.contagion * positive_part(office_cynicism - cynicism) + p.norm_strain * week.missing[s];
  const float strain = staff.cynicism_reactivity[s] * load * room(p, cynicism);
  const float healed = (cynicism - staff.cynicism_set_point[s]) / p.cynicism_weeks;
  cynicism = clamp01(cynicism + strain + p.life_cynicism * staff.life[s] - healed);
}

/// Success is one's own: what clients got, by one's own skill.
void update_efficacy(const Constants& p, const Felt& felt, Staff& staff, const StaffWeek& week, Seat s) {
  if (week.contacts[s] == 0) return;
  const float success = per_contact(week.outcome[s], week.contacts[s]) * staff.skill[s];
  const float thanks = per_contact(week.appreciation[s], week.contacts[s]);
  const float belief = staff.efficacy_set_point[s] + p.efficacy_success * (success - p.success_expected) +
                       p.efficacy_appreciation * (thanks - p.reciprocity_expected) -
                       p.efficacy_exhaustion * (staff.exhaustion[s] - p.exhaustion_rest) -
                       p.efficacy_incidents * (felt.incidents - 1);
  staff.efficacy[s] = clamp01(staff.efficacy[s] + (clamp01(belief) - staff.efficacy[s]) / p.efficacy_weeks);
}

float mean_cynicism(const Office& office, const Staff& staff) {
  float sum = 0;
  for (const Seat s : office.seats())
    if (staff.present[s]) sum += staff.cynicism[s];
  return office.headcount > 0 ? sum / static_cast<float>(office.headcount) : 0.0f;
}

}  // namespace

void strain(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  const auto& p = context.p;
  auto& staff = market.staff;
  for (const BusinessId b : market.offices.ids()) {
    auto& office = market.offices[b];
    office.support += (office.levers.staff_support - office.support) / p.support_weeks;
    office.supervision += (office.levers.supervision - office.supervision) / p.support_weeks;
    const auto strained = static_cast<float>(1 - p.support_effect * office.support);
    const auto supervision = static_cast<float>(office.supervision);
    const float complaining = mean_cynicism(office, staff);
    for (const Seat s : office.seats()) {
      if (!staff.present[s]) continue;
      const Felt felt = felt_by(p, supervision, staff, scratch.staff, s);
      live(p, draw.uniform(market.staff_member(b, s), context.week, Wellbeing::life), staff, s);
      update_fatigue(p, staff, scratch.staff, s);
      update_exhaustion(p, strained, felt, staff, scratch.staff, s);
      update_cynicism(p, complaining, felt, staff, scratch.staff, s);
      update_efficacy(p, felt, staff, scratch.staff, s);
    }
  }
}

}  // namespace clientele::model
