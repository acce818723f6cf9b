// What a member of staff gets done, shared by the stage in which work is done and the stage in which
// headcount is planned.
#pragma once

#include <algorithm>

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"
#include "sim/model/state/office.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::model {

/// Work done in an hour, as a share of what an experienced person of average skill does: a rookie's, rising
/// with experience to what skill allows [OS].
inline float effectiveness(const Constants& p, float experience, float skill) {
  return (p.rookie_effectiveness + (1 - p.rookie_effectiveness) * experience) * skill;
}

/// Skill with what courses in the work add to it.
inline float trained_skill(const Constants& p, const OfficeState& office, float skill) {
  return skill * (1 + p.training_effect * static_cast<float>(office.trained));
}

/// Share of hours a person is ill, on average: it rises with exhaustion.
inline float usual_absence(const BusinessTerms& terms, const Constants& p, float exhaustion) {
  const float burden = exp(p.absence_exhaustion * positive_part(exhaustion - p.exhaustion_rest));
  return std::min(0.9f, static_cast<float>(terms.absence) * burden);
}

/// Share of the paid hours in which somebody is there in an ordinary week: neither ill nor on leave.
inline float share_present(const BusinessTerms& terms, float absence) {
  return (1 - static_cast<float>(terms.leave)) * (1 - absence);
}

/// Share of those hours that a business has for its clients. The rest is its own: what it does for itself.
inline double share_for_clients(const BusinessTerms& terms) {
  return 1 - (terms.meetings + terms.administration + terms.prospecting + terms.learning);
}

/// Hours a week that one person has for clients when nobody is ill.
inline double client_hours(const BusinessTerms& terms) {
  return terms.hours_per_week * (1 - terms.leave) * share_for_clients(terms);
}

/// Time until a position is filled: it takes longer where more candidates are looked at.
inline double hiring_delay(const BusinessTerms& terms, const Levers& levers) {
  return terms.hiring_delay + terms.candidate_weeks * static_cast<double>(levers.further_candidates);
}

/// Hours for clients that one person works in an ordinary week, in those of an experienced person of average
/// skill.
inline double ordinary_hours(const BusinessTerms& terms, const Constants& p, float exhaustion,
                             float experience, float skill) {
  return terms.hours_per_week * share_present(terms, usual_absence(terms, p, exhaustion)) *
         share_for_clients(terms) * effectiveness(p, experience, skill);
}

}  // namespace clientele::model
