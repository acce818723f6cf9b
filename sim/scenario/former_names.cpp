#include "sim/scenario/former_names.hpp"

#include <fmt/core.h>

#include <vector>

#include "sim/scenario/check.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

/// A preset, and levers that it alone had.
struct Former {
  std::string_view name;
  double overtime_cap, utilisation_cap, expectation_setting;
};
constexpr Former formers[] = {{"customer_always_right", 1.3, 1.3, 0.4},
                              {"right_customer", 1.15, 0.95, 0.9},
                              {"partnership", 1.15, 1.05, 0.95}};
constexpr std::string_view newcomers[] = {"right_partnership", "customer_always_right_firm",
                                          "right_customer_firm", "partnership_firm"};

void add_text(const Json* value, std::vector<std::string>& names) {
  if (value && value->is_string() && !is_one_of(value->text(), names)) names.push_back(value->text());
}

// Names of presets, wherever a scenario may have them.
std::vector<std::string> names_in(const Json& written) {
  std::vector<std::string> names;
  for (const auto& [list, key] : {std::pair("policies", "based_on"), std::pair("businesses", "policy")}) {
    const auto* all = written.find(list);
    if (!all || !all->is_array()) continue;
    for (const auto& element : *all) add_text(element.is_object() ? element.find(key) : &element, names);
  }
  return names;
}

std::string sentence(const std::vector<std::string>& names, std::string_view place) {
  std::vector<std::string> firms;
  for (const auto& name : names) firms.push_back(name + "_firm");
  return fmt::format("{} {} {}; the whole ways of running a firm that had {} before are {}",
                     joined(views(names), ", "), names.size() == 1 ? "is" : "are", place,
                     names.size() == 1 ? "this name" : "these names", joined(views(firms), ", "));
}

bool had_another_meaning(std::string_view name) {
  for (const auto& former : formers)
    if (former.name == name) return true;
  return false;
}

bool has_levers_of(const Json& policy, const Former& former) {
  const auto is = [&](const char* lever, double value) {
    const auto* levers = policy.find("levers");
    const auto* found = levers && levers->is_object() ? levers->find(lever) : nullptr;
    return found && found->is_number() && found->get<double>() == value;
  };
  const auto* name = policy.find("name");
  return name && name->is_string() && name->text() == former.name &&
         is("overtime_cap", former.overtime_cap) && is("utilisation_cap", former.utilisation_cap) &&
         is("expectation_setting", former.expectation_setting);
}

}  // namespace

std::string sentence_on_former_names(const Json& written) {
  if (!written.is_object()) return "";
  auto names = names_in(written);
  for (const auto name : newcomers)
    if (is_one_of(name, names)) return "";
  std::erase_if(names, [](const std::string& name) { return !had_another_meaning(name); });
  return names.empty() ? "" : sentence(names, "the argument alone, all else as today");
}

std::string sentence_on_former_levers(const Json& resolved) {
  std::vector<std::string> names;
  const auto* policies = resolved.find("policies");
  if (!policies || !policies->is_array()) return "";
  for (const auto& policy : *policies)
    for (const auto& former : formers)
      if (has_levers_of(policy, former)) names.emplace_back(former.name);
  return names.empty() ? "" : sentence(names, "here what was shipped under that name before version 0.3");
}

}  // namespace clientele::scenario
