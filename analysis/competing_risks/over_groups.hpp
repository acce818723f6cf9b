// Incidences and rates of groups pooled - the replications of a simulation -, with standard errors that do
// not take customers for independent: those of one group share its fate, groups are independent of each
// other.
//
// Sources: the estimates are those of cumulative_incidence and occurrence_exposure. Their variance is the
// infinitesimal jackknife over groups, the sum over groups of the squared derivative of the estimate by the
// weight of the group (Efron 1982 chapter 6; Wei, Lin & Weissfeld 1989, J. American Statistical Association
// 84:1065, for survival data in clusters) - sums over the group of what R's survival::survfit tells as
// influence -, times m/(m - 1) for m groups: of a mean over groups it then is the usual variance. Intervals
// have Student's quantile of m - 1.
#pragma once

#include <span>
#include <vector>

#include "analysis/competing_risks/cumulative_incidence.hpp"
#include "analysis/competing_risks/occurrence_exposure.hpp"

namespace clientele::analysis {

using CauseSpells = std::vector<CauseSpell>;

/// As cumulative_incidence of all spells, but for standard errors and intervals, those of survival included:
/// they hold where groups are independent, and are NaN where there are fewer than two. Valid for ten groups
/// or more; with fewer, rough. Who of a group entered when and left when does not matter, only how many.
std::vector<IncidencePoint> incidence_over_groups(std::span<const CauseSpells> groups, std::size_t causes,
                                                  double confidence = 0.95);

/// Standard errors of the rates that occurrence_exposure makes of all spells, [band][cause], under the same
/// conditions; NaN where the rate is, and where there are fewer than two groups.
std::vector<std::vector<double>> rate_errors_over_groups(std::span<const CauseSpells> groups,
                                                         std::size_t causes, std::span<const double> edges);

/// All spells of all groups.
CauseSpells pooled(std::span<const CauseSpells> groups);

}  // namespace clientele::analysis
