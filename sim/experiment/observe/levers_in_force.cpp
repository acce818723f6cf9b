#include "sim/experiment/observe/levers_in_force.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "sim/model/market.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

// The model keeps levers in single precision: 0.4 is to be 0.4 again.
double as_typed(float value) { return std::strtod(fmt::format("{}", value).c_str(), nullptr); }

double in_force(std::span<const Market> markets, BusinessId business, const Lever& lever) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const auto of = [&](const Market& market) {
    return as_typed(market.offices[business].levers.*lever.member);
  };
  const double first = of(markets.front());
  double differences = 0;
  for (const Market& market : markets) {
    if (!lever.info.choices.empty() && of(market) != first) return none;
    differences += of(market) - first;
  }
  return first + differences / static_cast<double>(markets.size());  // just the first where all are the same
}

}  // namespace

std::vector<double> levers_in_force(const World& world, const std::vector<std::string>& levers) {
  const auto markets = world.markets();
  std::vector<double> values;
  for (const BusinessId b : markets.front().offices.ids())
    for (const auto& name : levers) {
      const auto lever =
          std::ranges::find(lever_parameters, name, [](const Lever& row) { return row.info.name; });
      values.push_back(in_force(markets, b, *lever));
    }
  return values;
}

}  // namespace clientele::experiment
