#include "sim/experiment/design/past.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/document.hpp"

namespace clientele::experiment {

namespace {

std::vector<std::string_view> keys_of(std::string_view pointer) {
  std::vector<std::string_view> keys;
  for (std::size_t start = 1; start < pointer.size();) {
    const auto end = std::min(pointer.find('/', start), pointer.size());
    keys.push_back(pointer.substr(start, end - start));
    start = end + 1;
  }
  return keys;
}

bool is_anybody_paid(const Json& document) {
  return document.at("businesses").at(0).at("wage").get<double>() > 0;
}

bool is_path_of_decision(const Plan& plan, const std::string& path) {
  const auto pointer = pointer_of(*plan.document, path);
  return pointer && is_decision(*plan.document, *pointer);
}

bool is_decided_by_plan(const Plan& plan, const std::string& path) {
  return !plan.always && is_path_of_decision(plan, path);
}

}  // namespace

bool is_decision(const Json& document, std::string_view pointer) {
  constexpr std::array<std::string_view, 5> decided = {"policy", "markup", "price_floor", "price_ceiling",
                                                       "marketing_budget"};
  const auto keys = keys_of(pointer);
  if (keys.empty()) return false;
  if (keys[0] == "policies") return true;
  if (keys[0] != "businesses" || keys.size() < 3) return false;
  if (keys[2] == "price") return is_anybody_paid(document);
  return std::ranges::find(decided, keys[2]) != decided.end();
}

std::vector<PlacedValue> decisions_before(const Json& document, const Json& before) {
  auto values = differing_values(document, before);
  std::erase_if(values, [&](const PlacedValue& value) { return !is_decision(document, value.pointer); });
  return values;
}

Json past_document(const Plan& plan, std::size_t point) {
  auto document = document_at(plan, point);
  if (plan.always) return document;
  auto before = with_values(document, decisions_before(document, *plan.document));
  return with_values(std::move(before), plan.before);
}

Scenario past_scenario(const Plan& plan, std::size_t point) { return build(past_document(plan, point)); }

std::string past_identity(const Plan& plan, std::size_t point) {
  auto lived = Json::array();
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    if (!is_decided_by_plan(plan, plan.parameters[i])) lived.push_back(plan.points[point][i]);
  if (plan.independent) lived.push_back(seed_at(plan, point, plan.seed));
  return lived.dump();
}

bool varies_decisions(const Plan& plan) {
  return std::ranges::any_of(plan.parameters,
                             [&](const auto& path) { return is_decided_by_plan(plan, path); });
}

namespace {

/// Under `today` the first business lives its past, under their own policies its rivals.
bool is_followed_in_past(const Json& document, std::string_view policy) {
  if (policy == scenario::policy_today) return true;
  const auto& businesses = document.at("businesses");
  for (std::size_t b = 1; b < businesses.size(); ++b)
    if (businesses.at(b).at("policy").text() == policy) return true;
  return false;
}

/// Whether what is decided there can be so in the past as well.
bool can_hold_in_past(const Plan& plan, const std::string& path) {
  const auto& document = *plan.document;
  const auto pointer = pointer_of(document, path);
  if (!pointer || !is_decision(document, *pointer)) return false;
  const auto keys = keys_of(*pointer);
  if (keys[0] != "policies" || keys.size() < 2) return true;
  return is_followed_in_past(document,
                             document.at_pointer("/policies/" + std::string(keys[1])).at("name").text());
}

}  // namespace

void require_use_of_always(const Plan& plan, const std::vector<std::string>& settings) {
  if (!plan.always) return;
  if (pasts_of(plan) == 0)
    throw BadInput("--always has no effect: this scenario has no past\n  leave it out, or set past_weeks");
  auto paths = plan.parameters;
  for (const auto& setting : settings) paths.push_back(setting.substr(0, scenario::end_of_path(setting)));
  if (std::ranges::none_of(paths, [&](const auto& path) { return can_hold_in_past(plan, path); }))
    throw BadInput(
        "--always has no effect: no price, marketing or lever of a policy of the past (today's, or a "
        "rival's) is "
        "set or varied; all else holds in the past anyway\n  leave it out, or set what is decided with --set "
        "or "
        "--vary");
}

int past_weeks_of(const Plan& plan) { return plan.document->value("past_weeks", Json(0)).get<int>(); }

std::size_t pasts_of(const Plan& plan) {
  if (past_weeks_of(plan) == 0 && std::ranges::find(plan.parameters, "past_weeks") == plan.parameters.end())
    return 0;
  std::set<std::string> different;
  for (std::size_t point = 0; point < plan.points.size(); ++point)
    different.insert(past_identity(plan, point));
  return different.size() * static_cast<std::size_t>(plan.replications);
}

}  // namespace clientele::experiment
