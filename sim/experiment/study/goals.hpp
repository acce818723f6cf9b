// What is asked of an experiment: how precisely it must know a measure, and what a policy must achieve.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/decision.hpp"
#include "analysis/sequential.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// The 95 % interval of a measure - of every policy's mean, or of every paired difference to the baseline -
/// shall be as narrow as this.
struct PrecisionGoal {
  std::size_t measure;  ///< position among the measures
  bool of_difference;
  Precision precision;
};

/// Understands "METRIC=0.005" (absolute), "METRIC=2%" (of the mean), each with "difference:" before it or "±"
/// before the number. Throws BadInput.
PrecisionGoal read_precision(const std::string& text, const std::vector<StoredMeasure>& measures);

/// A policy is acceptable if the mean of the measure is below or above a limit.
struct MeasureRequirement {
  std::string text;  ///< as typed
  std::size_t measure;
  Requirement requirement;
};

/// Understands "METRIC<0.2", "METRIC>0", "METRIC<20%". Throws BadInput.
MeasureRequirement read_requirement(const std::string& text, const std::vector<StoredMeasure>& measures);

/// Position of the measure of that name. Throws BadInput, with what may have been meant.
std::size_t measure_named(const std::string& name, const std::vector<StoredMeasure>& measures);

/// Whether the replications so far reach all goals of the plan. Depends on nothing but their results.
bool is_precise_enough(const Store& store);

/// Why no number of replications will reach a goal of the plan: one of its measures has no value in any of
/// those so far, of which there are at least ten or all that are allowed. Empty if each may be reached.
std::string reason_out_of_reach(const Store& store);

/// How many replications to have before looking again: a tenth more, at least ten, at most the plan allows.
int next_look(const Plan& plan);

/// What a pilot - the replications so far - says of the number needed for all goals; without common random
/// numbers the differences would need `independent`.
struct Effort {
  Forecast paired;
  Forecast independent;
};

/// None if some measure has fewer than two values to tell from.
std::optional<Effort> forecast_effort(const Store& store);

}  // namespace clientele::experiment
