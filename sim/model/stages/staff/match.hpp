// How well a person and a job suit each other is learned on the job: an experience good [Jo79]. Those whom it
// suits less find out and go, so that quits rise at first and fall for good [Fa94].
#pragma once

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::model {

/// Hazard of quitting, in that of an average match, after so many weeks in the job.
inline float misfit(const Constants& p, float match, float tenure) {
  const float known = 1 - exp(-tenure / p.match_weeks);
  return exp(-p.match_strength * match * known);
}

}  // namespace clientele::model
