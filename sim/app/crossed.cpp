#include "sim/app/crossed.hpp"

#include <fmt/core.h>

#include "sim/app/options.hpp"
#include "sim/experiment/design/crossing.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

const ParameterInfo& lever_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& row : lever_parameters) {
    if (row.info.name == name) return row.info;
    names.push_back(row.info.name);
  }
  throw BadInput(
      fmt::format("--cross: there is no lever {}\n  {}", in_quotes(name), suggestion(name, names)));
}

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
  if (equals == option.npos || equals == 0 || equals + 1 == option.size())
    throw BadInput(
        fmt::format("--cross {}: has the form LEVER=A,B\n  for example utilisation_cap=0.9,1.2", option));
  const auto& lever = lever_named(option.substr(0, equals));
  auto values = Json::array();
  for (const auto& part : split_at_commas(option.substr(equals + 1))) values.push_back(value_of(part));
  return {{"lever", lever.name}, {"values", std::move(values)}};
}

}  // namespace

std::vector<std::string> setting_of_factors(const Options& options, const Document& document) {
  if (options.crossed.empty()) return {};
  const auto* stated = document.root ? document.root->find("factors") : nullptr;
  auto factors = stated && stated->is_array() ? *stated : Json::array({"said", "served"});
  for (const auto& option : options.crossed) factors.push_back(factor_of(option));
  return {"factors=" + factors.dump()};
}

std::vector<std::string> policies_to_compare(const Options& options, const Resolved& resolved) {
  if (!options.policies.empty() || options.crossed.empty()) return options.policies;
  std::vector<std::string> all;
  for (const auto& policy : resolved.document.at("policies")) all.push_back(policy.at("name").text());
  std::vector<std::string> names{std::string(policy_today)};
  if (const auto crossing = find_crossing(resolved.document, all))
    names.insert(names.end(), crossing->policies.begin(), crossing->policies.end());
  return names;
}

}  // namespace clientele::app
