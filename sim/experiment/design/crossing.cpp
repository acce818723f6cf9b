#include "sim/experiment/design/crossing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/model/specification.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

/// Levers that move together, and the settings of them.
struct LeverGroup {
  std::string name;
  std::vector<std::string> levers;
  std::vector<Json> settings = {};       ///< one per level, levers as members
  std::vector<std::string> levels = {};  ///< their names, where the scenario names them
};

// A document may come from a store that somebody has damaged: what is not as it should be is no part of a
// crossing.
const Json* member(const Json& object, std::string_view key, bool (Json::*is_kind)() const) {
  const auto* found = object.is_object() ? object.find(key) : nullptr;
  return found && (found->*is_kind)() ? found : nullptr;
}

const Json* policy_named(const Json& document, const std::string& name) {
  const auto* policies = member(document, "policies", &Json::is_array);
  if (!policies) return nullptr;
  for (const auto& policy : *policies) {
    const auto* own = member(policy, "name", &Json::is_string);
    if (own && own->text() == name) return member(policy, "levers", &Json::is_object) ? &policy : nullptr;
  }
  return nullptr;
}

Json setting_of(const Json& policy, const std::vector<std::string>& levers) {
  auto setting = Json::object();
  for (const auto& lever : levers)
    if (const auto* value = policy.at("levers").find(lever)) setting[lever] = *value;
  return setting;
}

std::optional<LeverGroup> stated_group(const Json& factor) {
  const auto *name = member(factor, "name", &Json::is_string),
             *levels = member(factor, "levels", &Json::is_array);
  if (!name || !levels || levels->empty()) return std::nullopt;
  LeverGroup group{name->text(), {}};
  for (const auto& level : *levels) {
    const auto *own = member(level, "name", &Json::is_string),
               *levers = member(level, "levers", &Json::is_object);
    if (!own || !levers) return std::nullopt;
    group.levels.push_back(own->text());
    group.settings.push_back(*levers);
  }
  for (const auto& [lever, value] : group.settings.front().items()) group.levers.push_back(lever);
  return group;
}

// None where one of them is not as it should be.
std::vector<LeverGroup> stated_groups(const Json& factors) {
  std::vector<LeverGroup> groups;
  if (!factors.is_array()) return groups;
  for (const auto& factor : factors) {
    auto group = stated_group(factor);
    if (!group) return {};
    groups.push_back(*std::move(group));
  }
  return groups;
}

std::vector<LeverGroup> groups_of_argument() {
  std::vector<LeverGroup> groups;
  for (const auto part : {ArgumentPart::said, ArgumentPart::served}) {
    auto& group = groups.emplace_back(LeverGroup{std::string(part_word(part)), {}});
    for (const auto& row : lever_parameters)
      if (row.info.part == part) group.levers.emplace_back(row.info.name);
  }
  return groups;
}

// What of a policy belongs to no factor.
Json rest_of(const Json& policy, const std::vector<LeverGroup>& groups) {
  auto rest = policy.at("levers");
  for (const auto& group : groups)
    for (const auto& lever : group.levers) rest.erase(lever);
  return rest;
}

// The settings that occur, in the order of the policies; those of the scenario where it states them.
void find_settings(LeverGroup& group, const std::vector<const Json*>& policies) {
  if (!group.levels.empty()) return;
  for (const auto* policy : policies) {
    auto setting = setting_of(*policy, group.levers);
    if (std::ranges::find(group.settings, setting) == group.settings.end())
      group.settings.push_back(std::move(setting));
  }
}

std::size_t combinations(const std::vector<LeverGroup>& groups) {
  std::size_t product = 1;
  for (const auto& group : groups) product *= group.settings.size();
  return product;
}

std::optional<std::size_t> cell_of(const Json& policy, const std::vector<LeverGroup>& groups) {
  std::size_t cell = 0;
  for (const auto& group : groups) {
    const auto found = std::ranges::find(group.settings, setting_of(policy, group.levers));
    if (found == group.settings.end()) return std::nullopt;
    cell = cell * group.settings.size() + static_cast<std::size_t>(found - group.settings.begin());
  }
  return cell;
}

// A policy in every cell, or nothing; of several in one cell what the factors combine to, or else the first.
std::optional<std::vector<std::string>> filled(const std::vector<LeverGroup>& groups,
                                               const std::vector<const Json*>& policies) {
  const auto is_factor = [](const LeverGroup& group) { return group.settings.size() > 1; };
  if (!std::ranges::all_of(groups, is_factor) || policies.size() < combinations(groups)) return std::nullopt;
  std::vector<std::string> names(combinations(groups));
  for (const auto* policy : policies)
    if (const auto cell = cell_of(*policy, groups);
        cell && (names[*cell].empty() || policy->contains("combines")))
      names[*cell] = policy->at("name").text();
  const bool is_full = std::ranges::none_of(names, [](const std::string& name) { return name.empty(); });
  return is_full ? std::optional(std::move(names)) : std::nullopt;
}

/// A level of the argument is called what the preset that has it stands for.
struct LevelOfPreset {
  std::string_view preset;
  std::array<std::string_view, 2> levels;  ///< of what is said, of who is served
};
constexpr LevelOfPreset levels_of_presets[] = {{"customer_always_right", {"please", "everyone"}},
                                               {"right_customer", {"please", "the right"}},
                                               {"partnership", {"partner", "everyone"}},
                                               {"right_partnership", {"partner", "the right"}}};

