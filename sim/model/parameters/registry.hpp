// The form of the registry: what is known about one parameter. Everything that has to know parameters -
// loading, range checks, the JSON Schema, `explain`, `--set`, sweeps, sensitivity ranges and the tables of
// the documentation - derives from rows of this form. The rows themselves stand beside the structs they
// describe, in parameters/*.hpp.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace clientele::model {

struct Range {
  double low;
  double high;
};

/// The argument is about two questions: what is said to a client, and who is served at all. What answers
/// neither is a way of running a firm, and equal among those who argue.
enum class ArgumentPart { none, said, served, equal };
constexpr std::string_view part_word(ArgumentPart part) {
  constexpr std::string_view words[] = {"", "said", "served", "equal"};
  return words[static_cast<std::size_t>(part)];
}

/// One row of the registry. `unit` is "1" for pure numbers; a unit that begins with "money" is scaled by the
/// currency, and so is the default: it is for a business of the default wage and price, and in proportion to
/// them elsewhere (scenario/money_level.hpp). `valid` is what the program accepts, `plausible` what
/// sensitivity analysis explores. `source` is a tag of ODD.md's reference list, or "assumption".
struct ParameterInfo {
  std::string_view name;
  std::string_view unit;
  double standard;  ///< the default value; for a choice, the index of the default word
  Range valid;
  Range plausible;
  std::string_view source;
  std::string_view meaning;
  std::span<const std::string_view> choices = {};  ///< words instead of numbers, stored as their index
  std::string_view cost = {};                      ///< of a lever: what more of it costs
  ArgumentPart part = ArgumentPart::none;          ///< of a lever: which part of the argument it is
  std::string_view why = {};                       ///< why it is, where it could be argued
};

/// A row bound to the member of `Struct` that holds the value.
template <class Struct, class Value>
struct Parameter {
  ParameterInfo info;
  Value Struct::*member;
};

/// The default of the parameter of this name; 0 if there is none.
template <class Rows>
constexpr double standard_of(const Rows& rows, std::string_view name) {
  for (const auto& row : rows)
    if (row.info.name == name) return row.info.standard;
  return 0;
}

/// True where the value is an amount of money, and so scales with the currency.
constexpr bool is_money(const ParameterInfo& info) { return info.unit.starts_with("money"); }

/// Sets every parameter of `values` to its default.
template <class Struct, class Rows>
constexpr Struct defaults(const Rows& rows) {
  Struct values{};
  for (const auto& row : rows) {
    using Value = std::remove_reference_t<decltype(values.*(row.member))>;
    values.*(row.member) = static_cast<Value>(row.info.standard);
  }
  return values;
}

}  // namespace clientele::model
