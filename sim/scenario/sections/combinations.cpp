// The policies that all combinations of the levels of factors are.
#include <fmt/core.h>

#include <algorithm>

#include "sim/model/specification.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/follows.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

/// One level of each factor, the last factor changing fastest.
std::vector<std::vector<std::size_t>> combinations(const Json& factors) {
  std::vector<std::vector<std::size_t>> all{{}};
  for (const auto& factor : factors) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& combination : all)
      for (std::size_t level = 0; level < factor.at("levels").size(); ++level) {
        longer.push_back(combination);
        longer.back().push_back(level);
      }
    all = std::move(longer);
  }
  return all;
}

Json names_of_levels(const Json& factors, const std::vector<std::size_t>& levels) {
  auto names = Json::array();
  for (std::size_t f = 0; f < levels.size(); ++f)
    names.push_back(factors[f].at("levels")[levels[f]].at("name"));
  return names;
}

Json combined(const Json& factors, const std::vector<std::size_t>& levels, const Json& today) {
  std::string name;
  Json policy{{"name", ""}, {"description", ""}, {"levers", today.at("levers")}};
  follow(policy, policy_today, lever_names());
  for (std::size_t f = 0; f < levels.size(); ++f) {
    const auto& level = factors[f].at("levels")[levels[f]];
    if (f > 0) name += " + ";
    name += level.at("name").text();
    policy["levers"].update(level.at("levers"));
    for (const auto& [lever, value] : level.at("levers").items())
      if (!is_followed(level, lever)) stop_following(policy, lever);
  }
  policy["name"] = name;
  policy["description"] = "as today, but " + name;
  return policy;
}

// "the right" with "crm 0.8"
std::string in_words(const Json& combines) {
  std::string text;
  for (const auto& level : combines) text += (text.empty() ? "" : " with ") + in_quotes(level.text());
  return text;
}

// Where the policy of that name stands in the document.
Node policy_of(const Node& scenario, const std::string& name) {
  const auto* policies = scenario->find("policies");
  for (std::size_t i = 0; policies && i < policies->size(); ++i) {
    const auto& policy = policies->at(i);
    const auto* own = policy.is_object() ? policy.find("name") : &policy;
    if (own && *own == Json(name))
      return {own, fmt::format("/policies/{}{}", i, policy.is_object() ? "/name" : ""), scenario.findings};
  }
  return {policies, "/policies", scenario.findings};
}

}  // namespace

bool Policies::has_preset(std::string_view name) const {
  for (const auto& document : presets_)
    if (preset_name(document) == name) return true;
  return false;
}

void Policies::add_followed(const Node& businesses) {
  if (!businesses->is_array()) return;
  for (const auto& business : *businesses.value) {
    const auto* policy = business.is_object() ? business.find("policy") : nullptr;
    if (!policy || !policy->is_string() || is_one_of(policy->text(), names_) ||
        policy->text() == policy_today)
      continue;
    if (!has_preset(policy->text())) continue;
    names_.push_back(policy->text());
    earlier_.push_back(base(businesses, policy->text(), false));
  }
}

// Whether the combinations are the four presets of the argument, and these within reach.
bool Policies::are_argument(const Node& scenario, const Json& factors) {
  if (factors.size() != 2) return false;
  for (const auto name : default_policies)
    if (!has_preset(name)) return false;
  return factors[0] == factor_of_argument(scenario, ArgumentPart::said) &&
         factors[1] == factor_of_argument(scenario, ArgumentPart::served);
}

bool Policies::is_listed(const Json& combines) {
  return std::erase_if(combining_, [&](const Node& node) { return *node == combines; }) > 0;
}

// A policy that is listed may be what a combination is; where it is another of the same name, one of the two
// would be left out.
void Policies::add_combination(const Node& scenario, Json policy) {
  const auto& name = policy.at("name").text();
  if (character_count(name) > longest_name)
    return Node{nullptr, "/factors", scenario.findings}.complain_of_key(
        fmt::format("the name of a combination would have {} characters: {}", character_count(name),
                    in_words(policy.at("combines"))),
        fmt::format("at most {} are possible; choose shorter names of levels", longest_name));
  const auto other = std::find_if(earlier_.begin(), earlier_.end(),
                                  [&](const Json& earlier) { return earlier.at("name").text() == name; });
  if (other == earlier_.end()) {
    names_.push_back(name);
    earlier_.push_back(std::move(policy));
  } else if (other->contains("combines")) {
    Node{nullptr, "/factors", scenario.findings}.complain_of_key(
        fmt::format("two combinations would be called {}: {}, and {}", in_quotes(name),
                    in_words(other->at("combines")), in_words(policy.at("combines"))),
        "choose names of levels that cannot be taken for each other, without \" + \" in them");
  } else if (other->at("levers") == policy.at("levers")) {
    (*other)["combines"] = policy.at("combines");
  } else {
    policy_of(scenario, name)
        .complain(fmt::format("{} is the name of a combination of /factors as well: {}, with other levers",
                              in_quotes(name), in_words(policy.at("combines"))),
                  "choose a different name for this policy");
  }
}

void Policies::add_combinations(const Node& scenario, const Json& factors) {
  const bool is_argument = are_argument(scenario, factors);
  const auto all = combinations(factors);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto combines = names_of_levels(factors, all[i]);
    if (is_listed(combines)) continue;
    auto policy = is_argument ? base(scenario, std::string(default_policies[i]), false)
                              : combined(factors, all[i], today());
    policy["combines"] = std::move(combines);
    add_combination(scenario, std::move(policy));
  }
}

void Policies::require_combined() const {
  for (const auto& node : combining_)
    node.complain(fmt::format("no factors combine {}", in_words(*node)),
                  "leave \"combines\" out: it is written of what \"factors\" combine to");
}

}  // namespace clientele::scenario
