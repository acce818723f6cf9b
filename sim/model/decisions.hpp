// Every decision that needs a random number, by the family whose block of Philox it shares. A new decision
// takes the next free lane of a family (at the end of its enum, four at most) or begins a family of its own,
// with a row in the table. A family's name is frozen: its random numbers follow from it, and from nothing
// else in this file.
#pragma once

#include <string_view>
#include <tuple>

#include "sim/layers.hpp"
#include "sim/random/draws.hpp"

namespace clientele::model {

// Customers with an account, each week.
enum class Requests { mood, right_requests, wrong_requests, rework };
enum class Reactions { claims, incivility, voice, recovery };
enum class Leaving { churn, next_choice, leave_for_good, slips };
// Customers without an account, each week.
enum class Prospect { lead, business, apparent_match, sign };
// One request that staff and customer may see differently; k counts the week's requests of the account.
enum class Disagreement { belief, contradict, clash, educate };
enum class Persuasion { persuade, pilot, pilot_verdict, concede };
enum class Truth { revealed };
// Accounts under review, and bad debts.
enum class Risk { mends_ways, default_on_debt };
// The first week's accounts; birth.
enum class FirstAccount { business, tenure };
enum class Birth { segment };
// Staff: each week; when hired.
enum class Quitting { quit };
enum class Recruit { vulnerability, experience, exhaustion, cynicism };
enum class RecruitToo { efficacy, tenure };
// Markets and offices, each week.
enum class Noise { demand, absence };

template <class Enum>
struct FamilyRow {
  std::string_view name;  ///< frozen
};

inline constexpr std::tuple decision_families{
    FamilyRow<Requests>{"requests"},
    FamilyRow<Reactions>{"reactions"},
    FamilyRow<Leaving>{"leaving"},
    FamilyRow<Prospect>{"prospect"},
    FamilyRow<Disagreement>{"disagreement"},
    FamilyRow<Persuasion>{"persuasion"},
    FamilyRow<Truth>{"truth"},
    FamilyRow<Risk>{"risk"},
    FamilyRow<FirstAccount>{"first account"},
    FamilyRow<Birth>{"birth"},
    FamilyRow<Quitting>{"quitting"},
    FamilyRow<Recruit>{"recruit"},
    FamilyRow<RecruitToo>{"recruit, too"},
    FamilyRow<Noise>{"noise"},
};

template <class Enum, class... Enums>
constexpr std::uint32_t position_in(const std::tuple<FamilyRow<Enums>...>&) {
  std::uint32_t position = 0;
  (void)((std::is_same_v<Enum, Enums> || (++position, false)) || ...);
  return position;
}

/// The family of a decision of the table; there is none for any other enum.
template <class Enum>
requires requires { std::get<FamilyRow<Enum>>(decision_families); }
constexpr DecisionFamily family_of(Enum) { return {position_in<Enum>(decision_families)}; }

/// The decision what a trait is like, made once for each customer.
constexpr Decision trait_decision(std::size_t trait) {
  return {{16 + static_cast<std::uint32_t>(trait) / 4}, static_cast<std::uint32_t>(trait) % 4};
}

}  // namespace clientele::model
