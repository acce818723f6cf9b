// A business: its price, its costs and the terms of work in its offices. Policies are elsewhere (levers.hpp).
#pragma once

#include <array>

#include "sim/model/parameters/registry.hpp"

namespace clientele::model {

struct BusinessTerms {
  double price, billing, markup, price_floor, price_ceiling, price_adjustment_weeks;
  double initial_accounts, initial_tenure, lead_rate, word_of_mouth, marketing_budget, initial_reputation;
  double staff, hours_per_week, wage, overtime_premium, hiring_cost, hiring_delay, staffing_flexibility,
      overhead, pooling;
  double labour_smoothing_weeks, productivity_perception_weeks, labour_adjustment_weeks, target_utilisation;
  double initial_standard, initial_experience, staff_tenure, absence, absence_noise, absence_noise_weeks;
  double support_cost, crm_cost, onboarding_hours, qualification_hours, claim_value;
  double cash;
};

enum class Billing { weekly, per_request };
inline constexpr std::string_view billing_words[] = {"weekly", "per_request"};

using BusinessParameter = Parameter<BusinessTerms, double>;

// clang-format off
inline constexpr auto business_parameters = std::to_array<BusinessParameter>({
    {{"price", "money", 500, {0, 1e9}, {300, 800}, "assumption",
      "what the average client is charged (per week or per purchase); a client pays budget x price / going_rate"},
     &BusinessTerms::price},
    {{"billing", "choice", 0, {0, 1}, {0, 1}, "assumption", "what is invoiced: each week, or each request",
      billing_words},
     &BusinessTerms::billing},
    {{"markup", "1", 0.15, {-0.9, 10}, {0.05, 0.3}, "assumption", "markup over unit cost aimed at by cost_plus"},
     &BusinessTerms::markup},
    {{"price_floor", "1", 0.8, {0, 10}, {0.6, 1}, "assumption", "lowest price, as a multiple of the first week's price"},
     &BusinessTerms::price_floor},
    {{"price_ceiling", "1", 3, {1, 100}, {1.5, 3}, "assumption", "highest price, as a multiple of the first week's price"},
     &BusinessTerms::price_ceiling},
    {{"price_adjustment_weeks", "weeks", 8, {1, 520}, {4, 26}, "assumption", "time a repricing takes"},
     &BusinessTerms::price_adjustment_weeks},
    {{"initial_accounts", "accounts", 0, {0, 1e9}, {0, 1e9}, "assumption", "accounts at the start, in each market"},
     &BusinessTerms::initial_accounts},
    {{"initial_tenure", "weeks", 52, {0, 1040}, {0, 208}, "assumption", "mean tenure of the accounts at the start"},
     &BusinessTerms::initial_tenure},
    {{"lead_rate", "1/week", 0.002, {0, 1}, {0.0005, 0.01}, "[B69]",
      "innovation p: leads per prospect from marketing at its budget"},
     &BusinessTerms::lead_rate},
    {{"word_of_mouth", "1/week", 0.004, {0, 1}, {0, 0.02}, "[B69]", "imitation q: leads from satisfied accounts"},
     &BusinessTerms::word_of_mouth},
    {{"marketing_budget", "money/week", 0, {0, 1e12}, {0, 1e4}, "assumption",
      "spending in each market at marketing_spend 1"},
     &BusinessTerms::marketing_budget},
    {{"initial_reputation", "1", 0.6, {0, 1}, {0.4, 0.8}, "assumption", "reputation at the start"},
     &BusinessTerms::initial_reputation},
    {{"staff", "people", 10, {1, 1e6}, {1, 1000}, "assumption", "headcount at the start, in each market"},
     &BusinessTerms::staff},
    {{"hours_per_week", "hours/week", 40, {1, 100}, {32, 45}, "assumption", "contract hours of one person"},
     &BusinessTerms::hours_per_week},
    {{"wage", "money/week", 1400, {0, 1e9}, {600, 2500}, "assumption", "cost of one person a week"},
     &BusinessTerms::wage},
    {{"overtime_premium", "1", 1.5, {0, 5}, {0, 2}, "assumption", "pay of an overtime hour, in ordinary hours"},
     &BusinessTerms::overtime_premium},
    {{"hiring_cost", "1", 0.21, {0, 5}, {0.1, 0.4}, "[BG12]", "cost of a replacement, in annual wages"},
     &BusinessTerms::hiring_cost},
    {{"hiring_delay", "weeks", 10, {1, 520}, {4, 30}, "assumption", "mean time to fill a position"},
     &BusinessTerms::hiring_delay},
    {{"staffing_flexibility", "1", 0.5, {0, 1}, {0, 1}, "assumption",
      "how far desired headcount follows the workload (1) rather than the plan (0)"},
     &BusinessTerms::staffing_flexibility},
    {{"overhead", "money/week", 0, {0, 1e12}, {0, 1e5}, "assumption", "rent, software, management, in each market"},
     &BusinessTerms::overhead},
    {{"pooling", "1", 0.3, {0, 1}, {0, 1}, "assumption", "share of work any colleague can take (1 = one common queue)"},
     &BusinessTerms::pooling},
    {{"labour_smoothing_weeks", "weeks", 18.76, {1, 520}, {8, 30}, "[OS]", "smoothing of desired labour"},
     &BusinessTerms::labour_smoothing_weeks},
    {{"productivity_perception_weeks", "weeks", 6.70, {1, 520}, {3, 15}, "[OS]",
      "time to perceive a change of productivity"},
     &BusinessTerms::productivity_perception_weeks},
    {{"labour_adjustment_weeks", "weeks", 11.54, {1, 520}, {6, 25}, "[OS]", "time to close a gap in headcount"},
     &BusinessTerms::labour_adjustment_weeks},
    {{"target_utilisation", "1", 0.95, {0.1, 2}, {0.8, 1}, "assumption", "utilisation that headcount is planned for"},
     &BusinessTerms::target_utilisation},
    {{"initial_standard", "1", 1, {0.01, 100}, {0.9, 1.1}, "assumption",
      "desired time per request at the start, as a multiple of what the request needs"},
     &BusinessTerms::initial_standard},
    {{"initial_experience", "1", 0.85, {0, 1}, {0.6, 1}, "assumption", "mean experience of staff at the start"},
     &BusinessTerms::initial_experience},
    {{"staff_tenure", "weeks", 400.8, {1, 1e6}, {100, 500}, "[OS]", "mean tenure of rested, unburned staff"},
     &BusinessTerms::staff_tenure},
    {{"absence", "1", 0.05, {0, 0.9}, {0.02, 0.17}, "assumption", "share of hours lost by rested, unburned staff"},
     &BusinessTerms::absence},
    {{"absence_noise", "1", 0, {0, 0.5}, {0, 0.05}, "assumption", "standard deviation of an office's absence"},
     &BusinessTerms::absence_noise},
    {{"absence_noise_weeks", "weeks", 2, {0.01, 104}, {1, 4}, "[OS]", "correlation time of that noise"},
     &BusinessTerms::absence_noise_weeks},
    {{"support_cost", "money/week", 60, {0, 1e9}, {20, 120}, "assumption", "cost per person of full staff_support"},
     &BusinessTerms::support_cost},
    {{"crm_cost", "money/week", 40, {0, 1e9}, {10, 80}, "assumption", "cost per person of a full CRM"},
     &BusinessTerms::crm_cost},
    {{"onboarding_hours", "hours/week", 1, {0, 1000}, {0.2, 4}, "assumption", "extra work for an account being onboarded"},
     &BusinessTerms::onboarding_hours},
    {{"qualification_hours", "hours/lead", 2, {0, 1000}, {0.5, 8}, "assumption", "work on a lead at full qualification"},
     &BusinessTerms::qualification_hours},
    {{"claim_value", "1", 0.5, {0, 100}, {0.1, 2}, "assumption", "a mistaken claim that is paid, in invoices"},
     &BusinessTerms::claim_value},
    {{"cash", "money", 0, {-1e15, 1e15}, {0, 1e6}, "assumption", "cash at the start"}, &BusinessTerms::cash},
});
// clang-format on

}  // namespace clientele::model
