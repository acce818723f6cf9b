// The factors of a crossing: groups of levers, each at two or three levels, and the policies that all their
// combinations are.
#include <fmt/core.h>

#include <algorithm>

#include "sim/model/specification.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

constexpr std::size_t fewest_factors = 2, most_factors = 4, fewest_levels = 2, most_levels = 3;

const ParameterInfo* lever_named(std::string_view name) {
  for (const auto& row : lever_parameters)
    if (row.info.name == name) return &row.info;
  return nullptr;
}

std::vector<std::string> lever_names() {
  std::vector<std::string> names;
  for (const auto& row : lever_parameters) names.emplace_back(row.info.name);
  return names;
}

bool is_count_allowed(const Node& list, std::size_t count, std::size_t fewest, std::size_t most,
                      std::string_view noun) {
  if (count >= fewest && count <= most) return true;
  list.complain_of_key(fmt::format("there are {} {}", count, noun),
                       fmt::format("{} to {} are possible", fewest, most));
  return false;
}

Json level_of(std::string name, Json levers) {
  return {{"name", std::move(name)}, {"levers", std::move(levers)}};
}

// The levers of one part of the argument, as a preset has them.
Json levers_of_part(const Json& preset, ArgumentPart part) {
  auto levers = Json::object();
  for (const auto& row : lever_parameters)
    if (row.info.part == part) levers[row.info.name] = preset.at("levers").at(row.info.name);
  return levers;
}

// {"lever": "utilisation_cap", "values": [0.9, 1.2]}: a factor of one lever, named after it.
Json factor_of_lever(Members& members, const Node& named) {
  const auto lever = text(named);
  const auto values = members.need("values", "add \"values\": [...], two or three of them");
  members.close();
  const auto* info = lever ? lever_named(*lever) : nullptr;
  if (lever && !info)
    named.complain("there is no lever " + in_quotes(*lever), suggestion(*lever, views(lever_names())));
  if (!info || !values) return nullptr;
  Json factor{{"name", *lever}, {"levels", Json::array()}};
  for (const auto& node : elements(*values, "values", most_policies)) {
    auto value = parameter_value(node, *info);
    const auto shown = value.is_string() ? value.text() : value.dump();
    factor["levels"].push_back(level_of(fmt::format("{} {}", *lever, shown), Json{{*lever, value}}));
  }
  is_count_allowed(*values, factor["levels"].size(), fewest_levels, most_levels, "values");
  return factor;
}

Json read_level(const Node& entry, std::vector<std::string>& names) {
  Members members(entry, "a part of a level");
  const auto own_name = unique_name(members, names);
  auto levers = Json::object();
  if (const auto node = members.need("levers", "add \"levers\": {...}")) read_levers(*node, levers);
  members.close();
  return level_of(own_name.value_or(""), std::move(levers));
}

Json factor_of_levels(Members& members, std::vector<std::string>& names) {
  Json factor{{"name", unique_name(members, names).value_or("")}, {"levels", Json::array()}};
  const auto levels =
      members.need("levels", "add \"levels\": [...], or name one \"lever\" and its \"values\"");
  members.close();
  if (!levels) return nullptr;
  std::vector<std::string> level_names;
  for (const auto& node : elements(*levels, "levels", most_policies))
    factor["levels"].push_back(read_level(node, level_names));
  is_count_allowed(*levels, factor["levels"].size(), fewest_levels, most_levels, "levels");
  return factor;
}

std::vector<std::string> levers_of(const Json& factor) {
  std::vector<std::string> names;
  for (const auto& level : factor.at("levels"))
    for (const auto& [name, value] : level.at("levers").items())
      if (!is_one_of(name, names)) names.push_back(name);
  return names;
}

// What a level does not say of a lever of its factor is as today.
void complete(Json& factor, const Json& today) {
  for (const auto& name : levers_of(factor))
    for (auto& level : factor["levels"])
      if (!level["levers"].contains(name)) level["levers"][name] = today.at("levers").at(name);
}

