// Traits of customers: drawn once per customer from the distribution its segment gives, fixed for life.
#pragma once

#include <array>

#include "sim/model/parameters/registry.hpp"
#include "sim/model/state/variable.hpp"

namespace clientele::model {

/// The traits of one customer, or a column for each of those of all customers.
template <template <class> class Of>
struct TraitValues {
  Of<float> fit, knowledge, openness, respect, volatility, candor, claim_error, request_rate,
      hours_per_request, change_of_mind, urgency, budget, price_sensitivity, referral, base_churn,
      payment_delay, default_risk;

  // `standard` is the value of a trait that a segment does not mention: the same for all its customers.
  // clang-format off
  static constexpr auto parameters() {
    using State = TraitValues;
    return std::to_array<Parameter<State, Of<float>>>({
        {{"fit", "1", 0.7, {0, 1}, {0.5, 0.9}, "assumption", "how well what the business offers meets the real need"},
         &State::fit},
        {{"knowledge", "1", 0.7, {0, 1}, {0.4, 0.95}, "assumption", "chance that what they ask for is what they need"},
         &State::knowledge},
        {{"openness", "1", 0.5, {0, 1}, {0.2, 0.8}, "assumption", "readiness to take advice"},
         &State::openness},
        {{"respect", "1", 0.75, {0, 1}, {0.4, 0.95}, "assumption", "civility towards staff"},
         &State::respect},
        {{"volatility", "1", 0.2, {0, 3}, {0, 0.6}, "assumption", "standard deviation of mood, in log request rate"},
         &State::volatility},
        {{"candor", "1", 0.66, {0, 1}, {0.5, 0.8}, "[GN]", "chance of voicing a problem instead of staying silent"},
         &State::candor},
        {{"claim_error", "1", 0.02, {0, 1}, {0, 0.1}, "assumption", "mistaken claims in good faith, per request"},
         &State::claim_error},
        {{"request_rate", "requests/week", 1.5, {0, 1000}, {0.5, 3}, "assumption", "requests (or purchases) a week"},
         &State::request_rate},
        {{"hours_per_request", "hours/request", 3, {0, 1000}, {1, 6}, "assumption", "work an ordinary request needs"},
         &State::hours_per_request},
        {{"change_of_mind", "1", 0.1, {0, 1}, {0, 0.3}, "assumption", "rework from changed minds, per request"},
         &State::change_of_mind},
        {{"urgency", "1", 0.1, {0, 1}, {0, 0.4}, "assumption", "share of requests with an unfair deadline"},
         &State::urgency},
        {{"budget", "money", 500, {0, 1e9}, {300, 800}, "assumption",
          "fee per week (or value per purchase) at the going rate"},
         &State::budget},
        {{"price_sensitivity", "1", 1, {0, 20}, {0.3, 3}, "assumption", "weight of price against everything else"},
         &State::price_sensitivity},
        {{"referral", "1", 0.5, {0, 1}, {0.2, 1}, "assumption", "readiness to recommend when satisfied"},
         &State::referral},
        {{"base_churn", "1/renewal", 0.004, {0, 0.999999}, {0.002, 0.008}, "assumption",
          "chance of leaving at each renewal (or after each purchase) at reference satisfaction and trust"},
         &State::base_churn},
        {{"payment_delay", "weeks", 4, {0, 104}, {2, 8}, "assumption", "mean time from invoice to payment"},
         &State::payment_delay},
        {{"default_risk", "1/year", 0.01, {0, 0.999999}, {0, 0.05}, "assumption", "chance a year of never paying what is owed"},
         &State::default_risk},
    });
  }
  // clang-format on
};

/// What is known of each trait, in the order of the table.
inline constexpr auto trait_infos = [] {
  constexpr auto table = TraitValues<Single>::parameters();
  std::array<ParameterInfo, table.size()> infos{};
  for (std::size_t i = 0; i < infos.size(); ++i) infos[i] = table[i].info;
  return infos;
}();

}  // namespace clientele::model