void name_levels(Crossing& crossing) {
  const auto levels = crossing.levels();
  for (std::size_t cell = 0; cell < crossing.policies.size(); ++cell) {
    const auto at = levels_of_cell(cell, levels);
    const auto& policy = crossing.policies[cell];
    const auto* known = std::ranges::find(levels_of_presets, policy, &LevelOfPreset::preset);
    for (std::size_t f = 0; f < at.size(); ++f) {
      auto& name = crossing.factors[f].levels[at[f]];
      if (known != std::end(levels_of_presets))
        name = known->levels[f];
      else if (name.empty())
        name = "as " + policy;
    }
  }
}

Crossing crossing_of(const std::vector<LeverGroup>& groups, std::vector<std::string> policies,
                     bool is_argument) {
  Crossing crossing{.factors = {}, .policies = std::move(policies), .is_argument = is_argument};
  for (const auto& group : groups) {
    auto& factor = crossing.factors.emplace_back(Factor{group.name, group.levels});
    factor.levels.resize(group.settings.size());
  }
  if (is_argument) name_levels(crossing);
  return crossing;
}

// The factors of the argument are known by their levers, however they were stated.
bool are_of_argument(const std::vector<LeverGroup>& groups) {
  const auto known = groups_of_argument();
  const auto as_set = [](std::vector<std::string> levers) {
    std::ranges::sort(levers);
    return levers;
  };
  return std::ranges::equal(groups, known, [&](const auto& a, const auto& b) {
    return a.name == b.name && as_set(a.levers) == as_set(b.levers);
  });
}

using Candidates = std::vector<const Json*>;

// By what belongs to no factor: those that have it in common can be a crossing.
std::vector<Candidates> alike(const Candidates& policies, const std::vector<LeverGroup>& groups) {
  std::vector<Json> rests;
  std::vector<Candidates> lists;
  for (const auto* policy : policies) {
    const auto rest = rest_of(*policy, groups);
    const auto at = static_cast<std::size_t>(std::ranges::find(rests, rest) - rests.begin());
    if (at == rests.size()) {
      rests.push_back(rest);
      lists.emplace_back();
    }
    lists[at].push_back(policy);
  }
  return lists;
}

// Policies that may cross the factors. Where these have no levels stated they are those of the four presets,
// before any others: another policy, with a setting of its own of what is said, is no third level of it.
std::vector<Candidates> candidates_of(const Json& document, const std::vector<std::string>& names,
                                      const std::vector<LeverGroup>& groups) {
  Candidates all, presets;
  for (const auto& name : names) {
    const auto* policy = name == policy_today ? nullptr : policy_named(document, name);
    if (!policy) continue;
    all.push_back(policy);
    if (std::ranges::find(scenario::default_policies, name) != scenario::default_policies.end())
      presets.push_back(policy);
  }
  auto lists = alike(presets, groups);
  for (auto& list : alike(all, groups)) lists.push_back(std::move(list));
  return lists;
}

}  // namespace

std::vector<std::size_t> Crossing::levels() const {
  std::vector<std::size_t> counts;
  for (const auto& factor : factors) counts.push_back(factor.levels.size());
  return counts;
}

std::optional<Crossing> find_crossing(const Json& document, const std::vector<std::string>& policies) {
  const auto* stated = document.find("factors");
  const auto groups = stated ? stated_groups(*stated) : groups_of_argument();
  constexpr std::size_t most_factors = 4;
  if (groups.empty() || groups.size() > most_factors) return std::nullopt;
  for (const auto& candidates : candidates_of(document, policies, groups)) {
    auto found = groups;
    for (auto& group : found) find_settings(group, candidates);
    auto names = filled(found, candidates);
    if (!names) continue;
    auto crossing = crossing_of(found, *std::move(names), are_of_argument(found));
    const auto* today = policy_named(document, std::string(policy_today));
    crossing.is_else_today = today && rest_of(*today, found) == rest_of(*candidates.front(), found);
    return crossing;
  }
  return std::nullopt;
}

std::string cell_label(const Crossing& crossing, std::size_t cell) {
  const auto at = levels_of_cell(cell, crossing.levels());
  std::vector<std::string_view> names;
  for (std::size_t f = 0; f < at.size(); ++f) names.push_back(crossing.factors[f].levels[at[f]]);
  if (!crossing.is_argument) return joined(names, " + ");
  return joined(names, names.front() == "partner" ? " with " : " ");
}

std::string effect_label(const Crossing& crossing, const FactorialEffect& effect) {
  std::vector<std::string_view> names;
  for (std::size_t f = 0; f < effect.levels.size(); ++f)
    if (effect.levels[f] > 0) names.push_back(crossing.factors[f].levels[effect.levels[f]]);
  if (names.size() > 1)
    return fmt::format("{}: more with {}", names.front(), joined({names.begin() + 1, names.end()}, " and "));
  return fmt::format("{}, not {}", names.front(), crossing.factors[first_factor(effect)].levels.front());
}

std::size_t first_factor(const FactorialEffect& effect) {
  const auto found = std::ranges::find_if(effect.levels, [](std::size_t level) { return level > 0; });
  return static_cast<std::size_t>(found - effect.levels.begin());
}

}  // namespace clientele::experiment
