// Levers that need others: a floor under margins is nothing where accounts are never reviewed.
#include <fmt/core.h>

#include <algorithm>

#include "sim/scenario/reference.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/follows.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

// Whether the policy has the lever from the one of that name, maybe through others.
bool has_from(const Json& policies, const Json& policy, std::string_view name, std::string_view lever) {
  if (policy.at("name") == Json(name)) return true;
  if (!is_followed(policy, lever)) return false;
  for (const auto& [other, list] : policy.at("follows").items()) {
    if (std::find(list.begin(), list.end(), Json(lever)) == list.end()) continue;
    if (other == name) return true;
    for (const auto& candidate : policies)
      if (candidate.at("name") == Json(other)) return has_from(policies, candidate, name, lever);
  }
  return false;
}

}  // namespace

void Policies::note_dependent(const Node& object, std::string_view policy) {
  if (!object->is_object()) return;
  const auto note = [&](std::string_view key, std::string_view lever) {
    dependent_.push_back({{object->find(key), fmt::format("{}/{}", object.pointer, key), object.findings},
                          std::string(policy),
                          std::string(lever)});
  };
  for (const auto lever : lever_names()) {
    const auto needed = lever_needed_by(lever);
    if (needed.empty() || object->contains(needed)) continue;
    if (object->contains(lever)) note(lever, lever);
    if (const auto* named = object->find("lever"); named && *named == Json(lever)) note("lever", lever);
  }
}

// What is inherited is nobody's mistake, nor is what is said together with what it needs, as presets do.
void Policies::require_needed() const {
  for (const auto& [node, name, lever] : dependent_) {
    const auto needed = lever_needed_by(lever);
    bool is_used = false, is_anybody_concerned = false;
    for (const auto& policy : earlier_) {
      if (name.empty() ? !policy.contains("combines") : !has_from(earlier_, policy, name, lever)) continue;
      is_anybody_concerned = true;
      is_used = is_used || policy.at("levers").at(needed) != Json(0);
    }
    if (is_used || !is_anybody_concerned) continue;
    node.complain_of_key(
        fmt::format("{} has no effect, as {} is 0 {}", in_quotes(lever), needed,
                    name.empty() ? "in all combinations" : "in the policy " + in_quotes(name)),
        fmt::format("give {} too, for example 13, or leave out {}", needed, lever));
  }
}

}  // namespace clientele::scenario
