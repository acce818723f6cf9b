// The state of a member of staff, and of the seat: empty seats wait for a successor, the next generation.
#pragma once

#include <array>

#include "sim/model/state/variable.hpp"

namespace clientele::model {

/// Whether and why a member of staff leaves.
enum class Departure : std::uint8_t { stays, quits, retires, moves, is_dismissed };

template <template <class> class Of>
struct StaffState {
  Of<float> experience, fatigue, long_fatigue, exhaustion, chronic, cynicism, efficacy, life, backlog, tenure,
      absence, on_leave;
  Of<float> exhaustion_set_point, cynicism_set_point, efficacy_set_point, exhaustion_reactivity,
      cynicism_reactivity, appraisal, capacity, shift, skill, match, leave_phase;
  Of<std::int32_t> accounts;
  Of<std::uint16_t> generation;
  Of<std::uint8_t> present, ill;

  // clang-format off
  static constexpr auto variables() {
    using State = StaffState;
    using Row = Variable<StateInfo, State, Of<float>, Of<std::int32_t>, Of<std::uint16_t>, Of<std::uint8_t>>;
    return std::to_array<Row>({
        {{"experience", "1", Domain::share, "how experienced the person is; 0 = rookie",
          {0, "initial_experience (1 + (1 - initial_experience)(2 U - 1)), U uniform; 0 for those hired later"},
          {"mean experience of staff"}}, &State::experience},
        {{"fatigue", "1", Domain::amount, "work intensity, smoothed over fatigue_weeks", {1}}, &State::fatigue},
        {{"long_fatigue", "1", Domain::amount, "work intensity, smoothed over long_fatigue_weeks", {1}},
         &State::long_fatigue},
        {{"exhaustion", "1", Domain::share, "emotional exhaustion, of the Maslach Burnout Inventory",
          {0, "its set point + exponential, mean history_exhaustion"}, {"mean emotional exhaustion", true}}, &State::exhaustion},
        {{"chronic", "1", Domain::amount, "the part of exhaustion that heals slowly",
          {0, "its part of what the last job left"}}, &State::chronic},
        {{"cynicism", "1", Domain::share, "cynicism (depersonalisation), of the same",
          {0, "its set point + exponential, mean history_cynicism"}, {"mean cynicism", true}}, &State::cynicism},
        {{"efficacy", "1", Domain::share, "professional efficacy (personal accomplishment), of the same",
          {0, "its set point"}, {"mean professional efficacy"}}, &State::efficacy},
        {{"life", "1/week", Domain::number, "what life outside work adds to exhaustion this week",
          {0, "normal, standard deviation life_spread"}}, &State::life},
        {{"backlog", "hours", Domain::amount, "work that waits, at a standard of 1"}, &State::backlog},
        {{"tenure", "weeks", Domain::amount, "time since the person was hired",
          {0, "exponential, mean staff_tenure / 2; 0 for those hired later"}}, &State::tenure},
        {{"absence", "1", Domain::share, "share of this week's hours that the person is ill", {},
          {"mean share of hours lost to sickness, of those on leave as well", true}}, &State::absence},
        {{"on_leave", "1", Domain::share, "share of this week's hours on leave"}, &State::on_leave},
        {{"exhaustion_set_point", "1", Domain::share, "exhaustion without strain, of this person",
          {0, "normal about exhaustion_rest, by affectivity"}}, &State::exhaustion_set_point},
        {{"cynicism_set_point", "1", Domain::share, "the same of cynicism", {0, "normal about cynicism_rest, by affectivity"}},
         &State::cynicism_set_point},
        {{"efficacy_set_point", "1", Domain::share, "efficacy where all is as expected", {0, "normal about efficacy_rest, by affectivity"}},
         &State::efficacy_set_point},
        {{"exhaustion_reactivity", "1", Domain::amount, "how strongly strain acts on this person's exhaustion; mean 1",
          {0, "log-normal, by staff_spread"}}, &State::exhaustion_reactivity},
        {{"cynicism_reactivity", "1", Domain::amount, "the same of cynicism; correlated with it",
          {0, "log-normal, by staff_spread and reactivity_correlation"}}, &State::cynicism_reactivity},
        {{"appraisal", "1", Domain::amount, "how much an incident means to this person; mean 1",
          {0, "log-normal, by appraisal_spread"}}, &State::appraisal},
        {{"capacity", "1", Domain::amount, "how much load this person carries with ease; mean 1",
          {0, "log-normal, by capacity_spread"}}, &State::capacity},
        {{"shift", "1", Domain::amount, "what reaches this person's shift from the common queue; mean 1",
          {0, "log-normal, by shift_spread"}}, &State::shift},
        {{"skill", "1", Domain::amount, "output of this person once experienced; mean 1",
          {0, "log-normal, by skill_spread"}}, &State::skill},
        {{"match", "1", Domain::number, "how well person and job suit each other, which is learned on the job",
          {0, "standard normal, of those who are still there"}}, &State::match},
        {{"leave_phase", "1", Domain::share, "which weeks the person takes off", {0, "uniform"}}, &State::leave_phase},
        {{"accounts", "accounts", Domain::code, "accounts served"}, &State::accounts},
        {{"generation", "people", Domain::code, "how many had the same seat before", {0, "one more than before"}},
         &State::generation},
        {{"present", "yes or no", Domain::code, "whether somebody has the seat", {1}}, &State::present},
        {{"ill", "yes or no", Domain::code, "whether the person is ill this week"}, &State::ill},
    });
  }
  // clang-format on
};

}  // namespace clientele::model
