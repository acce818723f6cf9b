// Rules: levers that depend on what the office itself records.
#include <fmt/core.h>

#include <cmath>

#include "sim/model/specification.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/decimal.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

std::vector<std::string_view> indicator_names() {
  return {std::begin(indicator_words), std::end(indicator_words)};
}

std::string_view trimmed(std::string_view text) {
  const auto start = text.find_first_not_of(' ');
  return start == text.npos ? "" : text.substr(start, text.find_last_not_of(' ') - start + 1);
}

// A condition in canonical form, or null.
Json resolve_condition(const Node& node) {
  const auto given = text(node);
  if (!given) return nullptr;
  std::string problem;
  const auto condition = parse_condition(*given, problem);
  if (condition)
    return fmt::format("{} {} {}", indicator_words[condition->indicator], condition->above ? '>' : '<',
                       condition->threshold);
  const auto indicator = trimmed(std::string_view(*given).substr(0, given->find_first_of("<>= ")));
  const bool is_known = is_one_of(indicator, indicator_words);
  node.complain(problem,
                is_known ? "for example \"exhaustion > 0.5\"" : suggestion(indicator, indicator_names()));
  return nullptr;
}

Json resolve_rule(const Node& node, const ParameterInfo& lever) {
  if (node->is_object() && node->contains("otherwise")) {
    node.complain("\"otherwise\" stands among the rules", "put {\"otherwise\": ...} first, before all rules");
    return nullptr;
  }
  Members members(node, "a part of a rule");
  const auto when = members.need("when", "a rule is {\"when\": \"exhaustion > 0.5\", \"then\": 0.8}");
  const auto then = members.need("then", "say what the lever becomes when the condition holds");
  members.close();
  return {{"when", when ? resolve_condition(*when) : Json()},
          {"then", then ? parameter_value(*then, lever) : Json()}};
}

}  // namespace

std::optional<Condition> parse_condition(std::string_view text, std::string& problem) {
  const auto sign = text.find_first_of("<>");
  if (sign == text.npos || text.find_first_of("<>=", sign + 1) != text.npos) {
    problem = "a condition compares an indicator with a number by > or <";
    return std::nullopt;
  }
  Condition condition{.above = text[sign] == '>'};
  const auto indicator = trimmed(text.substr(0, sign)), number = trimmed(text.substr(sign + 1));
  const auto position = position_of(indicator, indicator_words);
  if (!position) {
    problem = in_quotes(indicator) + " is not an indicator";
    return std::nullopt;
  }
  condition.indicator = *position;
  const auto threshold = decimal(number);
  if (threshold && std::isfinite(*threshold)) {
    condition.threshold = *threshold;
    return condition;
  }
  problem = in_quotes(number) + " is not a number";
  return std::nullopt;
}

Json resolve_rules(const Node& list, const ParameterInfo& lever, const Json& base) {
  if (lever.name == business_wide_lever)
    list.complain(
        fmt::format("\"{}\" cannot follow rules: prices are set for all offices of a business at once",
                    lever.name),
        "write one word, for all weeks");
  auto resolved = Json::array();
  resolved.push_back(Json{{"otherwise", base.is_array() ? base.front().at("otherwise") : base}});
  for (const auto& node : elements(list, "rules")) {
    const bool is_first = node.value == &list->front();
    if (is_first && node->is_object() && node->contains("otherwise")) {
      Members members(node, "possible beside \"otherwise\"");
      resolved[0]["otherwise"] = parameter_value(*members.find("otherwise"), lever);
      members.close();
    } else {
      resolved.push_back(resolve_rule(node, lever));
    }
  }
  return resolved.size() == 1 ? resolved[0]["otherwise"] : resolved;
}

}  // namespace clientele::scenario
