// What share has left for each reason by a given age: the Aalen-Johansen estimate of cumulative incidence
// under competing risks. One minus a Kaplan-Meier curve in which the other causes are censored would be
// larger: it tells who would leave if nothing else could happen to them.
//
// Sources: Aalen & Johansen (1978, Scandinavian Journal of Statistics 5:141) and Kalbfleisch & Prentice
// (2002) section 8.2 for the estimate; Geskus (2011, Biometrics 67:39) for late entry. The variance is the
// infinitesimal jackknife (Jaeckel 1972; Efron 1982 "The Jackknife, the Bootstrap and Other Resampling Plans"
// chapter 6), the one that R's survival::survfit gives for several causes: the sum over customers of the
// squared derivative of the estimate by the customer's weight. If nobody enters late it equals the delta
// method's (Marubini & Valsecchi 1995 "Analysing Survival Data from Clinical Trials and Observational
// Studies" chapter 10), and for a single cause Greenwood's; with late entry, only as customers grow many.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/competing_risks/cause_spell.hpp"
#include "analysis/survival.hpp"

namespace clientele::analysis {

struct CauseIncidence {
  double events = 0;     ///< at this time
  double incidence = 0;  ///< share that has left for this cause, up to and including this time
  double standard_error = 0;
  double ci_low = 0;
  double ci_high = 0;
};

/// Everything just after `overall.time`: who was at risk and the survival of all causes, as kaplan_meier
/// gives them, and each cause, by_cause[c - 1] being that of cause c. The incidences and survival sum to 1.
struct IncidencePoint {
  SurvivalPoint overall;
  std::vector<CauseIncidence> by_cause;
};

/// One point per distinct age at which someone left, ascending, with `causes` causes each. Valid, and throws,
/// where kaplan_meier is and does; causes may depend on each other. Throws std::invalid_argument also for a
/// cause above `causes`. Intervals are pointwise, on the log(-log) scale of the incidence or plain: R's
/// conf.type "log-log" and "plain"; its default for several causes is another, "log". For a single cause they
/// mirror those of kaplan_meier only if both are plain and nobody enters late. An incidence of 0 has the
/// interval [0, 0], as survival of 1 has [1, 1]; one of 1, [the last lower bound, 1]. Once survival is 0
/// nothing changes any more, also if others enter later. The standard errors take time in proportion to
/// distinct spells times distinct ages.
std::vector<IncidencePoint> cumulative_incidence(std::span<const CauseSpell> spells, std::size_t causes,
                                                 double confidence = 0.95,
                                                 SurvivalInterval interval = SurvivalInterval::log_log);

/// The same without standard errors and intervals of incidences, which take most of the time.
std::vector<IncidencePoint> incidence_alone(std::span<const CauseSpell> spells, std::size_t causes,
                                            double confidence = 0.95,
                                            SurvivalInterval interval = SurvivalInterval::log_log);

}  // namespace clientele::analysis
