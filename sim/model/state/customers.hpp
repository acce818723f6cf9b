// The state of a customer that does not depend on having an account, and who the customer is.
#pragma once

#include <array>

#include "sim/model/state/accounts.hpp"

namespace clientele::model {

template <template <class> class Of>
struct CustomerState {
  Of<float> learned;
  Of<std::uint8_t> seeking;
  Of<std::uint32_t> slot;
  Of<std::uint16_t> generation;
  Of<std::int16_t> segment;

  // clang-format off
  static constexpr auto variables() {
    using State = CustomerState;
    using Row = Variable<StateInfo, State, Of<float>, Of<std::uint8_t>, Of<std::uint32_t>, Of<std::uint16_t>,
                         Of<std::int16_t>>;
    return std::to_array<Row>({
        {{"learned", "1", Domain::share, "knowledge gained from staff, as a share of what was missing"},
         &State::learned},
        {{"seeking", "business", Domain::code, "the business that a leaver wants to switch to", {nobody, "",
          nobody}}, &State::seeking},
        {{"slot", "slot", Domain::code, "number of the customer's place in the market", {0, "one for each customer"},
          {}, false}, &State::slot},
        {{"generation", "people", Domain::code, "how many had the same place before", {0, "one more than before"}},
         &State::generation},
        {{"segment", "segment", Domain::code, "kind of customer", {0, "drawn by the market's shares"}},
         &State::segment},
    });
  }
  // clang-format on
};

}  // namespace clientele::model
