#include "sim/scenario/text/follows.hpp"

#include <algorithm>

namespace clientele::scenario {

namespace {

// Documents come from files and stores: what is not as it should be is complained of elsewhere.
const Json* follows_of(const Json& policy) {
  const auto* follows = policy.find("follows");
  return follows && follows->is_object() ? follows : nullptr;
}

bool is_listed(const Json& list, std::string_view lever) {
  return list.is_array() && std::find(list.begin(), list.end(), Json(lever)) != list.end();
}

}  // namespace

void follow(Json& policy, std::string_view other, std::span<const std::string_view> levers) {
  if (levers.empty()) return;
  auto& list = policy["follows"][other];
  for (const auto lever : levers) list.push_back(lever);
}

void stop_following(Json& policy, std::string_view lever) {
  if (!is_followed(policy, lever)) return;
  auto kept = Json::object();
  for (const auto& [other, list] : follows_of(policy)->items()) {
    if (!list.is_array()) continue;
    Json::Array rest(list.begin(), list.end());
    std::erase(rest, Json(lever));
    if (!rest.empty()) kept[other] = std::move(rest);
  }
  if (kept.empty())
    policy.erase("follows");
  else
    policy["follows"] = std::move(kept);
}

bool is_followed(const Json& policy, std::string_view lever) {
  const auto* follows = follows_of(policy);
  if (!follows) return false;
  const auto& members = follows->items();
  return std::any_of(members.begin(), members.end(),
                     [&](const auto& member) { return is_listed(member.second, lever); });
}

}  // namespace clientele::scenario
