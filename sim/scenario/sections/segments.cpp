#include "sim/model/parameters/traits.hpp"
#include "sim/scenario/sections/families.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

Json resolve_traits(const std::optional<Node>& object, const MoneyLevel& level) {
  Json resolved = Json::object();
  if (!object) {
    for (const auto& trait : trait_infos) resolved[trait.name] = default_value(trait, level);
    return resolved;
  }
  Members members(*object, "a trait of customers");
  for (const auto& trait : trait_infos) {
    const auto node = members.find(trait.name);
    resolved[trait.name] = node ? resolve_distribution(*node, trait) : default_value(trait, level);
  }
  members.close();
  return resolved;
}

Json resolve_segment(const Node& node, const MoneyLevel& level, std::vector<std::string>& names) {
  constexpr int standard_weeks = 52, longest_contract = 520;
  Members members(node, "a part of a segment");
  Json resolved;
  const auto segment = unique_name(members, names);
  resolved["name"] = segment.value_or("");
  const auto share = members.need("share", "add \"share\": its part of the population, between 0 and 1");
  const auto value = share ? number(*share, {0, 1}) : std::nullopt;
  resolved["share"] = value ? canonical(*value) : Json();
  const auto relationship = members.find("relationship");
  const auto kind =
      relationship ? word(*relationship, {relationship_words.begin(), relationship_words.end()}) : 0;
  resolved["relationship"] = relationship_words[kind.value_or(0)];
  const auto weeks = members.find("contract_weeks");
  resolved["contract_weeks"] = weeks ? integer(*weeks, 1, longest_contract).value_or(0) : standard_weeks;
  resolved["traits"] = resolve_traits(members.find("traits"), level);
  if (const auto correlation = members.find("correlation"))
    resolved["correlation"] = resolve_correlation(*correlation);
  members.close();
  return resolved;
}

}  // namespace

Json resolve_segments(const Node& array, const MoneyLevel& level) {
  Json resolved = Json::array();
  std::vector<std::string> names;
  for (const auto& node : elements(array, "segments", most_segments))
    resolved.push_back(resolve_segment(node, level, names));
  std::vector<Json> shares;
  for (const auto& segment : resolved) shares.push_back(segment["share"]);
  check_shares(array, shares, "the shares of the segments");
  return resolved;
}

}  // namespace clientele::scenario
