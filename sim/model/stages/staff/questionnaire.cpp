// Of the variance of observed scores, items that measure something else take a part that the consistency of a
// scale tells (Cronbach's alpha), and the day another that only a second survey tells (retest) [MJ86].
#include "sim/model/stages/staff/questionnaire.hpp"

#include <cmath>

namespace clientele::model {

namespace {

/// Standard deviation of both together.
float deviation(float error, float occasion) { return std::sqrt(error * error + occasion * occasion); }

Scores deviations(const Constants& p) {
  return {deviation(p.exhaustion_error, p.exhaustion_occasion),
          deviation(p.cynicism_error, p.cynicism_occasion), deviation(p.efficacy_error, p.efficacy_occasion)};
}

/// Chance that a score reaches a cut-off.
double chance_to_reach(float cut_off, float state, float spread) {
  if (spread <= 0) return state >= cut_off ? 1 : 0;
  return 0.5 * std::erfc(static_cast<double>(cut_off - state) / spread * M_SQRT1_2);
}

}  // namespace

Questioned question(const Constants& p, const Draws& draw, const Market& market, BusinessId business,
                    Seat seat, int week) {
  const auto u = draw.block<Questionnaire>(market.staff_member(business, seat), week);
  const auto& staff = market.staff;
  const Scores spread = deviations(p);
  const auto score = [&](float state, float deviation, Questionnaire scale) {
    return clamp01(state + deviation * normal_quantile(u[scale]));
  };
  return {u[Questionnaire::answers] < p.survey_staff,
          {score(staff.exhaustion[seat], spread.exhaustion, Questionnaire::exhaustion),
           score(staff.cynicism[seat], spread.cynicism, Questionnaire::cynicism),
           score(staff.efficacy[seat], spread.efficacy, Questionnaire::efficacy)}};
}

bool counts_as_burned_out(const Constants& p, const Scores& observed) {
  return observed.exhaustion >= p.burnout_exhaustion && observed.cynicism >= p.burnout_cynicism;
}

double chance_of_counting(const Constants& p, const Staff& staff, Seat seat) {
  const Scores spread = deviations(p);
  return chance_to_reach(p.burnout_exhaustion, staff.exhaustion[seat], spread.exhaustion) *
         chance_to_reach(p.burnout_cynicism, staff.cynicism[seat], spread.cynicism);
}

}  // namespace clientele::model
