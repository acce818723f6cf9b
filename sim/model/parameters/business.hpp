// A business: its price, its costs and the terms of work in its offices. Policies are elsewhere (levers.hpp).
#pragma once

#include <array>

#include "sim/model/parameters/registry.hpp"

namespace clientele::model {

struct BusinessTerms {
  double price, billing, markup, price_floor, price_ceiling, price_adjustment_weeks;
  double initial_accounts, initial_tenure, lead_rate, word_of_mouth, marketing_budget, initial_reputation;
  double staff, hours_per_week, wage, on_costs, overtime_premium, hiring_cost, hiring_delay,
      staffing_flexibility, overhead, pooling;
  double leave, meetings, administration, prospecting, learning;
  double labour_smoothing_weeks, productivity_perception_weeks, labour_adjustment_weeks, target_utilisation;
  double initial_standard, initial_experience, staff_tenure, retirement, moves, absence, absence_noise,
      absence_noise_weeks;
  double support_cost, supervision_hours, course_hours, course_fee, interview_hours, candidate_weeks;
  double crm_cost, training_fee, onboarding_hours, qualification_hours, claim_value;
  double dismissal_rate, spare_capacity, notice_weeks, severance;
  double cash, credit_weeks, interest, reserve_weeks, payout, insolvency, closing_weeks;
};

enum class Billing { weekly, per_request };
inline constexpr std::string_view billing_words[] = {"weekly", "per_request"};

/// Whether a business closes when it has used up its credit line, or whoever owns it always pays.
enum class Insolvency { never, at_credit_line };
inline constexpr std::string_view insolvency_words[] = {"never", "at_credit_line"};

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
    {{"wage", "money/week", 1400, {0, 1e9}, {600, 2500}, "assumption", "gross pay of one person a week"},
     &BusinessTerms::wage},
    {{"on_costs", "1", 1.25, {1, 3}, {1.1, 1.45}, "[ECEC]",
      "cost of one person, in gross pay: contributions and benefits, without paid leave"},
     &BusinessTerms::on_costs},
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
    {{"leave", "1", 0.12, {0, 0.5}, {0.05, 0.16}, "[RS07]", "share of paid hours on leave and public holidays, taken in weeks of it"},
     &BusinessTerms::leave},
    {{"meetings", "1", 0.05, {0, 0.25}, {0.02, 0.1}, "[BP05]", "share of the hours present spent in internal meetings"},
     &BusinessTerms::meetings},
    {{"administration", "1", 0.05, {0, 0.25}, {0.02, 0.12}, "[BP05]", "share of them spent on administration"},
     &BusinessTerms::administration},
    {{"prospecting", "1", 0.06, {0, 0.25}, {0, 0.15}, "[BP05]",
      "share of them spent on selling that belongs to no lead: pitches, events, old contacts"},
     &BusinessTerms::prospecting},
    {{"learning", "1", 0.01, {0, 0.2}, {0.005, 0.04}, "[ATD]", "share of them spent on courses and reading"},
     &BusinessTerms::learning},
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
    {{"staff_tenure", "weeks", 400.8, {1, 1e6}, {100, 500}, "[OS]", "mean time until somebody quits, at reference exhaustion and cynicism and of an average match"},
     &BusinessTerms::staff_tenure},
    {{"retirement", "1/year", 0.015, {0, 1}, {0.005, 0.03}, "assumption", "share of staff that retires"},
     &BusinessTerms::retirement},
    {{"moves", "1/year", 0.03, {0, 1}, {0.01, 0.06}, "assumption",
      "share of staff that leaves for reasons beside the job: a move, a family, a study"},
     &BusinessTerms::moves},
    {{"absence", "1", 0.015, {0, 0.9}, {0.01, 0.08}, "[LFS]", "share of hours that staff without strain are ill"},
     &BusinessTerms::absence},
    {{"absence_noise", "1", 0, {0, 0.5}, {0, 0.05}, "assumption", "standard deviation of an office's absence"},
     &BusinessTerms::absence_noise},
    {{"absence_noise_weeks", "weeks", 2, {0.01, 104}, {1, 4}, "[OS]", "correlation time of that noise"},
     &BusinessTerms::absence_noise_weeks},
    {{"support_cost", "money/week", 60, {0, 1e9}, {20, 120}, "assumption", "cost per person of full staff_support"},
     &BusinessTerms::support_cost},
    {{"supervision_hours", "hours/week", 0.75, {0, 40}, {0.5, 1}, "[BB21]",
      "time of a person, and of a supervisor, that full supervision takes"}, &BusinessTerms::supervision_hours},
    {{"course_hours", "hours/week", 0.73, {0, 40}, {0.4, 1}, "[GS12]",
      "time of a person that full training takes: a week of courses a year"}, &BusinessTerms::course_hours},
    {{"course_fee", "weeks", 1, {0, 52}, {0.5, 2}, "[ATD]", "what that costs a year beside the hours, in weeks of pay"},
     &BusinessTerms::course_fee},
    {{"interview_hours", "hours", 6, {0, 1000}, {2, 15}, "assumption", "time spent on each further candidate for a position"},
     &BusinessTerms::interview_hours},
    {{"candidate_weeks", "weeks", 0.5, {0, 52}, {0.1, 1}, "assumption",
      "by which each further candidate puts off that a position is filled"}, &BusinessTerms::candidate_weeks},
    {{"crm_cost", "money/week", 40, {0, 1e9}, {10, 80}, "assumption", "cost per person of a full CRM"},
     &BusinessTerms::crm_cost},
    {{"training_fee", "weeks", 0.4, {0, 520}, {0.2, 1.2}, "[ATD]",
      "what is paid for a person to learn one skill from nothing, beside the hours, in weeks of pay"},
     &BusinessTerms::training_fee},
    {{"onboarding_hours", "hours/week", 1, {0, 1000}, {0.2, 4}, "assumption", "extra work for an account being onboarded"},
     &BusinessTerms::onboarding_hours},
    {{"qualification_hours", "hours/lead", 2, {0, 1000}, {0.5, 8}, "assumption", "work on a lead at full qualification"},
     &BusinessTerms::qualification_hours},
    {{"claim_value", "1", 0.5, {0, 100}, {0.1, 2}, "assumption", "a mistaken claim that is paid, in invoices"},
     &BusinessTerms::claim_value},
    {{"dismissal_rate", "1/week", 0.1, {0, 1}, {0.02, 0.3}, "assumption",
      "share of those who are not needed that is dismissed each week"},
     &BusinessTerms::dismissal_rate},
    {{"spare_capacity", "1", 0.1, {0, 10}, {0, 0.3}, "assumption",
      "people kept although they are not needed, in desired headcount"},
     &BusinessTerms::spare_capacity},
    {{"notice_weeks", "weeks", 4, {0, 104}, {0, 13}, "[RM08]", "pay that somebody dismissed gets, whatever the service"},
     &BusinessTerms::notice_weeks},
    {{"severance", "weeks/year", 1.6, {0, 52}, {0, 3}, "[RM08]", "pay on top for each year of service"},
     &BusinessTerms::severance},
    {{"cash", "money", 0, {-1e15, 1e15}, {0, 1e6}, "assumption", "cash at the start; 0 stands for the reserve"},
     &BusinessTerms::cash},
    {{"credit_weeks", "weeks", 5, {0, 1040}, {0, 9}, "assumption", "credit line, in weeks of usual revenue or costs, whichever are more"},
     &BusinessTerms::credit_weeks},
    {{"interest", "1/year", 0.08, {0, 10}, {0.04, 0.15}, "assumption", "interest on cash that is owed to the bank"},
     &BusinessTerms::interest},
    {{"reserve_weeks", "weeks", 5, {0, 1040}, {2, 11}, "[JPM16]",
      "cash that owners leave in the business, in weeks of usual costs"},
     &BusinessTerms::reserve_weeks},
    {{"payout", "1/week", 0.1, {0, 1}, {0.02, 0.3}, "assumption", "share of what is beyond it that they take each week"},
     &BusinessTerms::payout},
    {{"insolvency", "choice", 1, {0, 1}, {0, 1}, "assumption",
      "whether the business closes when its credit line is used up, or its owners pay", insolvency_words},
     &BusinessTerms::insolvency},
    {{"closing_weeks", "weeks", 13, {0, 520}, {4, 52}, "assumption", "overhead that still has to be paid after closing"},
     &BusinessTerms::closing_weeks},
});
// clang-format on

}  // namespace clientele::model
