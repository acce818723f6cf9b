// The state of an office: a business's team in one market.
#pragma once

#include <array>

#include "sim/model/state/variable.hpp"

namespace clientele::model {

struct OfficeState {
  double standard = 0, smoothed_work = 0, hours_per_person = 0, attrition = 0, on_order = 0, hires_due = 0,
         absence_noise = 0, required_hours = 0, utilisation = 0, usual_load = 0, planned_headcount = 0,
         dismissals_due = 0, reported = 0, support = 0, supervision = 0, trained = 0;
  double skill_calm = 0, skill_educate = 0, skill_persuade = 0, training_due = 0;
  double surveys = 0, surveyed_exhaustion = 0, surveyed_cynicism = 0, surveyed_efficacy = 0,
         surveyed_burnout = 0, surveyed_satisfaction = 0, surveyed_trust = 0, surveyed_entitlement = 0;
  int headcount = 0;

  // clang-format off
  static constexpr auto variables() {
    using State = OfficeState;
    return std::to_array<Variable<StateInfo, State, double, int>>({
        {{"standard", "1", Domain::positive, "desired time per request, in what it needs (the ratchet) [OS]",
          {0, "initial_standard"}, {"desired time per request, in what it needs"}}, &State::standard},
        {{"smoothed_work", "hours/week", Domain::amount, "required hours, smoothed over labour_smoothing_weeks [OS]",
          {0, "staff x hours_per_person x target_utilisation"}}, &State::smoothed_work},
        {{"hours_per_person", "hours/week", Domain::amount, "perceived effective hours of one person [OS]",
          {0, "hours_per_week (1 - absence)(1 - leave) x the share for clients x\n           (rookie_effectiveness + (1 - rookie_effectiveness) initial_experience)"}},
         &State::hours_per_person},
        {{"attrition", "people/week", Domain::amount, "people who left, smoothed over labour_smoothing_weeks [OS]",
          {0, "staff x (1 / staff_tenure + (retirement + moves) / 52)"}}, &State::attrition},
        {{"on_order", "people", Domain::amount, "positions being filled [OS]", {0, "attrition x hiring_delay"}},
         &State::on_order},
        {{"hires_due", "people", Domain::share, "fraction of a person carried over to next week"}, &State::hires_due},
        {{"absence_noise", "1", Domain::number, "disturbance of absence, beside what exhaustion does to it"},
         &State::absence_noise},
        {{"required_hours", "hours", Domain::amount, "effective hours needed last week, as the business plans them"},
         &State::required_hours},
        {{"utilisation", "1", Domain::amount, "those over the hours available, last week"}, &State::utilisation},
        {{"dismissals_due", "people", Domain::share, "fraction of a person not needed, carried over to next week"},
         &State::dismissals_due},
        {{"usual_load", "1", Domain::amount, "utilisation, smoothed over load_weeks"}, &State::usual_load},
        {{"planned_headcount", "people", Domain::amount, "people planned for; 0 once the office is closed", {0, "staff"}},
         &State::planned_headcount},
        {{"reported", "1", Domain::amount,
          "errors and complaints that management knows of, per request, smoothed over report_weeks"}, &State::reported},
        {{"support", "1", Domain::share, "staff_support as staff feel it", {0, "staff_support"}}, &State::support},
        {{"supervision", "1", Domain::share, "supervision as staff feel it", {0, "supervision"}}, &State::supervision},
        {{"trained", "1", Domain::share, "share of staff whom courses have taught their work", {0, "training"}},
         &State::trained},
        {{"skill_calm", "1", Domain::share, "level at which staff have learned to stay calm", {0, "calm"}},
         &State::skill_calm},
        {{"skill_educate", "1", Domain::share, "the same of explaining and teaching", {0, "educate"}},
         &State::skill_educate},
        {{"skill_persuade", "1", Domain::share, "the same of persuading", {0, "persuade"}}, &State::skill_persuade},
        {{"training_due", "hours", Domain::amount, "hours of training that next week takes"}, &State::training_due},
        {{"surveys", "surveys", Domain::amount, "how many there have been"}, &State::surveys},
        {{"surveyed_exhaustion", "1", Domain::share, "mean exhaustion, as staff answered in the last survey"},
         &State::surveyed_exhaustion},
        {{"surveyed_cynicism", "1", Domain::share, "the same of cynicism"}, &State::surveyed_cynicism},
        {{"surveyed_efficacy", "1", Domain::share, "the same of efficacy"}, &State::surveyed_efficacy},
        {{"surveyed_burnout", "1", Domain::share, "the same of the share of staff burned out"},
         &State::surveyed_burnout},
        {{"surveyed_satisfaction", "1", Domain::share, "mean satisfaction of clients in the last survey"},
         &State::surveyed_satisfaction},
        {{"surveyed_trust", "1", Domain::share, "the same of trust"}, &State::surveyed_trust},
        {{"surveyed_entitlement", "1", Domain::share, "the same of entitlement"}, &State::surveyed_entitlement},
        {{"headcount", "people", Domain::amount, "people at work", {0, "staff"}}, &State::headcount},
    });
  }
  // clang-format on
};

}  // namespace clientele::model
