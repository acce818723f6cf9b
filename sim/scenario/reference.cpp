#include "sim/scenario/reference.hpp"

#include <fmt/core.h>

#include <functional>
#include <map>
#include <set>

#include "sim/model/measures.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/argument_reference.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/state_reference.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

std::vector<ParameterInfo> infos(const auto& rows) {
  std::vector<ParameterInfo> result;
  for (const auto& row : rows) result.push_back(row.info);
  return result;
}

std::string default_text(const ParameterInfo& info) {
  return info.choices.empty() ? plain(info.standard)
                              : std::string(info.choices[static_cast<std::size_t>(info.standard)]);
}

// The same, with what it goes in proportion to.
std::string default_in_full(const ParameterInfo& info) {
  const auto anchor = standard_anchor(info);
  return default_text(info) + (anchor.empty() ? "" : " at " + anchor);
}

std::string plausible_text(const ParameterInfo& info) {
  return info.choices.empty() ? fmt::format("{} to {}", plain(info.plausible.low), plain(info.plausible.high))
                              : "";
}

std::string valid_text(const ParameterInfo& info) {
  return info.choices.empty() ? fmt::format("{} to {}", plain(info.valid.low), plain(info.valid.high))
                              : range_text(info);
}

// "said", or "served: who is asked to come decides who is served".
std::string part_text(const ParameterInfo& info) {
  return fmt::format("{}{}{}", part_word(info.part), info.why.empty() ? "" : ": ", info.why);
}

std::string explanation(const RegistrySection& section, const ParameterInfo& info) {
  auto text = fmt::format("{} - {}\n  {}\n", info.name, section.singular, info.meaning);
  if (info.choices.empty()) text += fmt::format("  unit       {}\n", info.unit);
  text += fmt::format("  default    {}\n  valid      {}\n", default_in_full(info), valid_text(info));
  if (info.choices.empty()) text += fmt::format("  plausible  {}\n", plausible_text(info));
  if (const auto needed = lever_needed_by(info.name); !needed.empty())
    text += fmt::format("  needs      {} above 0\n", needed);
  if (!info.cost.empty()) text += fmt::format("  costs      {}\n", info.cost);
  if (info.part != ArgumentPart::none) text += fmt::format("  argument   {}\n", part_text(info));
  return text + fmt::format("  source     {}\n  set by     --set {}{}={}\n", info.source, section.path,
                            info.name, default_text(info));
}

std::string explanation(const Measure& measure) {
  const auto orientation = measure.lower_is_better ? "lower is better" : "higher is better";
  return fmt::format("{} - measure{}\n  {}\n  unit       {}\n", measure.name,
                     measure.headline ? fmt::format(" of the decision table ({})", orientation) : "",
                     measure.meaning, measure.unit);
}

std::string indicator_explanation(std::string_view name) {
  return fmt::format(
      "{0} - indicator\n  {1}, to steer a lever by a rule: \"{0} > ...\" or \"{0} < ...\"\n", name,
      name == "week" ? "the week that the lever is for, counted from 1" : "an office's own record");
}

std::string listing(const RegistrySection& section) {
  auto text = fmt::format("{} (--set {}NAME=value)\n", section.title, section.path);
  for (const auto& info : section.rows)
    text += fmt::format("  {:<30} {:<15} {:<10} {}\n", info.name, info.choices.empty() ? info.unit : "word",
                        default_text(info), info.meaning);
  return text;
}

std::string list_of_measures() {
  std::string text;
  for (const auto& measure : measures())
    text += fmt::format("  {:<30} {:<15} {}{}\n", measure.name, measure.unit, measure.meaning,
                        measure.headline ? " *" : "");
  return "measures (* in the tables of run, compare and sweep)\n" + text;
}

std::string list_of_indicators() {
  std::string text =
      "indicators (of an office, for rules: {\"when\": \"exhaustion > 0.5\", \"then\": 0.8})\n";
  for (const auto indicator : indicator_words) text += fmt::format("  {}\n", indicator);
  return text;
}

// The text of a list, or "" when `name` is not the name of one.
std::string list_named(std::string_view name) {
  if (name == "metrics" || name == "measures") return list_of_measures();
  if (name == "indicators") return list_of_indicators();
  if (name == "states") return list_of_states();
  std::string text;
  for (const auto& section : registry_sections())
    if (name == "parameters" || name == section.title) {
      if (!text.empty()) text += '\n';
      text += listing(section);
    }
  return text;
}

std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names{"parameters", "metrics", "measures", "indicators", "states"};
  for (const auto& section : registry_sections()) {
    names.push_back(section.title);
    for (const auto& info : section.rows) names.push_back(info.name);
  }
  for (const auto& measure : measures()) names.push_back(measure.name);
  for (const auto word : words_of_argument()) names.push_back(word);
  names.insert(names.end(), std::begin(indicator_words), std::end(indicator_words));
  for (const auto& section : state_sections())
    for (const auto& info : section.rows) names.push_back(info.name);
  return names;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

