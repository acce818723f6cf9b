#include "sim/experiment/design/plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

void require_policy(const Scenario& scenario, const std::string& name) {
  std::vector<std::string_view> known;
  for (const auto& policy : scenario.policies) known.push_back(policy.name);
  if (std::ranges::find(known, name) == known.end())
    throw BadInput(fmt::format("no policy of this scenario is named {}\n  {}", in_quotes(name),
                               suggestion(name, known)));
}

// What others are compared with comes first: to change nothing.
std::vector<std::string> all_policies(const Scenario& scenario) {
  std::vector<std::string> names{scenario.policies[scenario.today].name};
  for (std::size_t p = 0; p < scenario.policies.size(); ++p)
    if (p != scenario.today) names.push_back(scenario.policies[p].name);
  return names;
}

}  // namespace

std::vector<std::string> moved_levers(const Scenario& scenario, const Plan& plan) {
  const auto is_followed = [&](std::size_t policy) {
    return std::ranges::find(plan.cells, scenario.policies[policy].name, &Cell::policy) != plan.cells.end() ||
           std::ranges::find(scenario.businesses, policy, &Business::policy) != scenario.businesses.end();
  };
  const auto is_moved = [&](const Lever& lever) {
    for (std::size_t p = 0; p < scenario.policies.size(); ++p)
      if (is_followed(p) && std::ranges::find(scenario.policies[p].rules, lever.member, &Rule::lever) !=
                                scenario.policies[p].rules.end())
        return true;
    return false;
  };
  std::vector<std::string> names;
  for (const auto& lever : lever_parameters)
    if (is_moved(lever)) names.emplace_back(lever.info.name);
  return names;
}

Plan make_plan(std::string verb, const Resolved& resolved, std::vector<std::string> policies) {
  const auto& scenario = resolved.scenario;
  Plan plan{.verb = std::move(verb),
            .scenario = scenario.name,
            .document = std::make_shared<Json>(resolved.document),
            .weeks = scenario.weeks,
            .seed = scenario.seed,
            .replications = scenario.replications,
            .yearly = scenario.weeks >= 2 * weeks_of_year,
            .points = {{}}};
  for (const auto& business : scenario.businesses) plan.businesses.push_back(business.name);
  for (const auto& segment : scenario.segments) plan.segments.push_back(segment.name);
  for (const auto& market : scenario.markets) plan.markets.push_back(market.name);
  if (policies.empty()) policies = all_policies(scenario);
  for (const auto& policy : policies) {
    require_policy(scenario, policy);
    if (std::ranges::count(policies, policy) > 1)
      throw BadInput(fmt::format("the policy {} is named twice", in_quotes(policy)));
    plan.cells.push_back({0, policy});
  }
  plan.baseline = plan.cells.front().policy;
  plan.misfits = resolved.misfits;
  plan.before = resolved.before;
  plan.moved_levers = moved_levers(scenario, plan);
  return plan;
}

Json number_value(double number) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  if (number == std::floor(number) && std::abs(number) < largest_exact)
    return static_cast<std::int64_t>(number);
  return number;
}

std::string text_of(const Json& value) { return value.is_string() ? value.text() : value.dump(); }

RunKey run_key(const Plan& plan, std::size_t cell, int replication) {
  const auto cells = static_cast<std::int64_t>(plan.cells.size());
  return {(replication - 1) * cells + static_cast<std::int64_t>(cell) + 1, cell, replication};
}

std::uint32_t seed_at(const Plan& plan, std::size_t point, std::uint32_t seed) {
  constexpr std::uint32_t far_apart = 0x9e3779b9;  // odd, so that no two points meet
  return plan.independent ? seed + static_cast<std::uint32_t>(point) * far_apart : seed;
}

std::vector<std::size_t> policy_assignment(const Scenario& scenario, const std::string& policy) {
  const auto found = std::ranges::find(scenario.policies, policy, &Policy::name);
  std::vector<std::size_t> policy_of;
  for (const auto& business : scenario.businesses) policy_of.push_back(business.policy);
  policy_of.front() = static_cast<std::size_t>(found - scenario.policies.begin());
  return policy_of;
}

std::vector<std::size_t> policies_of_past(const Scenario& scenario, std::vector<std::size_t> policy_of) {
  policy_of.front() = scenario.today;
  return policy_of;
}

std::string scenario_identity(const Plan& plan, const std::string& model) {
  auto document = *plan.document;
  for (const auto* key : {"name", "description", "replications"}) document.erase(key);
  auto inputs = Json::array({model, document.sorted(), plan.parameters});
  if (plan.independent) inputs.push_back("independent");
  if (plan.always) inputs.push_back("always");
  for (const auto& [pointer, value] : plan.before) inputs.push_back(Json::array({pointer, value}));
  return hash_of(inputs.dump());
}

std::string experiment_identity(const Plan& plan, const std::string& model) {
  const auto of_scenario = scenario_identity(plan, model);
  std::string cells;
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell)
    cells += cell_identity(plan, cell, of_scenario);
  return hash_of(cells);
}

std::string cell_identity(const Plan& plan, std::size_t cell, const std::string& scenario_identity) {
  const auto& [point, policy] = plan.cells[cell];
  auto inputs = Json::array({scenario_identity, plan.points[point], policy});
  if (plan.independent) inputs.push_back(seed_at(plan, point, plan.seed));
  return hash_of(inputs.dump());
}

std::string run_identity(const std::string& cell_identity, int replication) {
  return hash_of(fmt::format("{} {}", cell_identity, replication));
}

}  // namespace clientele::experiment
