// What money amounts to where a scenario leaves it unsaid: in proportion to the money that it does say, so
// that the same scenario in another currency is the same scenario.
#pragma once

#include <string_view>

#include "sim/layers.hpp"
#include "sim/model/parameters/registry.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

/// How many times the registry's defaults the money of a scenario is. Amounts per week (wages, costs) go with
/// the first business's wage, other amounts (prices, budgets) with its price.
struct MoneyLevel {
  double weekly = 1;
  double price = 1;
};

/// The level of a scenario as written, whether or not it is valid: by the first business's wage and price;
/// where it states no price, by the first market's going rate, or else the first segment's budget; where only
/// one of the two levels can be told so, it is taken for both. Amounts of zero tell nothing.
MoneyLevel money_level(const Json& scenario);

/// The default of a parameter in a scenario of that level, within its valid range.
double standard_value(const ParameterInfo& info, const MoneyLevel& level);

/// What the default of an amount of money goes with, as in "a wage of 1400"; "" for other parameters, and for
/// a default of zero.
std::string standard_anchor(const ParameterInfo& info);

}  // namespace clientele::scenario
