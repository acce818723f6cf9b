// Which of many parameters matter at all, from few runs: Morris's elementary effects. A trajectory changes
// one parameter at a time, each once; the effect of a parameter is the change of the output over the change
// of its coordinate.
//
// Sources: Morris (1991, Technometrics 33) for the design, mu and sigma; Campolongo, Cariboni & Saltelli
// (2007, Environmental Modelling & Software 22) for mu*. The four levels stand at the middles of the quarters
// of [0, 1) instead of at 0, 1/3, 2/3 and 1, so that no run sits on the very edge of a range; a step is half
// the range.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/matrix.hpp"

namespace clientele::analysis {

/// Points of `trajectories` one after the other, k + 1 rows each. Equal arguments give equal points, and a
/// longer design begins with the shorter one.
Matrix morris_design(std::size_t trajectories, std::size_t k, std::uint64_t seed);

/// Of one parameter, in units of the output over the whole range of the parameter.
struct ElementaryEffect {
  Estimate mu;       ///< mean effect, with sign; n effects used, `missing` dropped
  Estimate mu_star;  ///< mean absolute effect: how much the parameter matters
  double sigma = 0;  ///< spread of the effects over the space, net of noise: curvature and interaction
  double noise = 0;  ///< standard deviation of one effect due to chance; NaN with one replication
};

/// Effects from the points of a design and the outputs there (points x replications). An effect with a failed
/// run (NaN) at either end is dropped and counted. Noise is taken from the paired differences between
/// replications, so common random numbers are credited. mu_star is an average of absolute values and so at
/// least about 0.8 * noise even for a parameter without any effect. Throws std::invalid_argument if the rows
/// differ in number or two neighbours within a trajectory do not differ in exactly one coordinate.
std::vector<ElementaryEffect> elementary_effects(const Matrix& points, const Matrix& outputs);

}  // namespace clientele::analysis
