// What a member of staff gets done, shared by the stage in which work is done and the stage in which
// headcount is planned.
#pragma once

#include <algorithm>

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::model {

/// Work done in an hour, as a share of what an experienced person does: a rookie's, rising with experience
/// [OS].
inline float effectiveness(const Constants& p, float experience) {
  return p.rookie_effectiveness + (1 - p.rookie_effectiveness) * experience;
}

/// Share of hours a person is absent in an ordinary week: it rises with exhaustion.
inline float usual_absence(const BusinessTerms& terms, const Constants& p, float exhaustion) {
  const float burden = exp(p.absence_exhaustion * positive_part(exhaustion - p.exhaustion_rest));
  return std::min(0.9f, static_cast<float>(terms.absence) * burden);
}

}  // namespace clientele::model
