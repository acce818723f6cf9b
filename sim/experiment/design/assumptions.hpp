// Which numbers of a scenario are assumptions, and how far off each may plausibly be.
//
// An assumption is a number whose source in the registry says so. What a business reads off its contracts and
// books (price, headcount, fees, hours, churn) is a fact of the case, as is every term of a business or
// market that the scenario sets to something else than the default. Levers are decisions, and words (fair,
// weekly) are part of the question; neither is varied. Whatever the scenario states a range for, under
// "plausible", is uncertain, too.
//
//   constants, terms   are plausible around the scenario's own value (plausible_range.hpp)
//   traits             so is the mean of every segment, half as far; all segments move together: customers
//                      may all be less knowledgeable than assumed, but segments stay as different as they are
//
// Each is independent of the others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/matrix.hpp"
#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/design/plausible_range.hpp"

namespace clientele::experiment {

/// One number of the scenario that an assumption sets.
struct Setting {
  std::string path;  ///< in the form of --set
  PlausibleRange range;
  double weight;  ///< in the mean that stands for all settings of the assumption; they sum to one
};

/// At a place from 0 to 1 all its settings are at that place in their ranges.
struct Assumption {
  std::string name;  ///< as in the registry
  std::string kind;  ///< "constant of the model", "trait of customers", ...
  std::string unit;
  std::string meaning;
  std::vector<Setting> settings;

  /// Of a trait, the mean over the segments; of a term, over the businesses.
  double low() const;
  double value() const;
  double high() const;
  /// Whether the scenario has the median of every setting.
  bool is_centred() const;
};

/// Of all ranges of a resolved scenario, as its "plausible" says.
PlausibleRange::Shape shape_of_ranges(const Json& resolved);

/// All of a resolved scenario, in the order of the registry. Those that could not move are left out.
std::vector<Assumption> assumptions_of(const Json& resolved);

/// Those of these names, in the order of the registry; all if there are none. Throws BadInput for a name that
/// is no assumption of the scenario.
std::vector<Assumption> assumptions_named(const std::vector<std::string>& names, const Json& resolved);

/// Every number that a resolved scenario has for a parameter of the registry, its range and where that comes
/// from, or why it is not varied; "" for a name that is no parameter.
std::string values_in_words(std::string_view name, const Json& resolved);

/// "0.003 to 0.03".
std::string range_in_words(const Assumption& assumption);

/// The name as a rule reads it aloud: "trust_pace", or "knowledge (mean)".
std::string name_in_words(const Assumption& assumption);

/// All there is to know of them, as a JSON array.
Json described(const std::vector<Assumption>& assumptions);

/// Gives the plan points, each under every policy of the plan: a sweep that moves all settings of one
/// assumption together. `places` is in the unit cube, one row per point and one column per assumption. What
/// the scenario refuses becomes a failed run.
void lay_out(Plan& plan, const std::vector<Assumption>& assumptions, const Matrix& places);

/// What each assumption amounts to at the points of such a plan, which may be of an earlier version.
Matrix values_of(const std::vector<Assumption>& assumptions, const Plan& plan);

}  // namespace clientele::experiment
