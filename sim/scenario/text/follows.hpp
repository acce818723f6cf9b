// What a policy has from another, and follows where that is changed: "follows": {"today": ["crm", ...]}. A
// resolved document says so of its policies, as nothing else in it tells a lever that is as today from one
// that happens to have the same value; sweeps resolve it again with another value of today's.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

/// Lets a policy (or a level of a factor) follow another in these levers.
void follow(Json& policy, std::string_view other, std::span<const std::string_view> levers);

/// It has a value of its own, and follows nobody in this lever any more.
void stop_following(Json& policy, std::string_view lever);

/// Whether it follows anybody in this lever.
bool is_followed(const Json& policy, std::string_view lever);

}  // namespace clientele::scenario
