// The traits of all customers of a market, and the registry's rows bound to them.
#pragma once

#include <array>
#include <string_view>

#include "sim/model/columns.hpp"
#include "sim/model/parameters/traits.hpp"

namespace clientele::model {

/// One column per trait, one row per customer.
struct Traits {
  Column fit, knowledge, openness, respect, volatility, candor, claim_error, request_rate, hours_per_request,
      change_of_mind, urgency, budget, price_sensitivity, referral, base_churn, payment_delay, default_risk;
};

using Trait = Parameter<Traits, Column>;

struct TraitColumn {
  std::string_view name;
  Column Traits::*column;
};
inline constexpr auto trait_columns = std::to_array<TraitColumn>(
    {
      {"fit", &Traits::fit}, {"knowledge", &Traits::knowledge}, {"openness", &Traits::openness},
      {"respect", &Traits::respect}, {"volatility", &Traits::volatility}, {"candor", &Traits::candor},
      {"claim_error", &Traits::claim_error}, {"request_rate", &Traits::request_rate},
      {"hours_per_request", &Traits::hours_per_request}, {"change_of_mind", &Traits::change_of_mind},
      {"urgency", &Traits::urgency}, {"budget", &Traits::budget},
      {"price_sensitivity", &Traits::price_sensitivity}, {"referral", &Traits::referral},
      {"base_churn", &Traits::base_churn}, {"payment_delay", &Traits::payment_delay},
      {"default_risk", &Traits::default_risk}});

/// The rows of trait_infos, each bound to its column. That both tables have the same order is checked by the compiler.
inline constexpr auto trait_parameters = [] {
  std::array<Trait, trait_infos.size()> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (trait_infos[i].name != trait_columns.at(i).name) throw "trait_columns must list the traits in their order";
    rows[i] = {trait_infos[i], trait_columns[i].column};
  }
  return rows;
}();

}  // namespace clientele::model
