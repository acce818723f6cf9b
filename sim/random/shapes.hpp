// Beta and gamma distributions by their textbook parameters, on the scale on which the one is between 0 and 1
// and the other has the rate 1.
#pragma once

#include "sim/random/distributions.hpp"

namespace clientele::random {

struct Shape {
  bool is_beta = true;
  double a = 1;
  double b = 1;      ///< of beta
  double scale = 1;  ///< of gamma: what the unit is to be multiplied with
};

/// The shape of a beta or gamma distribution that has some spread.
Shape shape_of(const Distribution& d);

/// The same seen in a mirror: 1 - x instead of x.
inline Shape mirrored(const Shape& beta) { return {true, beta.b, beta.a, 1}; }

/// Where a variable of this shape, in its own unit, stays below with probability u; where it exceeds with it.
double lower_quantile(const Shape& shape, double u);
double upper_quantile(const Shape& shape, double u);

}  // namespace clientele::random