// Levers have columns of what they cost, and of the part they have in the argument.
std::string table(const RegistrySection& section) {
  const bool is_of_levers = section.rows.front().part != ArgumentPart::none;
  auto text = fmt::format(
      "### {}{}\n\n| name | unit | default | valid | plausible | source | meaning |{}\n"
      "|---|---|---|---|---|---|---|{}\n",
      static_cast<char>(std::toupper(section.title.front())), section.title.substr(1),
      is_of_levers ? " costs | part in the argument |" : "", is_of_levers ? "---|---|" : "");
  for (const auto& info : section.rows) {
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |", info.name, info.unit, default_in_full(info),
                        valid_text(info), plausible_text(info), info.source, escaped(info.meaning));
    if (is_of_levers) text += fmt::format(" {} | {} |", info.cost, part_text(info));
    text += '\n';
  }
  return text + '\n';
}

using TellKey = std::function<void(const std::string& key, const std::string& place, const Json& schema)>;

void for_each_key(const Json& schema, const std::string& place, const TellKey& tell) {
  for (const auto& [word, part] : schema.items()) {
    if (word == "properties")
      for (const auto& [key, inner] : part.items()) {
        tell(key, place, inner);
        for_each_key(inner, place + key + ".", tell);
      }
    else if (word == "anyOf")
      for (const auto& alternative : part) for_each_key(alternative, place, tell);
    else if (word == "items")
      for_each_key(part, place + "0.", tell);
  }
}

void for_each_key(const TellKey& tell) {
  const auto whole = schema();
  for_each_key(whole, "", tell);
  for_each_key(whole["$defs"]["distribution"], "segments.0.traits.TRAIT.", tell);
}

// What the schema says of keys of that name which are no parameters: they have no source. Of those that are
// explained alike at many places, the first is enough.
std::string explain_key(std::string_view name) {
  std::map<std::string, std::string> places;  // by meaning
  for_each_key([&](const std::string& key, const std::string& place, const Json& schema) {
    if (key == name && schema.contains("description") && !schema.contains("x-source"))
      places.emplace(schema["description"].text(), place);
  });
  std::string text;
  for (const auto& [meaning, place] : places)
    text += fmt::format("{} - key of a scenario file: {}{}\n  {}\n", name, place, name, meaning);
  return text;
}

}  // namespace

const std::vector<RegistrySection>& registry_sections() {
  static const std::vector<RegistrySection> sections{
      {"businesses", "parameter of a business", "businesses.0.", infos(business_parameters)},
      {"markets", "parameter of a market", "markets.0.", infos(market_parameters)},
      {"traits", "trait of customers", "segments.0.traits.", {trait_infos.begin(), trait_infos.end()}},
      {"levers", "lever of a policy", "policies.0.levers.", infos(lever_parameters)},
      {"constants", "constant of the model", "model.", infos(constant_parameters)},
  };
  return sections;
}

std::vector<std::string> explained_names() {
  std::vector<std::string> names;
  for (const auto name : all_names()) names.emplace_back(name);
  for (auto& key : scenario_keys()) names.push_back(std::move(key));
  return names;
}

Explanation explain(std::string_view name) {
  if (auto text = list_named(name); !text.empty()) return {true, std::move(text)};
  if (const auto dot = name.rfind('.'); dot != name.npos) return explain(name.substr(dot + 1));
  std::vector<std::string> found;
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows)
      if (info.name == name) found.push_back(explanation(section, info));
  for (const auto& measure : measures())
    if (measure.name == name) found.push_back(explanation(measure));
  if (is_one_of(name, indicator_words)) found.push_back(indicator_explanation(name));
  if (auto text = explain_word(name); !text.empty()) found.push_back(std::move(text));
  if (auto text = explain_state(name); !text.empty()) found.push_back(std::move(text));
  if (auto text = explain_key(name); !text.empty()) found.push_back(std::move(text));
  if (!found.empty()) return {true, joined(views(found), "\n")};
  return {false,
          fmt::format(
              "there is no parameter, trait, lever, constant, state variable, indicator or measure {}; {}\n",
              in_quotes(name),
              suggestion(name, views(explained_names()),
                         "try `clientele explain parameters` or `clientele explain metrics`"))};
}

std::string_view lever_needed_by(std::string_view name) {
  static constexpr auto needs = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"margin_floor", "review_weeks"},
       {"abuse_tolerance", "review_weeks"},
       {"supervision_hours", "supervision"},
       {"supervision_effect", "supervision"},
       {"course_hours", "training"},
       {"course_fee", "training"},
       {"training_effect", "training"},
       {"interview_hours", "further_candidates"},
       {"candidate_weeks", "further_candidates"},
       {"selection_validity", "further_candidates"},
       {"handover_work", "rotation"}});
  for (const auto& [lever, needed] : needs)
    if (lever == name) return needed;
  return "";
}

std::vector<std::string> scenario_keys() {
  std::set<std::string> keys;
  for_each_key([&](const std::string& key, const std::string&, const Json&) { keys.insert(key); });
  return {keys.begin(), keys.end()};
}

std::string parameter_tables() {
  std::string text;
  for (const auto& section : registry_sections()) text += table(section);
  text += "### Measures\n\n| name | unit | meaning |\n|---|---|---|\n";
  for (const auto& measure : measures())
    text += fmt::format("| `{}` | {} | {} |\n", measure.name, measure.unit, escaped(measure.meaning));
  return text;
}

std::string home_of(std::string_view name) {
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows)
      if (info.name == name) return fmt::format("it is a {}: {}{}", section.singular, section.path, name);
  return {};
}

}  // namespace clientele::scenario
