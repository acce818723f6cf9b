#include "sim/validation/ablation.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/experiment/design/errors.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/validation/mechanisms.hpp"

namespace clientele::validation {

namespace {

/// "*" in a path, written out for as many as there are.
std::vector<std::string> overrides_of(const Mechanism& mechanism, const Scenario& scenario) {
  std::vector<std::string> overrides;
  for (const auto& [path, off] : mechanism.strengths) {
    const auto star = path.find('*');
    if (star == path.npos) {
      overrides.push_back(fmt::format("{}={}", path, off));
      continue;
    }
    const auto many = path.starts_with("policies") ? scenario.policies.size() : scenario.businesses.size();
    for (std::size_t i = 0; i < many; ++i)
      overrides.push_back(fmt::format("{}{}{}={}", path.substr(0, star), i, path.substr(star + 1), off));
  }
  return overrides;
}

// Policies that are presets become objects when one of their levers is set: all is set in the resolved
// document, in which they are objects already.
Scenario with(const Document& resolved, const std::vector<std::string>& overrides) {
  auto resolution = resolve(resolved, overrides);
  if (!resolution) throw experiment::InvalidScenario(render(resolution.mistakes));
  auto scenario = std::move(resolution.value->scenario);
  tabulate(scenario);
  return scenario;
}

using Courses = std::vector<std::vector<Course>>;

std::vector<double> values(const std::vector<Course>& courses, std::string_view measure) {
  std::vector<double> list;
  for (const auto& course : courses) list.push_back(value_of(measure, course.all));
  return list;
}

template <class Compare>
std::vector<Difference> for_each_policy(const Courses& courses, const Compare& compare) {
  std::vector<Difference> list;
  for (std::size_t p = 0; p < courses.size(); ++p)
    list.push_back({compare(p, "operating_margin"), compare(p, "churn_rate"), compare(p, "burnout_share")});
  return list;
}

std::string winner_of(const Scenario& scenario, const Courses& courses) {
  std::vector<double> means;
  for (const auto& of_policy : courses) means.push_back(estimate(values(of_policy, "operating_margin")).mean);
  return scenario.policies[static_cast<std::size_t>(std::ranges::max_element(means) - means.begin())].name;
}

std::string points(const Estimate& e, bool is_difference) {
  const bool clear = is_difference && (e.ci_low > 0 || e.ci_high < 0);
  return fmt::format(fmt::runtime(is_difference ? "{:+.1f}{}" : "{:.1f}{}"), 100 * e.mean, clear ? "*" : "");
}

std::string cell(const Difference& d, bool is_difference) {
  return fmt::format("{} / {} / {}", points(d.margin, is_difference), points(d.churn, is_difference),
                     points(d.burnout, is_difference));
}

std::string row(std::string_view name, const std::vector<Difference>& policies, const std::string& winner,
                bool is_difference) {
  std::string text = fmt::format("| {} |", name);
  for (const auto& d : policies) text += ' ' + cell(d, is_difference) + " |";
  return text + ' ' + winner + " |\n";
}

std::string table(const AblatedScenario& scenario) {
  std::string text = fmt::format("\n## {}\n\n| off |", scenario.name), line = "|---|";
  for (const auto& policy : scenario.policies) text += ' ' + policy + " |", line += "---|";
  text += " best margin |\n" + line + "---|\n" + row("nothing", scenario.as_it_is, scenario.winner, false);
  for (const auto& ablation : scenario.ablations)
    text += row(ablation.mechanism, ablation.of_policy,
                ablation.winner == scenario.winner ? "" : "**" + ablation.winner + "**", true);
  return text;
}

}  // namespace

AblatedScenario ablate(const std::filesystem::path& file, const std::filesystem::path& shipped,
                       std::optional<std::int64_t> replications, ThreadPool& pool) {
  const auto first = resolve(read_document(file, shipped));
  if (!first) throw experiment::InvalidScenario(render(first.mistakes));
  const auto document = parse_document(file.string(), first->document.dump(2));
  const auto scenario = with(document, {});
  const Length length{1, scenario.weeks, static_cast<int>(replications.value_or(scenario.replications))};
  const auto all_on = courses_of(scenario, length, pool);
  AblatedScenario result{scenario.name, {}, {}, winner_of(scenario, all_on), {}};
  for (const auto& policy : scenario.policies) result.policies.push_back(policy.name);
  result.as_it_is = for_each_policy(
      all_on, [&](std::size_t p, std::string_view measure) { return estimate(values(all_on[p], measure)); });
  for (const auto& mechanism : mechanisms) {
    const auto off = courses_of(with(document, overrides_of(mechanism, scenario)), length, pool);
    const auto compare = [&](std::size_t p, std::string_view measure) {
      return paired_difference(values(off[p], measure), values(all_on[p], measure));
    };
    result.ablations.push_back(
        {std::string(mechanism.name), for_each_policy(off, compare), winner_of(scenario, off)});
  }
  return result;
}

std::string ablation_page(const std::string& command, const std::vector<AblatedScenario>& scenarios) {
  auto text = fmt::format("# What each mechanism is worth\n\nWritten by a command:\n\n    {}\n\n", command);
  text +=
      R"(Each scenario over its own horizon and in its own replications (the same people and random numbers), with one mechanism switched
off at a time, by the strengths that `sim/validation/mechanisms.hpp` names; all else stays, prices too. First row: margin,
churn a year and share of staff burned out, in percent, with everything on. Other rows: by how many points each differs
when the mechanism is off (* = the 95 % interval of the paired difference excludes zero), and the policy with the best
mean margin where that is another one. Surveys act through rules alone, and no shipped policy has one; a firm without the
common past begins with its reserve, but with nobody who owes it anything yet.
)";
  for (const auto& scenario : scenarios) text += table(scenario);
  return text;
}

}  // namespace clientele::validation
