// The mechanisms that can be switched off, each by the strengths that are its own: what an ablation goes
// through.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "sim/layers.hpp"

namespace clientele::validation {

/// A place of a scenario and the value at which nothing comes of it. "*" stands for every policy or business.
struct Strength {
  std::string_view path;
  std::string_view off;
};

struct Mechanism {
  std::string_view name;
  std::span<const Strength> strengths;
};

namespace strengths {
inline constexpr Strength errors[] = {{"model.error_generation", "0"}};
inline constexpr Strength anchor[] = {{"model.expectation_anchor", "0"}};
inline constexpr Strength rivals[] = {{"model.expectation_rivals", "0"}};
inline constexpr Strength value[] = {{"model.value_for_money", "0"}};
inline constexpr Strength norm[] = {{"model.professional_norm", "0"}};
inline constexpr Strength management[] = {{"model.management_response", "0"}};
inline constexpr Strength strain[] = {{"model.norm_strain", "0"}};
inline constexpr Strength plan[] = {{"policies.*.levers.plan_on_need", "0"}};
inline constexpr Strength load[] = {{"model.load_weeks", "1"}};
inline constexpr Strength control[] = {{"policies.*.levers.quality_control", "0"}};
inline constexpr Strength hours[] = {{"businesses.*.leave", "0"},
                                     {"businesses.*.meetings", "0"},
                                     {"businesses.*.administration", "0"},
                                     {"businesses.*.prospecting", "0"},
                                     {"businesses.*.learning", "0"}};
inline constexpr Strength costs[] = {{"businesses.*.on_costs", "1"}};
inline constexpr Strength dismissals[] = {{"businesses.*.dismissal_rate", "0"}};
inline constexpr Strength credit[] = {{"businesses.*.insolvency", "never"}, {"businesses.*.interest", "0"}};
inline constexpr Strength payout[] = {{"businesses.*.payout", "0"}};
inline constexpr Strength training[] = {
    {"model.training_weeks", "0"}, {"model.training_hours", "0"}, {"businesses.*.training_fee", "0"}};
inline constexpr Strength survey[] = {{"model.survey_weeks", "0"}};
inline constexpr Strength set_points[] = {{"model.exhaustion_disposition", "0"},
                                          {"model.cynicism_disposition", "0"},
                                          {"model.efficacy_disposition", "0"}};
inline constexpr Strength reactivity[] = {{"model.staff_spread", "0"}};
inline constexpr Strength appraisal[] = {{"model.appraisal_spread", "0"}};
inline constexpr Strength felt_load[] = {{"model.exhaustion_load", "0"}};
inline constexpr Strength shifts[] = {{"model.shift_spread", "0"}, {"model.capacity_spread", "0"}};
inline constexpr Strength chronic[] = {{"model.chronic_share", "0"}};
inline constexpr Strength time_off[] = {{"model.leave_recovery", "0"}, {"model.overtime_recovery", "0"}};
inline constexpr Strength life[] = {{"model.life_spread", "0"}};
inline constexpr Strength history[] = {{"model.history_exhaustion", "0"}, {"model.history_cynicism", "0"}};
inline constexpr Strength skill[] = {{"model.skill_spread", "0"}};
inline constexpr Strength pay[] = {{"model.skill_pay", "0"}};
inline constexpr Strength match[] = {{"model.match_strength", "0"}};
inline constexpr Strength illness[] = {{"model.sickness_spells", "0"}};
inline constexpr Strength departures[] = {{"businesses.*.retirement", "0"}, {"businesses.*.moves", "0"}};
inline constexpr Strength past[] = {{"past_weeks", "0"}};
}  // namespace strengths

inline constexpr auto mechanisms = std::to_array<Mechanism>({
    {"undiscovered rework", strengths::errors},
    {"anchored expectation", strengths::anchor},
    {"comparison with rivals", strengths::rivals},
    {"value for money", strengths::value},
    {"professional norm", strengths::norm},
    {"management's response", strengths::management},
    {"strain of the norm", strengths::strain},
    {"planning on need", strengths::plan},
    {"usual load", strengths::load},
    {"quality control", strengths::control},
    {"internal time", strengths::hours},
    {"on-costs", strengths::costs},
    {"dismissals", strengths::dismissals},
    {"credit and insolvency", strengths::credit},
    {"payouts", strengths::payout},
    {"training", strengths::training},
    {"surveys", strengths::survey},
    {"set points that differ", strengths::set_points},
    {"reactivities that differ", strengths::reactivity},
    {"appraisal", strengths::appraisal},
    {"load that is felt", strengths::felt_load},
    {"shifts and capacities that differ", strengths::shifts},
    {"a slow part of exhaustion", strengths::chronic},
    {"recovery by time off", strengths::time_off},
    {"life outside work", strengths::life},
    {"what the last job left", strengths::history},
    {"skill that differs", strengths::skill},
    {"pay by skill", strengths::pay},
    {"learned match", strengths::match},
    {"spells of illness", strengths::illness},
    {"retirements and moves", strengths::departures},
    {"the common past", strengths::past},
});

}  // namespace clientele::validation
