// The form of the tables of state: what is known about one variable of an account, a customer, a member of
// staff or an office. All that goes through every variable derives from rows of this form: making room, the
// values that a new account or member of staff begins with, moving people from row to row, hashes, checks of
// ranges, the memory a world needs, comparing two replications, `explain`, the tables of the ODD, and the
// measures that are means of a variable. The rows stand beside the members they describe, in state/*.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "sim/layers.hpp"

namespace clientele::model {

/// The values that a variable may have between any two stages: [0,1]; not negative; above 0; finite; or any
/// number that stands for somebody or something.
enum class Domain { share, amount, positive, number, code };

/// What a variable begins with: a constant, or what the formula says where an account is opened, somebody is
/// hired or an office founded. `vacant` is what a row holds that has had no account, or nobody, yet.
struct Start {
  double value = 0;
  std::string_view formula = {};
  double vacant = 0;
};

/// The measure that the mean of an observed variable is, over accounts, staff or offices at the end of a
/// week. It has the name and the unit of its variable.
struct ObservedMean {
  std::string_view meaning = {};  ///< empty: not observed
  bool lower_is_better = false;

  constexpr explicit operator bool() const { return !meaning.empty(); }
};

/// One row. `compared`: the divergence of two replications is looked for in this variable too.
struct StateInfo {
  std::string_view name;
  std::string_view unit;
  Domain domain;
  std::string_view meaning;
  Start start = {};
  ObservedMean mean = {};
  bool compared = true;
};

/// A row bound to the member of `Struct` that holds the values: a column of one of several types.
template <class Info, class Struct, class... Columns>
struct Variable {
  Info info;
  std::variant<Columns Struct::*...> member;
};

/// A struct of state has its members in the shape that `Of` gives them: columns of many, or, as here, of one.
template <class Value>
using Single = Value;

template <class Struct>
inline constexpr auto variables_of = Struct::variables();

/// Calls body(info, member) for each variable of the table of `Struct`, in its order. Compiled for each
/// variable.
template <class Struct, class Body>
constexpr void for_each_variable(const Body& body) {
  constexpr auto& table = variables_of<Struct>;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (body(table[I].info, std::get<table[I].member.index()>(table[I].member)), ...);
  }
  (std::make_index_sequence<table.size()>{});
}

/// Gives all variables in a row the values they begin with, as far as these are the same for everybody.
template <class Struct, class Position>
void begin_row(Struct& state, Position row) {
  for_each_variable<Struct>([&](const StateInfo& info, auto member) {
    using Value = typename std::remove_reference_t<decltype(state.*member)>::Scalar;
    if (info.start.formula.empty()) (state.*member)[row] = static_cast<Value>(info.start.value);
  });
}

/// How many variables of the table there are of which holds(info).
template <class Struct>
constexpr std::size_t count_variables(bool (*holds)(const StateInfo&)) {
  std::size_t count = 0;
  for (const auto& variable : variables_of<Struct>) count += holds(variable.info) ? 1 : 0;
  return count;
}

}  // namespace clientele::model
