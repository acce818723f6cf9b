// The factors of a crossing: groups of levers, each at two or three levels.
#include <fmt/core.h>

#include <algorithm>

#include "sim/model/specification.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/follows.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

constexpr std::size_t fewest_factors = 2, most_factors = 4, fewest_levels = 2, most_levels = 3;

const ParameterInfo* lever_named(std::string_view name) {
  for (const auto& row : lever_parameters)
    if (row.info.name == name) return &row.info;
  return nullptr;
}

// The elements of a list, of which there must be so many; whether that is so has been complained of.
std::vector<Node> counted_elements(const Node& list, std::string_view singular, std::size_t fewest,
                                   std::size_t most) {
  const auto plural = fmt::format("{}s", singular);
  auto nodes = elements(list, plural, most_policies);
  if (!nodes.empty() && (nodes.size() < fewest || nodes.size() > most))
    list.complain_of_key(nodes.size() == 1 ? fmt::format("there is 1 {}", singular)
                                           : fmt::format("there are {} {}", nodes.size(), plural),
                         fmt::format("{} to {} are possible", fewest, most));
  return nodes;
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
    named.complain("there is no lever " + in_quotes(*lever),
                   suggestion(*lever, lever_names(), "`clientele explain levers` lists what there is"));
  if (!info || !values) return nullptr;
  Json factor{{"name", *lever}, {"levels", Json::array()}};
  for (const auto& node : counted_elements(*values, "value", fewest_levels, most_levels)) {
    auto value = parameter_value(node, *info);
    const auto shown = value.is_string() ? value.text() : value.dump();
    factor["levels"].push_back(level_of(fmt::format("{} {}", *lever, shown), Json{{*lever, value}}));
  }
  return factor;
}

std::vector<std::string> levers_of(const Json& factor) {
  std::vector<std::string> names;
  for (const auto& level : factor.at("levels"))
    for (const auto& [name, value] : level.at("levers").items())
      if (!is_one_of(name, names)) names.push_back(name);
  return names;
}

// What a level does not say of a lever of its factor is as today; all are in the order of the registry.
void complete(Json& factor, const Json& today) {
  const auto levers = levers_of(factor);
  for (auto& level : factor["levels"]) {
    auto all = Json::object();
    for (const auto lever : lever_names()) {
      if (!is_one_of(lever, levers)) continue;
      const auto* own = level["levers"].find(lever);
      all[lever] = own ? *own : today.at("levers").at(lever);
      if (!own) follow(level, policy_today, {&lever, 1});
    }
    level["levers"] = std::move(all);
  }
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

// The names of levels are what tells cells and effects apart, whichever factor they are of.
void require_own_names(const Node& entry, const Json& factors, const Json& factor) {
  const auto& levels = factor.at("levels");
  for (const auto& earlier : factors)
    for (const auto& other : earlier.at("levels"))
      for (std::size_t i = 0; i < levels.size(); ++i)
        if (levels[i].at("name") == other.at("name"))
          Node{nullptr, fmt::format("{}/levels/{}/name", entry.pointer, i), entry.findings}.complain(
              fmt::format("{} is the name of a level of the factor {} already",
                          in_quotes(other.at("name").text()), in_quotes(earlier.at("name").text())),
              "choose a different name");
}

// Said and served are what the argument is about, and told in its words.
void require_own_meaning(const Node& entry, const Json& factor) {
  for (const auto part : {ArgumentPart::said, ArgumentPart::served}) {
    if (factor.at("name") != Json(part_word(part))) continue;
    std::size_t count = 0, of_part = 0;
    for (const auto& row : lever_parameters) count += row.info.part == part ? 1 : 0;
    const auto levers = levers_of(factor);
    for (const auto& lever : levers) of_part += lever_named(lever)->part == part ? 1 : 0;
    if (of_part != count || levers.size() != count)
      Node{nullptr, entry.pointer + "/name", entry.findings}.complain(
          fmt::format("{} is the name of the factor of all levers that are {}", in_quotes(part_word(part)),
                      part_word(part)),
          fmt::format("choose a different name, or write \"{}\" in place of the object", part_word(part)));
  }
}

}  // namespace

Json Policies::read_level(const Node& entry, std::vector<std::string>& names) {
  Members members(entry, "a part of a level");
  if (!entry->is_object()) return nullptr;
  const auto own_name = unique_name(members, names);
  auto level = level_of(own_name.value_or(""), Json::object());
  if (const auto node = members.need("levers", "add \"levers\": {...}")) {
    read_levers(*node, level["levers"]);
    note_dependent(*node, "");
  }
  read_follows(members, level);
  members.close();
  return level;
}

Json Policies::factor_of_levels(Members& members, std::vector<std::string>& names) {
  Json factor{{"name", name(members).value_or("")}, {"levels", Json::array()}};
  const auto levels =
      members.need("levels", "add \"levels\": [...], or name one \"lever\" and its \"values\"");
  members.close();
  if (!levels) return nullptr;
  for (const auto& node : counted_elements(*levels, "level", fewest_levels, most_levels))
    if (auto level = read_level(node, names); !level.is_null()) factor["levels"].push_back(std::move(level));
  return factor;
}

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

Json Policies::resolve_factor(const Node& entry) {
  if (entry->is_string()) {
    const auto part = word(entry, {part_word(ArgumentPart::said), part_word(ArgumentPart::served)});
    if (!part) return nullptr;
    return factor_of_argument(entry, *part == 0 ? ArgumentPart::said : ArgumentPart::served);
  }
  if (!entry->is_object()) {
    entry.complain("a factor must be \"said\", \"served\" or an object, not " + described(*entry),
                   R"(for example {"lever": "utilisation_cap", "values": [0.9, 1.2]})");
    return nullptr;
  }
  Members members(entry, "a part of a factor");
  if (const auto lever = members.find("lever")) {
    note_dependent(entry, "");
    return factor_of_lever(members, *lever);
  }
  std::vector<std::string> names;
  return factor_of_levels(members, names);
}

// What is wrong with a factor by itself is complained of before; what follows from that is not.
Json Policies::resolve_factors(const Node& array) {
  auto factors = Json::array();
  std::vector<std::string> names;
  for (const auto& entry : counted_elements(array, "factor", fewest_factors, most_factors)) {
    const auto mistakes = entry.findings->mistakes().size();
    auto factor = resolve_factor(entry);
    if (factor.is_null()) continue;
    const auto& name = factor.at("name").text();
    if (!name.empty() && is_one_of(name, names)) {
      entry.complain(in_quotes(name) + " is the name of another factor already", "name each factor once");
      continue;
    }
    names.push_back(name);
    complete(factor, today());
    if (entry.findings->mistakes().size() == mistakes) {
      require_different_levels(entry, factor);
      require_own_meaning(entry, factor);
      require_own_names(entry, factors, factor);
    }
    require_own_levers(entry, factors, factor);
    factors.push_back(std::move(factor));
  }
  return factors;
}

}  // namespace clientele::scenario
