// How fast customers leave for each reason at each age: occurrence/exposure rates, the maximum likelihood
// estimate of hazards that are constant within bands of age.
//
// Sources: Andersen, Borgan, Gill & Keiding (1993) "Statistical Models Based on Counting Processes" section
// VI.1 and Hoem (1976, Scandinavian Journal of Statistics 3:169) for the rate; Garwood (1936, Biometrika
// 28:437) for the exact interval of a Poisson count by quantiles of chi-squared, taken of the events and
// divided by the exposure as in Breslow & Day (1987) "Statistical Methods in Cancer Research II" chapter 2.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/competing_risks/cause_spell.hpp"

namespace clientele::analysis {

struct HazardRate {
  double events = 0;
  double rate = 0;  ///< events per customer and week
  double ci_low = 0;
  double ci_high = 0;
};

/// Ages above `from` up to and including `to`, with by_cause[c - 1] the rate of cause c.
struct HazardBand {
  double from;
  double to;
  double exposure = 0;  ///< weeks that customers were observed in the band, together
  std::vector<HazardRate> by_cause;
};

/// One band between each two neighbours of `edges`, which ascend from 0 or later; the last may be infinite.
/// What is observed before the first edge or after the last is left out. An event at an edge belongs to the
/// band below it, where its weeks are; at age 0, to the band that begins there. Intervals hold with at least
/// `confidence` if the hazard is constant within the band and customers are independent of one another. A
/// band in which nobody was observed has NaN for a rate, as a rate of nothing does not exist. Throws
/// std::invalid_argument for impossible spells (see check) and for edges that do not ascend.
std::vector<HazardBand> occurrence_exposure(std::span<const CauseSpell> spells, std::size_t causes,
                                            std::span<const double> edges, double confidence = 0.95);

}  // namespace clientele::analysis
