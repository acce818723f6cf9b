#include "sim/model/stages/staff/absence.hpp"

#include <algorithm>
#include <cmath>

#include "sim/model/stages/serving/capacity.hpp"

namespace clientele::model {

namespace {

/// The office's absence is disturbed by noise with a correlation time [OS].
void disturb(const BusinessTerms& terms, const Context& context, const Draws& draw, Market& market,
             BusinessId business) {
  auto& office = market.offices[business];
  if (terms.absence_noise == 0) return;
  const double memory = std::exp(-1 / terms.absence_noise_weeks);
  const double shock = normal_quantile(draw.uniform(market.office(business), context.week, Noise::absence));
  office.absence_noise =
      memory * office.absence_noise + std::sqrt(1 - memory * memory) * terms.absence_noise * shock;
}

/// Weeks of leave lie as evenly as whole weeks can, from somewhere in the year of one's own.
float on_leave(const BusinessTerms& terms, float phase, int week) {
  const double before = terms.leave * week + static_cast<double>(phase);
  return static_cast<float>(std::floor(before + terms.leave) - std::floor(before));
}

/// A week with illness is followed by another with chance `sickness_lasts`; spells begin as often as makes
/// the usual share of hours of illness.
bool falls_or_stays_ill(const Constants& p, float usual, bool ill, float uniform) {
  const float prevalence = std::min(0.9f, usual / p.sickness_loss);
  const float begins = (1 - p.sickness_lasts) * prevalence / (1 - prevalence);
  return uniform < (ill ? p.sickness_lasts : begins);
}

/// The part of illness that does not come in spells is a share of everybody's week.
float ill_share(const Constants& p, float usual, bool ill) {
  return p.sickness_spells * (ill ? p.sickness_loss : 0.0f) + (1 - p.sickness_spells) * usual;
}

}  // namespace

void find_absence(const Context& context, const Draws& draw, Market& market, BusinessId business) {
  const auto& p = context.p;
  const auto& terms = context.terms(business);
  auto& staff = market.staff;
  disturb(terms, context, draw, market, business);
  const auto noise = static_cast<float>(market.offices[business].absence_noise);
  for (const Seat s : market.offices[business].seats()) {
    if (!staff.present[s]) continue;
    const float usual = usual_absence(terms, p, staff.exhaustion[s]);
    const float uniform = draw.uniform(market.staff_member(business, s), context.week, Wellbeing::illness);
    staff.ill[s] = falls_or_stays_ill(p, usual, staff.ill[s] != 0, uniform) ? 1 : 0;
    staff.absence[s] = std::min(0.9f, positive_part(ill_share(p, usual, staff.ill[s] != 0) + noise));
    staff.on_leave[s] = on_leave(terms, staff.leave_phase[s], context.week);
  }
}

}  // namespace clientele::model
