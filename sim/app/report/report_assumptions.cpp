#include "sim/app/report/report_assumptions.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/scenario/money_level.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

/// The objects that a section of the registry describes, by name.
using Instances = std::vector<std::pair<std::string, Json>>;

Instances instances_of(const RegistrySection& section, const Json& scenario) {
  if (section.title == "constants") return {{"value", scenario.at("model")}};
  const auto array = section.path.substr(0, section.path.find('.'));
  const bool nested = section.title == "traits" || section.title == "levers";
  Instances list;
  for (const auto& object : scenario.at(array))
    list.emplace_back(object.at("name").text(), nested ? object.at(section.title) : object);
  return list;
}

Json standard(const ParameterInfo& info, const MoneyLevel& level) {
  if (info.choices.empty()) return standard_value(info, level);
  return info.choices[static_cast<std::size_t>(info.standard)];
}

/// A number, a word, a distribution or the rules of a lever, in a few words.
std::string in_words(const Json& value) {
  if (value.is_number()) return plain(value.get<double>());
  if (value.is_string()) return value.text();
  const auto separator = value.is_array() ? "; " : ", ";
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : separator) + part; };
  if (value.is_object())
    for (const auto& [key, part] : value.items())
      add(key == "distribution" ? in_words(part) : fmt::format("{} {}", key, in_words(part)));
  else if (value.is_array())
    for (const auto& rule : value)
      add(rule.is_object() && rule.contains("when")
              ? fmt::format("{} when {}", in_words(rule.at("then")), in_words(rule.at("when")))
              : in_words(rule.is_object() ? rule.at("otherwise") : rule));
  else
    return value.dump();
  return text;
}

/// Null where the value is the default, and where the version of the program that kept the scenario knew
/// no such parameter.
Json deviations(const Instances& instances, const ParameterInfo& info, const MoneyLevel& level) {
  auto list = Json::array();
  for (const auto& [name, object] : instances) {
    const std::string parameter(info.name);
    const bool deviates = object.contains(parameter) && object.at(parameter) != standard(info, level);
    list.push_back(deviates ? Json(in_words(object.at(parameter))) : Json());
  }
  return list;
}

Json table_of(const RegistrySection& section, const Instances& instances, const MoneyLevel& level) {
  Json table = {{"title", section.title}, {"columns", Json::array()}, {"rows", Json::array()}};
  for (const auto& [name, object] : instances) table["columns"].push_back(name);
  for (const auto& info : section.rows) {
    const auto values = deviations(instances, info, level);
    if (std::ranges::all_of(values, [](const auto& value) { return value.is_null(); })) continue;
    table["rows"].push_back({{"name", info.name},
                             {"unit", info.choices.empty() ? info.unit : "word"},
                             {"standard", in_words(standard(info, level))},
                             {"source", info.source},
                             {"meaning", info.meaning},
                             {"values", values}});
  }
  return table;
}

}  // namespace

Json assumptions(const Json& scenario) {
  auto tables = Json::array();
  const auto level = money_level(scenario);
  for (const auto& section : registry_sections()) {
    auto table = table_of(section, instances_of(section, scenario), level);
    if (!table["rows"].empty()) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace clientele::app
