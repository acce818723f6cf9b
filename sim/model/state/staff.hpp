// The state of a member of staff, and of the seat: empty seats wait for a successor, the next generation.
#pragma once

#include <array>

#include "sim/model/state/variable.hpp"

namespace clientele::model {

template <template <class> class Of>
struct StaffState {
  Of<float> experience, fatigue, long_fatigue, exhaustion, cynicism, efficacy, vulnerability, backlog, tenure,
      absence;
  Of<std::int32_t> accounts;
  Of<std::uint16_t> generation;
  Of<std::uint8_t> present;

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
          {0, "normal about exhaustion_rest, standard deviation 0.1"}, {"mean emotional exhaustion", true}}, &State::exhaustion},
        {{"cynicism", "1", Domain::share, "cynicism (depersonalisation), of the same",
          {0, "normal about cynicism_rest, standard deviation 0.1"}, {"mean cynicism", true}}, &State::cynicism},
        {{"efficacy", "1", Domain::share, "professional efficacy (personal accomplishment), of the same",
          {0, "normal about efficacy_rest, standard deviation 0.1"}, {"mean professional efficacy"}}, &State::efficacy},
        {{"vulnerability", "1", Domain::amount, "how strongly strain acts on this person; mean 1",
          {0, "exp(staff_spread Z - staff_spread^2 / 2), Z standard normal"}}, &State::vulnerability},
        {{"backlog", "hours", Domain::amount, "work that waits, at a standard of 1"}, &State::backlog},
        {{"tenure", "weeks", Domain::amount, "time since the person was hired",
          {0, "exponential, mean staff_tenure / 2; 0 for those hired later"}}, &State::tenure},
        {{"absence", "1", Domain::share, "share of this week's hours absent", {0, "the business's absence"},
          {"mean share of hours absent", true}}, &State::absence},
        {{"accounts", "accounts", Domain::code, "accounts served"}, &State::accounts},
        {{"generation", "people", Domain::code, "how many had the same seat before", {0, "one more than before"}},
         &State::generation},
        {{"present", "yes or no", Domain::code, "whether somebody has the seat", {1}}, &State::present},
    });
  }
  // clang-format on
};

}  // namespace clientele::model
