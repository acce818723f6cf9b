#include "sim/validation/argument/common_levels.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/experiment/design/errors.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/wording.hpp"
#include "sim/validation/course.hpp"

namespace clientele::validation {

namespace {

constexpr std::string_view cap = "utilisation_cap", price = "price";
constexpr double caps[] = {0.9, 1, 1.1, 1.2, 1.3}, prices[] = {0.9, 1.1};
constexpr int enough_replications_of_levels = 100;

const Json& policy_named(const Json& resolved, std::string_view name) {
  for (const auto& policy : resolved.at("policies"))
    if (policy.at("name") == name) return policy;
  throw std::logic_error("a scenario without the policy " + std::string(name));
}

// Prices of rivals can be matched only where there are rivals.
std::vector<Json> values_of(const ParameterInfo& info, bool has_rivals) {
  if (info.name == cap) return {std::begin(caps), std::end(caps)};
  if (info.choices.empty()) return {canonical(info.plausible.low), canonical(info.plausible.high)};
  std::vector<Json> words(info.choices.begin(), info.choices.end());
  if (info.name == business_wide_lever && !has_rivals) std::erase(words, Json("match"));
  return words;
}

void add_levels_of(const ParameterInfo& info, const Json& resolved, std::vector<CommonLevel>& levels) {
  const auto& today = policy_named(resolved, policy_today).at("levers").at(info.name);
  for (auto& value : values_of(info, resolved.at("businesses").size() > 1))
    if (value != today) levels.push_back({std::string(info.name), std::move(value)});
}

// Four policies for each level, named by its position.
void add_policies(const CommonLevel& level, const Json& resolved, Json& policies) {
  for (const auto preset : default_policies) {
    auto policy = policy_named(resolved, preset);
    policy["name"] = fmt::format("{} {}", policies.size(), preset);
    if (!level.lever.empty() && level.lever != price) policy["levers"][level.lever] = level.value;
    if (level.cap) policy["levers"][cap] = *level.cap;
    policies.push_back(std::move(policy));
  }
}

Scenario tabulated(const Json& document) {
  auto scenario = build(document);
  tabulate(scenario);
  return scenario;
}

/// Levels at the same price: one scenario with four policies for each, after those that it has.
struct Group {
  Json document;
  std::vector<CommonLevel> levels;
};

std::vector<Group> grouped(const Json& resolved, const std::vector<CommonLevel>& levels) {
  std::vector<Group> groups;
  std::vector<double> of_group;
  for (const auto& level : levels) {
    const double multiple = level.lever == price ? level.value.get<double>() : 1;
    auto at = std::ranges::find(of_group, multiple) - of_group.begin();
    if (at == static_cast<std::ptrdiff_t>(of_group.size())) {
      of_group.push_back(multiple);
      groups.push_back({resolved, {}});
      auto& own = groups.back().document["businesses"][0]["price"];
      own = own.get<double>() * multiple;
    }
    auto& group = groups[static_cast<std::size_t>(at)];
    add_policies(level, resolved, group.document["policies"]);
    group.levels.push_back(level);
  }
  return groups;
}

Matrix cells_of(const std::vector<std::vector<Course>>& courses, std::size_t first) {
  Matrix values(courses[first].size(), default_policies.size());
  for (std::size_t cell = 0; cell < values.columns(); ++cell)
    for (std::size_t r = 0; r < values.rows(); ++r)
      values(r, cell) = value_of(judged_measure, courses[first + cell][r].all);
  return complete_rows(values);
}

std::vector<AtLevel> simulated(const Group& group, const Scenario& before, const Length& length,
                               experiment::ThreadPool& pool) {
  const auto scenario = tabulated(group.document);
  const auto courses = courses_of(before, scenario, length, pool);
  std::vector<AtLevel> found;
  auto first = before.policies.size();
  for (const auto& level : group.levels) {
    const auto cells = cells_of(courses, first);
    found.push_back({level, leader_of(cells), effects_of(cells)});
    first += default_policies.size();
  }
  return found;
}

/// Two policies that a crossing makes agree in one part of their levers.
struct MustAgree {
  ArgumentPart part;
  std::string_view a, b;
};
constexpr MustAgree must_agree[] = {
    {ArgumentPart::equal, default_policies[0], policy_today},
    {ArgumentPart::equal, default_policies[1], policy_today},
    {ArgumentPart::equal, default_policies[2], policy_today},
    {ArgumentPart::equal, default_policies[3], policy_today},
    {ArgumentPart::said, default_policies[0], default_policies[1]},
    {ArgumentPart::said, default_policies[2], default_policies[3]},
    {ArgumentPart::served, default_policies[0], default_policies[2]},
    {ArgumentPart::served, default_policies[1], default_policies[3]},
};

// As the file states it first, so that all of its mistakes are told, also those that are overridden then.
Json the_four_in_one_market(const std::filesystem::path& file, const std::filesystem::path& shipped) {
  const auto read = read_document(file, shipped);
  if (const auto stated = resolve(read); !stated) throw experiment::InvalidScenario(render(stated.mistakes));
  const auto resolution = resolve(read, {"markets.0.count=1", R"(factors=["said", "served"])"});
  if (!resolution) throw experiment::InvalidScenario(render(resolution.mistakes));
  if (const auto flaw = flaw_of_crossing(resolution->document); !flaw.empty())
    throw experiment::BadInput(fmt::format(
        "{}: {}\n  the levels are of the four presets, else as today: give a policy of your own another name",
        file.string(), flaw));
  return resolution->document;
}

}  // namespace

std::vector<CommonLevel> common_levels(const Json& resolved) {
  std::vector<CommonLevel> levels{{}};
  for (const auto& row : lever_parameters)
    if (row.info.part == ArgumentPart::equal) add_levels_of(row.info, resolved, levels);
  for (const double multiple : prices) levels.push_back({std::string(price), multiple});
  const auto alone = levels.size();
  for (std::size_t i = 1; i < alone; ++i)
    for (const double other : {caps[0], caps[4]})
      if (levels[i].lever != cap) levels.push_back({levels[i].lever, levels[i].value, other});
  return levels;
}

std::string flaw_of_crossing(const Json& resolved) {
  for (const auto& [part, a, b] : must_agree)
    for (const auto& row : lever_parameters) {
      const auto lever = [&](std::string_view policy) -> const Json& {
        return policy_named(resolved, policy).at("levers").at(row.info.name);
      };
      if (row.info.part == part && lever(a) != lever(b))
        return fmt::format("{} and {} differ in {} ({} and {}), so that they are not the argument alone", a,
                           b, row.info.name, lever(a).dump(), lever(b).dump());
    }
  return "";
}

LeveledScenario find_levels(const std::filesystem::path& file, const std::filesystem::path& shipped,
                            std::optional<std::int64_t> replications, experiment::ThreadPool& pool) {
  const auto document = the_four_in_one_market(file, shipped);
  const auto before = tabulated(document);
  LeveledScenario result{before.name,
                         static_cast<int>(replications.value_or(
                             std::clamp(before.replications, 2, enough_replications_of_levels))),
                         {}};
  const Length length{1, before.weeks, result.replications};
  for (const auto& group : grouped(document, common_levels(document)))
    for (auto& level : simulated(group, before, length, pool)) result.levels.push_back(std::move(level));
  return result;
}

}  // namespace clientele::validation
