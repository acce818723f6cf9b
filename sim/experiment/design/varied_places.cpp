#include "sim/experiment/design/varied_places.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <string_view>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/design/shapes.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

/// A path, and where it leads.
struct Place {
  std::string path;
  std::string pointer;
  std::vector<std::string> keys;  ///< of the pointer
};

std::vector<std::string> keys_of(const std::string& pointer) {
  std::vector<std::string> keys;
  for (std::size_t start = 1; start < pointer.size();) {
    const auto end = std::min(pointer.find('/', start), pointer.size());
    keys.push_back(pointer.substr(start, end - start));
    start = end + 1;
  }
  return keys;
}

std::optional<Place> place_of(const Json& document, const std::string& path) {
  const auto pointer = pointer_of(document, path);
  if (!pointer) return std::nullopt;
  return Place{path, *pointer, keys_of(*pointer)};
}

[[noreturn]] void refuse(const std::string& path, std::string_view why, std::string_view remedy) {
  throw BadInput(fmt::format("{} cannot be varied: {}\n  {}", path, why, remedy));
}

/// Whether the keys are these, of which "*" is any.
bool matches(const std::vector<std::string>& keys, const std::vector<std::string_view>& pattern) {
  if (keys.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (pattern[i] != "*" && pattern[i] != keys[i]) return false;
  return true;
}

// What factors combine to are policies before a sweep begins, which would not become others.
void require_no_factors(const std::vector<std::string>& paths) {
  for (const auto& path : paths)
    if (path == "factors" || path.starts_with("factors."))
      refuse(path, "what factors combine to are policies already when a sweep begins",
             "vary a lever of all as policies.today.levers.LEVER; other values of a factor are compared by "
             "`compare --set " +
                 path + "=...`");
}

constexpr std::string_view each_in_turn = "the first business follows each of the compared policies in turn";

void require_variable(const Place& place) {
  const auto& keys = place.keys;
  if (keys.back() == "name" || keys.back() == "description" || keys.back() == "based_on")
    refuse(place.path, "a name or a description is no number or word that the model knows",
           "names stay the same in all of a sweep; use --set");
  if (matches(keys, {"replications"}))
    refuse(place.path, "every point is repeated as often as the others, or they could not be compared",
           "use --replications");
  if (matches(keys, {"businesses", "0", "policy"}))
    refuse(place.path, each_in_turn,
           "choose these with --policies; the policies of other businesses can be varied");
}

/// Tables of results call a column by its path, and tell capital letters from small ones nowhere.
bool differ_in_case_only(const std::string& a, const std::string& b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Whether one is the other, or a part of it.
bool is_part_of(const Place& part, const Place& whole) {
  return part.pointer == whole.pointer || part.pointer.starts_with(whole.pointer + '/');
}

void require_apart(const Place& earlier, const Place& place) {
  if (earlier.pointer == place.pointer)
    throw BadInput(fmt::format("{} is varied twice: {} is the same", place.path, earlier.path));
  if (is_part_of(place, earlier) || is_part_of(earlier, place))
    throw BadInput(
        fmt::format("{} and {} cannot both be varied: one is a part of the other", earlier.path, place.path));
  if (differ_in_case_only(earlier.path, place.path))
    refuse(place.path, fmt::format("its column of results could not be told from that of {}", earlier.path),
           "call one of the two by its positions: " + joined({place.keys.begin(), place.keys.end()}, "."));
}

// What is as another policy has it, and changes with that.
void add_those_followed_by_policies(const Json& document, std::set<std::string>& followed) {
  const auto& policies = document.at("policies");
  for (auto p = policies.size(); p > 0; --p) {  // each follows earlier ones, or today, which follows none
    const auto* follows = policies[p - 1].find("follows");
    if (follows && follows->is_object() && followed.contains(policies[p - 1].at("name").text()))
      for (const auto& [name, levers] : follows->items()) followed.insert(name);
  }
}

/// Policies that somebody follows in some world of the plan, and those that these follow.
std::set<std::string> followed_policies(const Plan& plan) {
  std::set<std::string> followed;
  for (const auto& cell : plan.cells) followed.insert(cell.policy);
  const auto& businesses = plan.document->at("businesses");
  for (std::size_t b = 1; b < businesses.size(); ++b) followed.insert(businesses[b].at("policy").text());
  for (std::size_t j = 0; j < plan.parameters.size(); ++j) {
    const auto place = place_of(*plan.document, plan.parameters[j]);
    if (!place || !matches(place->keys, {"businesses", "*", "policy"})) continue;
    for (const auto& point : plan.points)
      if (point[j].is_string()) followed.insert(point[j].text());
  }
  add_those_followed_by_policies(*plan.document, followed);
  return followed;
}

bool varies(const Plan& plan, const std::string& key) {
  return std::ranges::any_of(plan.parameters, [&](const std::string& path) {
    const auto place = place_of(*plan.document, path);
    return place && is_one_of(key, views(place->keys));
  });
}

/// Whether anybody belongs to the segment, in any market.
bool has_members(const Json& document, std::size_t segment) {
  for (const auto& market : document.at("markets")) {
    const auto* shares = market.find("shares");
    const auto& share =
        shares && shares->is_array() ? shares->at(segment) : document.at("segments")[segment].at("share");
    if (share.get<double>() > 0) return true;
  }
  return false;
}

std::size_t position_of(const std::string& key) { return std::stoul(key); }

/// Why something has no effect under a plan, and what to do.
struct Futility {
  std::string why;
  std::string remedy;
};

// Of a lever that needs another: where that is 0 in the policy, and in all that follow it.
std::optional<Futility> futility_without_needed(const Plan& plan, const std::vector<std::string>& keys) {
  const auto needed = matches(keys, {"policies", "*", "levers", "*"}) ? lever_needed_by(keys[3]) : "";
  if (needed.empty() || varies(plan, std::string(needed))) return std::nullopt;
  const auto& policies = plan.document->at("policies");
  const auto& name = policies[position_of(keys[1])].at("name").text();
  const auto has_it = [&](const Json& policy) {
    const auto* levers = policy.find_at("/follows/" + pointer_escape(name));
    return policy.at("name") == Json(name) ||
           (levers && levers->is_array() && std::ranges::find(*levers, Json(keys[3])) != levers->end());
  };
  if (std::ranges::any_of(policies, [&](const Json& policy) {
        return has_it(policy) && policy.at("levers").at(needed) != Json(0);
      }))
    return std::nullopt;
  return Futility{fmt::format("{} is 0 in the policy {}", needed, name),
                  fmt::format("set {} too, for example to 13", needed)};
}

// Of a constant or a term of business of which only a lever makes use: where no policy has that lever.
std::optional<Futility> futility_without_use(const Plan& plan, const std::vector<std::string>& keys) {
  const bool is_of_all = matches(keys, {"model", "*"}) || matches(keys, {"businesses", "*", "*"});
  const auto lever = is_of_all ? lever_needed_by(keys.back()) : "";
  if (lever.empty() || varies(plan, std::string(lever))) return std::nullopt;
  const auto& policies = plan.document->at("policies");
  if (std::ranges::any_of(policies, [&](const Json& policy) {
        return policy.at("levers").at(std::string(lever)) != Json(0);
      }))
    return std::nullopt;
  return Futility{fmt::format("{} is 0 in every policy here", lever),
                  fmt::format("give a policy {} too", lever)};
}

std::optional<Futility> futility(const Plan& plan, const Place& place) {
  const auto& keys = place.keys;
  if (keys.empty()) return std::nullopt;
  if (auto found = futility_without_use(plan, keys)) return found;
  if (keys[0] == "plausible")
    return Futility{"nothing is drawn from ranges here", "ask `compare --uncertain` or `sensitivity`"};
  if (keys.size() < 2) return std::nullopt;
  const auto& document = *plan.document;
  if (keys[0] == "policies") {
    const auto& name = document.at("policies")[position_of(keys[1])].at("name").text();
    if (!followed_policies(plan).contains(name))
      return Futility{fmt::format("nobody follows the policy {} here", name), "add it to --policies"};
    if (auto found = futility_without_needed(plan, keys)) return found;
  }
  if (keys[0] == "segments" && keys.back() != "share" && !varies(plan, "shares") && !varies(plan, "share") &&
      !has_members(document, position_of(keys[1])))
    return Futility{"nobody belongs to this segment", "give the segment a share above 0"};
  return std::nullopt;
}

/// What a setting has no effect for, and what to do; nothing where it has one.
std::optional<Futility> futility_of_setting(const Plan& plan, const std::string& setting) {
  const auto end = end_of_path(setting);
  auto paths = plan.verb == "sweep" ? plan.parameters : std::vector<std::string>();
  paths.push_back(setting.substr(0, end));
  const auto document = stated_by_shapes(*plan.document, paths);
  const auto place = place_of(document, paths.back());
  if (!place) return std::nullopt;
  paths.pop_back();
  for (const auto& path : paths) {
    const auto varied = place_of(document, path);
    if (!varied) continue;
    const auto within = is_beneath(varied->pointer, place->pointer)
                            ? Json::parse_if_valid(setting.substr(end + 1))
                            : std::optional<Json>();
    if (is_part_of(*place, *varied) ||
        (within && within->find_at(varied->pointer.substr(place->pointer.size()))))
      return Futility{fmt::format("{} is varied", path), "leave out one of the two"};
  }
  if (plan.verb != "run" && matches(place->keys, {"businesses", "0", "policy"}))
    return Futility{std::string(each_in_turn), "choose these with --policies"};
  const bool draws = plan.verb == plausible_verb || plan.verb == "sensitivity";
  return draws && place->keys.front() == "plausible" ? std::nullopt : futility(plan, *place);
}

}  // namespace

void require_variable(const Plan& plan) {
  require_no_factors(plan.parameters);
  const auto document = stated_by_shapes(*plan.document, plan.parameters);
  std::vector<Place> places;
  for (const auto& path : plan.parameters) {
    auto place = place_of(document, path);
    if (!place) continue;
    require_variable(*place);
    for (const auto& earlier : places) require_apart(earlier, *place);
    places.push_back(*std::move(place));
  }
}

void require_effect(const Plan& plan) {
  const auto document = stated_by_shapes(*plan.document, plan.parameters);
  for (const auto& path : plan.parameters) {
    const auto place = place_of(document, path);
    if (!place)
      refuse(path, "the scenario, with nothing left to defaults, has no such number or word",
             "`clientele explain parameters` lists what there is");
    if (const auto found = futility(plan, *place))
      refuse(path, found->why + ", so that it has no effect", found->remedy);
  }
}

void require_effect(const Plan& plan, const std::vector<std::string>& settings) {
  std::string found;
  for (const auto& setting : settings)
    if (const auto futile = futility_of_setting(plan, setting))
      found += fmt::format("{}{} has no effect: {}\n  {}", found.empty() ? "" : "\n", setting, futile->why,
                           futile->remedy);
  if (!found.empty()) throw BadInput(found);
}

bool holds_whole_number(const Json& document, const std::string& path) {
  const auto place = place_of(document, path);
  if (!place) return false;
  static const auto whole_schema = schema();
  const auto* at = &whole_schema;
  for (const auto& key : place->keys) {
    const auto* list = at->find("items");
    const auto* members = at->find("properties");
    at = list ? list : members ? members->find(key) : nullptr;
    if (at && at->contains("anyOf")) at = &at->at("anyOf").front();
    if (at && at->contains("$ref")) at = &whole_schema.at_pointer(at->at("$ref").text().substr(1));
    if (!at) return false;
  }
  return at->value("type", "") == Json("integer");
}

}  // namespace clientele::experiment
