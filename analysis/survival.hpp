// How long relationships last: the Kaplan-Meier estimate of the share still there after t weeks, from
// customers who left (events) and customers last seen still there (censored).
//
// Sources: Kalbfleisch & Prentice (2002) "The Statistical Analysis of Failure Time Data" sections 1.4
// and 1.6: product limit estimate (Kaplan & Meier 1958), Greenwood's (1926) variance, intervals on the
// log(-log) scale; left-truncated entry as in Tsai, Jewell & Wang (1987); restricted mean and its variance as
// in Klein & Moeschberger (2003) section 4.5; interval of the median by Brookmeyer & Crowley (1982).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/estimate.hpp"

namespace clientele::analysis {

/// `count` customers with the same history, observed from age `entered` (0 unless they were first seen later:
/// left truncation) to age `left`, at which they ended (event) or were last seen (censored). Ages in weeks.
struct Spell {
  double left = 0;
  bool event = false;
  double entered = 0;
  double count = 1;
};

/// Throws std::invalid_argument for a history that nobody can have: left no later than entered, except at age
/// 0, or a negative count.
void check(const Spell& spell);

/// The curve just after `time`. At a time with both, events come before censoring.
struct SurvivalPoint {
  double time;
  double at_risk;  ///< just before
  double events;
  double censored;
  double survival;
  double standard_error;  ///< Greenwood
  double ci_low;
  double ci_high;
};

enum class SurvivalInterval { log_log, plain };

/// One point per distinct age at which someone left, ascending. Customers must be independent of one another
/// given the curve and censoring uninformative; customers of one firm share its fate, so over replications of
/// a simulation the Greenwood interval says only what these customers tell, not how firms differ. Once
/// survival is 0 the interval is [0, the last upper bound]. Throws std::invalid_argument for a spell with
/// left < entered or a negative count.
std::vector<SurvivalPoint> kaplan_meier(std::span<const Spell> spells, double confidence = 0.95,
                                        SurvivalInterval interval = SurvivalInterval::log_log);

/// Share still there after `time` weeks (the curve is a step function, 1 before the first point).
double survival_at(std::span<const SurvivalPoint> curve, double time);

struct RestrictedMean {
  double mean = 0;  ///< weeks out of the first `horizon`
  double standard_error = 0;
};

/// Mean number of weeks a customer stays of the first `horizon`: the area under the curve.
RestrictedMean restricted_mean(std::span<const SurvivalPoint> curve, double horizon);

/// The first age at which no more than half are left, with the ages at which the interval's lower and upper
/// bounds reach one half; each is absent if not reached within the data.
struct MedianSurvival {
  std::optional<double> weeks;
  std::optional<double> ci_low;
  std::optional<double> ci_high;
};

MedianSurvival median_survival(std::span<const SurvivalPoint> curve);

}  // namespace clientele::analysis
