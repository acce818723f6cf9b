// A market: a closed local population, and the conditions all businesses share there.
#pragma once

#include <array>

#include "sim/model/parameters/registry.hpp"

namespace clientele::model {

struct MarketTerms {
  double population, going_rate, homophily, outside_option, demand_noise, demand_noise_weeks, leave_for_good,
      job_openings;
};

using MarketParameter = Parameter<MarketTerms, double>;

// clang-format off
inline constexpr auto market_parameters = std::to_array<MarketParameter>({
    {{"population", "customers", 400, {1, 2.5e8}, {1, 1e8}, "assumption", "customers in the market, served or not"},
     &MarketTerms::population},
    {{"going_rate", "money", 500, {1e-9, 1e9}, {300, 800}, "assumption",
      "the customary price, at which customers' budgets are quoted"},
     &MarketTerms::going_rate},
    {{"homophily", "1", 0.5, {0, 1}, {0, 1}, "assumption", "share of word of mouth that stays within a segment"},
     &MarketTerms::homophily},
    {{"outside_option", "1", 0, {-20, 20}, {-2, 2}, "assumption",
      "appeal of switching to nobody, in logits, against an average rival"},
     &MarketTerms::outside_option},
    {{"demand_noise", "1", 0, {0, 2}, {0, 0.2}, "assumption", "standard deviation of the market's demand, relative"},
     &MarketTerms::demand_noise},
    {{"demand_noise_weeks", "weeks", 1, {0.01, 104}, {1, 8}, "[OS]", "correlation time of that noise"},
     &MarketTerms::demand_noise_weeks},
    {{"leave_for_good", "1", 0.5, {0, 1}, {0, 1}, "assumption",
      "share of leavers who leave the market and are replaced by someone new"},
     &MarketTerms::leave_for_good},
    {{"job_openings", "1", 1, {0, 20}, {0.5, 2}, "assumption",
      "other jobs that staff could take, in those there usually are: quits are in proportion"},
     &MarketTerms::job_openings},
});
// clang-format on

}  // namespace clientele::model
