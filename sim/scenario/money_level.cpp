#include "sim/scenario/money_level.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "sim/model/parameters/business.hpp"
#include "sim/model/parameters/market.hpp"
#include "sim/model/parameters/traits.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

constexpr double standard_wage = standard_of(business_parameters, "wage"),
                 standard_price = standard_of(business_parameters, "price"),
                 standard_rate = standard_of(market_parameters, "going_rate"),
                 standard_budget = standard_of(TraitValues<Single>::parameters(), "budget");
static_assert(standard_wage > 0 && standard_price > 0 && standard_rate > 0 && standard_budget > 0);

bool is_weekly(const ParameterInfo& info) { return info.unit != "money"; }

const Json* first_of(const Json& scenario, std::string_view list) {
  const auto* all = scenario.find(list);
  return all && all->is_array() && !all->empty() ? &all->front() : nullptr;
}

double number_in(const Json& object, std::string_view key) {
  const auto* value = object.find(key);
  return value && value->is_number() ? value->get<double>() : 0;
}

/// A number, or the mean of a distribution in any of its forms; 0 for what is none.
double typical(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (const double rate = number_in(value, "rate"); rate > 0) return number_in(value, "shape") / rate;
  return number_in(value, "value") + number_in(value, "mean") +
         (number_in(value, "low") + number_in(value, "high")) / 2;
}

/// How many times `standard` the amount is; none where there is no amount, or it tells nothing.
std::optional<double> level_of(const Json* owner, std::string_view key, double standard) {
  const auto* value = owner ? owner->find(key) : nullptr;
  const double amount = value ? typical(*value) : 0;
  return amount > 0 ? std::optional(amount / standard) : std::nullopt;
}

std::optional<double> price_level(const Json& scenario) {
  const auto* segment = first_of(scenario, "segments");
  const auto* traits = segment ? segment->find("traits") : nullptr;
  for (const auto level : {level_of(first_of(scenario, "businesses"), "price", standard_price),
                           level_of(first_of(scenario, "markets"), "going_rate", standard_rate),
                           level_of(traits, "budget", standard_budget)})
    if (level) return level;
  return std::nullopt;
}

}  // namespace

MoneyLevel money_level(const Json& scenario) {
  const auto weekly = level_of(first_of(scenario, "businesses"), "wage", standard_wage);
  const auto price = price_level(scenario);
  return {weekly ? *weekly : price.value_or(1), price ? *price : weekly.value_or(1)};
}

double standard_value(const ParameterInfo& info, const MoneyLevel& level) {
  if (!is_money(info)) return info.standard;
  const double value = info.standard * (is_weekly(info) ? level.weekly : level.price);
  return std::clamp(value, info.valid.low, info.valid.high);
}

std::string standard_anchor(const ParameterInfo& info) {
  if (!is_money(info) || info.standard == 0) return "";
  const bool goes_with_wage = info.name == "price" || (is_weekly(info) && info.name != "wage");
  return goes_with_wage ? fmt::format("a wage of {}", plain(standard_wage))
                        : fmt::format("a price of {}", plain(standard_price));
}

}  // namespace clientele::scenario
