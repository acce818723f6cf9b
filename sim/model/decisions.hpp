// Every decision that needs a random number, by the family whose block of Philox it shares. A new decision
// takes the next free lane of a family (at the end of its enum, four at most) or begins a family of its own,
// with a row in the table. A family's name is frozen: its random numbers follow from it, and from nothing
// else in this file.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <tuple>

#include "sim/layers.hpp"
#include "sim/model/parameters/traits.hpp"
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
// One request that comes back; k counts those of the account in the week.
enum class Return { for_an_error };
// Accounts under review, and bad debts.
enum class Risk { mends_ways, default_on_debt };
// The first week's accounts; birth.
enum class FirstAccount { business, tenure };
enum class Birth { segment };
// Staff: each week; who they are, for good; in the k-th of those who could have been there at the start.
enum class Quitting { quit, cause };
enum class Wellbeing { life, illness };
enum class Recruit { exhaustion_reactivity, experience, exhaustion, cynicism };
enum class RecruitToo { efficacy, tenure, life, leave };
enum class Disposition { affectivity, exhaustion, cynicism, efficacy };
enum class Makeup { cynicism_reactivity, appraisal, capacity, shift };
enum class Belonging { match, still_there };
enum class Gifts { skill, impression };
// Markets and offices, each week.
enum class Noise { demand, absence };
// At each survey: an office's clients, where k counts what is asked; a member of staff.
enum class Survey { answers };
enum class Questionnaire { answers, exhaustion, cynicism, efficacy };

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
    FamilyRow<Return>{"return"},
    FamilyRow<Risk>{"risk"},
    FamilyRow<FirstAccount>{"first account"},
    FamilyRow<Birth>{"birth"},
    FamilyRow<Quitting>{"quitting"},
    FamilyRow<Wellbeing>{"wellbeing"},
    FamilyRow<Recruit>{"recruit"},
    FamilyRow<RecruitToo>{"recruit, too"},
    FamilyRow<Disposition>{"disposition"},
    FamilyRow<Makeup>{"makeup"},
    FamilyRow<Belonging>{"belonging"},
    FamilyRow<Gifts>{"gifts"},
    FamilyRow<Noise>{"noise"},
    FamilyRow<Survey>{"survey"},
    FamilyRow<Questionnaire>{"questionnaire"},
};

template <class Enum>
inline constexpr DecisionFamily family_in_table =
    family_named(std::get<FamilyRow<Enum>>(decision_families).name);

/// The family of a decision of the table; there is none for any other enum.
template <class Enum>
requires requires { std::get<FamilyRow<Enum>>(decision_families); }
constexpr DecisionFamily family_of(Enum) { return family_in_table<Enum>; }

/// Which traits a customer has, decided once: each trait has a family of its own, so that one more leaves the
/// others as they are.
inline constexpr auto trait_decisions = [] {
  std::array<Decision, trait_infos.size()> decisions{};
  for (std::size_t i = 0; i < decisions.size(); ++i)
    decisions[i].family = family_named("trait ", trait_infos[i].name);
  return decisions;
}();

/// The keys of all families there are. Two of the same would give two decisions the same random numbers.
inline constexpr auto decision_keys = [] {
  constexpr auto families = std::tuple_size_v<decltype(decision_families)>;
  std::array<std::uint32_t, families + trait_infos.size()> keys{};
  std::size_t n = 0;
  std::apply([&](const auto&... row) { ((keys[n++] = family_named(row.name).key), ...); }, decision_families);
  for (const auto& decision : trait_decisions) keys[n++] = decision.family.key;
  return keys;
}();

constexpr bool all_differ(std::span<const std::uint32_t> keys) {
  for (std::size_t i = 0; i < keys.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (keys[i] == keys[j]) return false;
  return true;
}
static_assert(all_differ(decision_keys), "two families have the same key: give the newer one another name");

}  // namespace clientele::model
