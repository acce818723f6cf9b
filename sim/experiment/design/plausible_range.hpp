// How far a number of a scenario may plausibly be off.
//
// The registry says what is plausible around a default. Around another value it is as much more and less: in
// proportion where a number is positive, in odds where it is a share, in differences elsewhere. These are
// estimates of three points - lowest, likeliest, highest - and what is drawn from them is triangular on that
// scale, with the value as the median: as likely above as below, and the less likely the farther away. A
// scenario may say that its ranges are uniform instead: then the value is still the median, and the spread
// is wider by a factor of the square root of two.
// Towards an end that is infinitely far on the scale (zero, or all), it is so in differences. A value at a
// bound of what is valid, a zero in the main, tells nothing of proportions and keeps the range of the
// registry. It is still the likeliest, but at an end, and so not the median.
#pragma once

#include <string_view>

#include "sim/layers.hpp"
#include "sim/model/parameters/registry.hpp"

namespace clientele::experiment {

/// Where a range comes from.
enum class Origin {
  scenario,      ///< stated there, in its "plausible"
  around_value,  ///< the registry's, moved to the scenario's value
  registry,      ///< the registry's as it is, widened to hold the value
};

/// "stated by the scenario", and so on.
std::string_view in_words(Origin origin);

struct PlausibleRange {
  enum class Scale { difference, proportion, odds };
  enum class Shape { triangular, uniform };

  double low;
  double value;  ///< what the scenario says
  double high;
  Origin origin = Origin::around_value;
  Scale scale = Scale::difference;
  Shape shape = Shape::triangular;
  Range ends = {};  ///< of the scale of odds

  /// Whether the value is the median.
  bool is_centred() const { return low < value && value < high; }
  bool is_wide() const { return low < high; }
  /// The number below which one is with probability `place`: from 0 (low) to 1 (high); at 0.5 the median.
  double at(double place) const;
};

/// "triangular" or "uniform".
std::string_view in_words(PlausibleRange::Shape shape);

/// The range around a value of the scenario; `reach` times as far either way as the registry's around its
/// default.
PlausibleRange range_around(const ParameterInfo& info, double value, double reach = 1);

/// A range that the scenario states, which holds the value.
PlausibleRange range_stated(const ParameterInfo& info, double value, const Range& stated);

}  // namespace clientele::experiment