void require_different_levels(const Node& entry, const Json& factor) {
  const auto& levels = factor.at("levels");
  for (std::size_t a = 0; a < levels.size(); ++a)
    for (std::size_t b = a + 1; b < levels.size(); ++b)
      if (levels[a].at("levers") == levels[b].at("levers"))
        return entry.complain(
            fmt::format("the levels {} and {} are the same", in_quotes(levels[a].at("name").text()),
                        in_quotes(levels[b].at("name").text())),
            "let them differ in some lever");
}

// A lever of two factors would have two values in a combination.
void require_own_levers(const Node& entry, const Json& factors, const Json& factor) {
  for (const auto& earlier : factors)
    for (const auto& lever : levers_of(factor))
      if (is_one_of(lever, levers_of(earlier)))
        return entry.complain(fmt::format("the lever {} is in the factor {} already", in_quotes(lever),
                                          in_quotes(earlier.at("name").text())),
                              "a lever can be in one factor; name each once");
}

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

Json combined(const Json& factors, const std::vector<std::size_t>& levels, const Json& today) {
  std::string name;
  auto levers = today.at("levers");
  for (std::size_t f = 0; f < levels.size(); ++f) {
    const auto& level = factors[f].at("levels")[levels[f]];
    if (f > 0) name += " + ";
    name += level.at("name").text();
    levers.update(level.at("levers"));
  }
  return {{"name", name}, {"description", "as today, but " + name}, {"levers", levers}};
}

}  // namespace

Json Policies::factor_of_argument(const Node& entry, ArgumentPart part) {
  const auto levels = part == ArgumentPart::said ? std::array{std::pair("please", "customer_always_right"),
                                                              std::pair("partner", "partnership")}
                                                 : std::array{std::pair("everyone", "customer_always_right"),
                                                              std::pair("the right", "right_customer")};
  Json factor{{"name", part_word(part)}, {"levels", Json::array()}};
  for (const auto& [level, preset] : levels)
    factor["levels"].push_back(level_of(level, levers_of_part(base(entry, preset, false), part)));
  return factor;
}

Json Policies::resolve_factor(const Node& entry, std::vector<std::string>& names) {
  if (entry->is_string()) {
    const auto part = word(entry, {part_word(ArgumentPart::said), part_word(ArgumentPart::served)});
    if (!part) return nullptr;
    if (is_one_of(entry->text(), names))
      entry.complain(in_quotes(entry->text()) + " is the name of another one already",
                     "name each factor once");
    names.push_back(entry->text());
    return factor_of_argument(entry, *part == 0 ? ArgumentPart::said : ArgumentPart::served);
  }
  if (!entry->is_object()) {
    entry.complain("a factor must be \"said\", \"served\" or an object, not " + described(*entry),
                   R"(for example {"lever": "utilisation_cap", "values": [0.9, 1.2]})");
    return nullptr;
  }
  Members members(entry, "a part of a factor");
  if (const auto lever = members.find("lever")) return factor_of_lever(members, *lever);
  return factor_of_levels(members, names);
}

Json Policies::resolve_factors(const Node& array) {
  auto factors = Json::array();
  std::vector<std::string> names;
  const auto entries = elements(array, "factors", most_policies);
  for (const auto& entry : entries) {
    auto factor = resolve_factor(entry, names);
    if (factor.is_null()) continue;
    complete(factor, today());
    require_different_levels(entry, factor);
    require_own_levers(entry, factors, factor);
    factors.push_back(std::move(factor));
  }
  if (!entries.empty()) is_count_allowed(array, entries.size(), fewest_factors, most_factors, "factors");
  return factors;
}

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

void Policies::add_combinations(const Node& scenario, const Json& factors) {
  const bool is_argument = are_argument(scenario, factors);
  const auto all = combinations(factors);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto policy = is_argument ? base(scenario, std::string(default_policies[i]), false)
                              : combined(factors, all[i], today());
    const auto name = policy.at("name").text();
    if (is_one_of(name, names_)) continue;  // stated, or a document that was resolved before
    names_.push_back(name);
    earlier_.push_back(std::move(policy));
  }
}

}  // namespace clientele::scenario
