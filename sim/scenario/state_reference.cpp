#include "sim/scenario/state_reference.hpp"

#include <fmt/core.h>

#include "sim/model/state/accounts.hpp"
#include "sim/model/state/customers.hpp"
#include "sim/model/state/office.hpp"
#include "sim/model/state/staff.hpp"

namespace clientele::scenario {

namespace {

template <class State>
std::vector<StateInfo> infos() {
  std::vector<StateInfo> result;
  for (const auto& variable : variables_of<State>) result.push_back(variable.info);
  return result;
}

std::string_view values_of(Domain domain) {
  constexpr std::string_view words[] = {"0 to 1", "not negative", "above 0", "any number", "a code"};
  return words[static_cast<std::size_t>(domain)];
}

std::string beginning_of(const StateInfo& info) {
  if (!info.start.formula.empty()) return std::string(info.start.formula);
  return info.start.vacant != 0 ? "none" : fmt::format("{}", info.start.value);
}

std::string explanation(const StateSection& section, const StateInfo& info) {
  return fmt::format("{} - state of {}\n  {}\n  unit       {}\n  values     {}\n  begins     {}\n{}",
                     info.name, section.whose, info.meaning, info.unit, values_of(info.domain),
                     beginning_of(info),
                     info.mean ? fmt::format("  measure    {}: {}\n", info.name, info.mean.meaning) : "");
}

std::string table(const StateSection& section) {
  auto text = fmt::format(
      "### State of {}\n\n| name | unit | values | begins with | meaning | its mean is a measure |\n"
      "|---|---|---|---|---|---|\n",
      section.whose);
  for (const auto& info : section.rows)
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", info.name, info.unit, values_of(info.domain),
                        beginning_of(info), info.meaning, info.mean ? "yes" : "");
  return text + '\n';
}

}  // namespace

const std::vector<StateSection>& state_sections() {
  static const std::vector<StateSection> sections{
      {"an account", infos<AccountState<Single>>()},
      {"a customer", infos<CustomerState<Single>>()},
      {"a member of staff", infos<StaffState<Single>>()},
      {"an office", infos<OfficeState>()},
  };
  return sections;
}

std::string explain_state(std::string_view name) {
  std::string text;
  for (const auto& section : state_sections())
    for (const auto& info : section.rows)
      if (info.name == name) {
        if (!text.empty()) text += '\n';
        text += explanation(section, info);
      }
  return text;
}

std::string list_of_states() {
  std::string text;
  for (const auto& section : state_sections()) {
    text += fmt::format("{}state of {}\n", text.empty() ? "" : "\n", section.whose);
    for (const auto& info : section.rows)
      text += fmt::format("  {:<30} {:<15} {}\n", info.name, info.unit, info.meaning);
  }
  return text;
}

std::string state_tables() {
  std::string text;
  for (const auto& section : state_sections()) text += table(section);
  return text;
}

}  // namespace clientele::scenario
