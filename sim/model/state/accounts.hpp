// The state of an account: the relationship of a customer with a business.
#pragma once

#include <array>

#include "sim/model/state/variable.hpp"

namespace clientele::model {

inline constexpr std::uint8_t nobody = 255;  ///< no business

template <template <class> class Of>
struct AccountState {
  Of<float> satisfaction, trust, entitlement, mood, expectation, rework, errors, tenure, contribution,
      lifetime, abuse, receivable;
  Of<std::int32_t> seat;
  Of<std::uint8_t> business, warned, referred;

  // clang-format off
  static constexpr auto variables() {
    using State = AccountState;
    using Row = Variable<StateInfo, State, Of<float>, Of<std::int32_t>, Of<std::uint8_t>>;
    return std::to_array<Row>({
        {{"satisfaction", "1", Domain::share, "how pleased the client is with the service",
          {0, "initial_satisfaction"}, {"mean satisfaction of accounts"}}, &State::satisfaction},
        {{"trust", "1", Domain::share, "weight that the client gives to what the business advises",
          {0, "initial_trust"}, {"mean trust of accounts"}}, &State::trust},
        {{"entitlement", "1", Domain::share, "how far deference is taken for granted",
          {0, "initial_entitlement (1 - respect)"}, {"mean entitlement of accounts", true}}, &State::entitlement},
        {{"mood", "1", Domain::number, "deviation of the log request rate from its mean"}, &State::mood},
        {{"expectation", "1", Domain::share, "experience that the client expects of a week",
          {0, "initial_expectation + overpromise (1 - expectation_setting)"}}, &State::expectation},
        {{"rework", "requests", Domain::amount, "requests that will come back"}, &State::rework},
        {{"errors", "requests", Domain::amount, "requests done with an error that nobody knows of (undiscovered rework)",
          {}, {"undiscovered errors of an account", true}}, &State::errors},
        {{"tenure", "weeks", Domain::amount, "age of the account"}, &State::tenure},
        {{"contribution", "money/week", Domain::number,
          "invoices less credits and the cost of the hours spent, smoothed over contribution_weeks"},
         &State::contribution},
        {{"lifetime", "money", Domain::number, "the same, summed over all weeks"}, &State::lifetime},
        {{"abuse", "incidents/week", Domain::amount, "incivility towards staff, smoothed over abuse_memory_weeks"},
         &State::abuse},
        {{"receivable", "money", Domain::number, "money owed by the client"}, &State::receivable},
        {{"seat", "seat", Domain::code, "who serves the account"}, &State::seat},
        {{"business", "business", Domain::code, "whose client it is", {0, "the business that signs", nobody}},
         &State::business},
        {{"warned", "yes or no", Domain::code, "whether the last review warned the client"}, &State::warned},
        {{"referred", "yes or no", Domain::code, "whether the client came by word of mouth"}, &State::referred},
    });
  }
  // clang-format on
};

}  // namespace clientele::model
