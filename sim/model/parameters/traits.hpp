// Traits of customers: drawn once per customer from the distribution its segment gives, fixed for life. The columns that
// hold them are in sim/model/traits.hpp.
#pragma once

#include <array>

#include "sim/model/parameters/registry.hpp"

namespace clientele::model {

// `standard` is the value of a trait that a segment does not mention: the same for all its customers.
// clang-format off: a table
inline constexpr auto trait_infos = std::to_array<ParameterInfo>({
    {"fit", "1", 0.7, {0, 1}, {0.5, 0.9}, "assumption", "how well what the business offers meets the real need"},
    {"knowledge", "1", 0.7, {0, 1}, {0.4, 0.95}, "assumption", "chance that what they ask for is what they need"},
    {"openness", "1", 0.5, {0, 1}, {0.2, 0.8}, "assumption", "readiness to take advice"},
    {"respect", "1", 0.75, {0, 1}, {0.4, 0.95}, "assumption", "civility towards staff"},
    {"volatility", "1", 0.2, {0, 3}, {0, 0.6}, "assumption", "standard deviation of mood, in log request rate"},
    {"candor", "1", 0.66, {0, 1}, {0.5, 0.8}, "[GN]", "chance of voicing a problem instead of staying silent"},
    {"claim_error", "1", 0.02, {0, 1}, {0, 0.1}, "assumption", "mistaken claims in good faith, per request"},
    {"request_rate", "requests/week", 1.5, {0, 1000}, {0.5, 3}, "assumption", "requests (or purchases) a week"},
    {"hours_per_request", "hours/request", 3, {0, 1000}, {1, 6}, "assumption", "work an ordinary request needs"},
    {"change_of_mind", "1", 0.1, {0, 1}, {0, 0.3}, "assumption", "rework from changed minds, per request"},
    {"urgency", "1", 0.1, {0, 1}, {0, 0.4}, "assumption", "share of requests with an unfair deadline"},
    {"budget", "money", 500, {0, 1e9}, {300, 800}, "assumption",
     "fee per week (or value per purchase) at the going rate"},
    {"price_sensitivity", "1", 1, {0, 20}, {0.3, 3}, "assumption", "weight of price against everything else"},
    {"referral", "1", 0.5, {0, 1}, {0.2, 1}, "assumption", "readiness to recommend when satisfied"},
    {"base_churn", "1/renewal", 0.004, {0, 0.999999}, {0.002, 0.008}, "assumption",
     "chance of leaving at each renewal (or after each purchase) at reference satisfaction and trust"},
    {"payment_delay", "weeks", 4, {0, 104}, {2, 8}, "assumption", "mean time from invoice to payment"},
    {"default_risk", "1/year", 0.01, {0, 0.999999}, {0, 0.05}, "assumption", "chance a year of never paying what is owed"},
});
// clang-format on

}  // namespace clientele::model
