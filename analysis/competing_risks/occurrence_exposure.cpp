#include "analysis/competing_risks/occurrence_exposure.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "analysis/distributions.hpp"

namespace clientele::analysis {
namespace {

void check_edges(std::span<const double> edges) {
  if (edges.size() < 2 || !(edges.front() >= 0))
    throw std::invalid_argument("bands of age need two edges or more, from 0 or later");
  for (std::size_t i = 1; i < edges.size(); ++i)
    if (!(edges[i - 1] < edges[i])) throw std::invalid_argument("edges of bands of age must ascend");
}

void add(HazardBand& band, const CauseSpell& spell) {
  const double weeks = std::min(spell.left, band.to) - std::max(spell.entered, band.from);
  band.exposure += spell.count * std::max(0.0, weeks);
  const bool after_from = spell.left > band.from || spell.left == 0;
  if (spell.cause > 0 && after_from && spell.left <= band.to)
    band.by_cause[spell.cause - 1].events += spell.count;
}

// A Poisson count of d has at most half of what `confidence` leaves in either tail between these means.
void set_rate(HazardRate& hazard, double exposure, double confidence) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const double d = hazard.events, tail = (1 - confidence) / 2;
  if (exposure <= 0) {
    hazard.rate = hazard.ci_low = hazard.ci_high = nan;
    return;
  }
  hazard.rate = d / exposure;
  hazard.ci_low = d > 0 ? chi_squared_quantile(tail, 2 * d) / 2 / exposure : 0;
  hazard.ci_high = chi_squared_quantile(1 - tail, 2 * d + 2) / 2 / exposure;
}

}  // namespace

std::vector<HazardBand> occurrence_exposure(std::span<const CauseSpell> spells, std::size_t causes,
                                            std::span<const double> edges, double confidence) {
  check(spells, causes);
  check_edges(edges);
  std::vector<HazardBand> bands;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    HazardBand band{edges[i - 1], edges[i], 0, std::vector<HazardRate>(causes)};
    for (const auto& spell : spells) add(band, spell);
    for (auto& hazard : band.by_cause) set_rate(hazard, band.exposure, confidence);
    bands.push_back(std::move(band));
  }
  return bands;
}

}  // namespace clientele::analysis
