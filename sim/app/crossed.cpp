#include "sim/app/crossed.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/app/options.hpp"
#include "sim/experiment/design/crossing.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(',', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

// Words of a choice are strings; anything else is judged when the scenario is resolved.
Json value_of(const std::string& text) { return Json::parse_if_valid(text).value_or(Json(text)); }

Json factor_of(const std::string& option) {
  const auto equals = option.find('=');
  auto values = Json::array();
  for (const auto& part : split_at_commas(option.substr(equals + 1))) values.push_back(value_of(part));
  return {{"lever", option.substr(0, equals)}, {"values", std::move(values)}};
}

bool has_form(const std::string& option) {
  const auto equals = option.find('=');
  return equals != option.npos && equals > 0 && equals + 1 < option.size();
}

std::vector<std::string> names_of_policies(const Json& document) {
  std::vector<std::string> names;
  for (const auto& policy : document.at("policies")) names.push_back(policy.at("name").text());
  return names;
}

const Json& policy_named(const Json& document, std::string_view name) {
  const auto& policies = document.at("policies");
  return *std::ranges::find_if(policies, [&](const Json& policy) { return policy.at("name") == Json(name); });
}

bool has_factor(const Crossing& crossing, ArgumentPart part) {
  return std::ranges::find(crossing.factors, part_word(part), &Factor::name) != crossing.factors.end();
}

// The presets of the argument are what is crossed with another lever, and as today in all else; unless the
// scenario says more of one, they would be told of twice.
bool is_crossed_already(const Json& document, const std::string& name, const Crossing& crossing) {
  if (!is_one_of(name, scenario::default_policies) || !has_factor(crossing, ArgumentPart::said) ||
      !has_factor(crossing, ArgumentPart::served))
    return false;
  const auto &levers = policy_named(document, name).at("levers"),
             &today = policy_named(document, policy_today).at("levers");
  return std::ranges::all_of(lever_parameters, [&](const auto& row) {
    return row.info.part == ArgumentPart::said || row.info.part == ArgumentPart::served ||
           levers.at(row.info.name) == today.at(row.info.name);
  });
}

}  // namespace

CrossedFactors crossed_factors(const Options& options, const Document& document) {
  const auto* stated = document.root ? document.root->find("factors") : nullptr;
  if (options.crossed.empty() || (stated && !stated->is_array())) return {};
  CrossedFactors factors;
  const auto add = [&](const std::string& option, std::string setting) {
    factors.options.push_back(option);
    factors.settings.push_back(std::move(setting));
  };
  if (!stated) add("--cross", R"(factors=["said","served"])");
  auto position = stated ? stated->size() : 2;
  for (const auto& option : options.crossed)
    if (has_form(option))
      add("--cross " + option, fmt::format("factors.{}={}", position++, factor_of(option).dump()));
  return factors;
}

void tell_of_crossed(Diagnostics& mistakes, const Options& options, const CrossedFactors& factors) {
  for (auto& mistake : mistakes.list) {
    if (mistake.pointer == "/factors" && mistake.problem.ends_with(" factors") && !options.crossed.empty())
      mistake.problem += ", those of --cross included";
    const auto found = std::ranges::find_if(
        factors.settings, [&](const auto& setting) { return mistake.file == "--set " + setting; });
    if (found == factors.settings.end()) continue;
    mistake.file = factors.options[static_cast<std::size_t>(found - factors.settings.begin())];
    mistake.excerpt.clear();
    mistake.pointer.clear();
  }
  for (const auto& option : options.crossed)
    if (!has_form(option)) {
      auto& mistake = mistakes.list.emplace_back();
      mistake.file = "--cross " + option;
      mistake.problem = "it has not the form LEVER=A,B";
      mistake.remedy = "write, for example, utilisation_cap=0.9,1.2";
    }
}

std::vector<std::string> policies_to_compare(const Options& options, const Resolved& resolved) {
  if (options.crossed.empty()) return options.policies;
  const auto& document = resolved.document;
  const auto all = names_of_policies(document);
  const auto crossing = find_crossing(document, options.policies.empty() ? all : options.policies);
  if (!options.policies.empty()) {
    if (crossing) return options.policies;
    throw BadInput(
        "--cross has no effect: --policies leaves out some of what it combines\n  leave out one of the two; "
        "with --cross alone, policies of the scenario's own are compared as well");
  }
  std::vector<std::string> names{std::string(policy_today)};
  if (crossing) names.insert(names.end(), crossing->policies.begin(), crossing->policies.end());
  for (const auto& name : all)
    if (!is_one_of(name, names) && !(crossing && is_crossed_already(document, name, *crossing)))
      names.push_back(name);
  return names;
}

}  // namespace clientele::app
