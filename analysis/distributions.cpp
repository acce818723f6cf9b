#include "analysis/distributions.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace clientele::analysis {

using boost::math::chi_squared;
using boost::math::normal;
using boost::math::students_t;

double student_quantile(double p, double degrees_of_freedom) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (degrees_of_freedom <= 0) return p == 0.5 ? 0 : std::copysign(infinity, p - 0.5);
  return boost::math::quantile(students_t(degrees_of_freedom), p);
}

double student_probability(double x, double degrees_of_freedom) {
  return boost::math::cdf(students_t(degrees_of_freedom), x);
}

double normal_quantile(double p) { return boost::math::quantile(normal(), p); }

double chi_squared_quantile(double p, double degrees_of_freedom) {
  return boost::math::quantile(chi_squared(degrees_of_freedom), p);
}

}  // namespace clientele::analysis
