// Which numbers of a scenario are assumptions, and how far off each may plausibly be.
//
// An assumption is a number whose source in the registry says so. What a business reads off its contracts and
// books (price, headcount, fees, hours, churn) is a fact of the case, as is every term of a business or
// market that the scenario sets to something else than the default. Levers are decisions, and words (fair,
// weekly) are part of the question; neither is varied.
//
//   constants, terms   range over the plausible values of the registry, widened to hold the scenario's own
//   traits             the mean of every segment moves by the same amount, at most a quarter of the width of
//                      the plausible range up or down, but not out of that range (widened as above):
//                      customers may all be less knowledgeable than assumed, but segments stay as different
//                      as they are
//
// Within its range every value is taken to be equally plausible, and independent of the others.
#pragma once

#include <string>
#include <vector>

#include "analysis/matrix.hpp"
#include "sim/experiment/design/plan.hpp"

namespace clientele::experiment {

/// One number of the scenario that an assumption sets: at value x it is base + x, but stays from least to
/// most.
struct Setting {
  std::string path;  ///< in the form of --set
  double base;
  double least;
  double most;
};

struct Assumption {
  std::string name;  ///< as in the registry
  std::string kind;  ///< "constant of the model", "trait of customers", ...
  std::string unit;
  std::string meaning;
  double low;  ///< the value ranges from low to high
  double high;
  bool relative;  ///< the value is how far it is from what the scenario says
  std::vector<Setting> settings;
};

/// All of a resolved scenario, in the order of the registry. Those that could not move are left out.
std::vector<Assumption> assumptions_of(const Json& resolved);

/// Those of these names, in the order of the registry; all if there are none. Throws BadInput for a name that
/// is no assumption of the scenario.
std::vector<Assumption> assumptions_named(const std::vector<std::string>& names, const Json& resolved);

/// "0.003 to 0.03", or "±0.15" around what the scenario says.
std::string range_in_words(const Assumption& assumption);

/// The name as a rule reads it aloud: "trust_pace", or "knowledge (against the scenario's)".
std::string name_in_words(const Assumption& assumption);

/// All there is to know of them, as a JSON array.
Json described(const std::vector<Assumption>& assumptions);

/// Values at points of the unit cube (one row per point, one column per assumption), in the units of the
/// assumptions.
Matrix values_at(const std::vector<Assumption>& assumptions, const Matrix& unit);

/// Gives the plan these points, each under every policy of the plan: a sweep that moves all settings of one
/// assumption together. `values` as values_at gives them. What the scenario refuses becomes a failed run.
void lay_out(Plan& plan, const std::vector<Assumption>& assumptions, const Matrix& values);

}  // namespace clientele::experiment
