#include "sim/validation/settling.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/design/errors.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::validation {

namespace {

constexpr double standards[] = {1, 0.6, 1.2};
constexpr double near_in_quality = 0.03, near_in_margin = 0.03;

int enough_replications(const Scenario& scenario) {
  double customers = 0;
  for (const auto& market : scenario.markets) customers += market.count * market.terms.population;
  return customers > 10'000 ? scenario.replications : 100;
}

std::vector<double> of_survivors(const std::vector<Course>& courses, std::size_t block,
                                 std::string_view measure) {
  std::vector<double> values;
  for (const auto& course : courses)
    if (course.failed_in == 0) values.push_back(value_of(measure, course.blocks[block]));
  return values;
}

Estimate change(const std::vector<Course>& courses, std::string_view measure) {
  const auto last = courses.front().blocks.size() - 1;
  return paired_difference(of_survivors(courses, last, measure), of_survivors(courses, last - 1, measure));
}

Settled settled_from(double standard, const std::vector<Course>& courses) {
  Settled settled{.standard = standard, .replications = static_cast<int>(courses.size())};
  for (std::size_t block = 0; block < courses.front().blocks.size(); ++block) {
    settled.quality.push_back(estimate(of_survivors(courses, block, "quality")));
    settled.margin.push_back(estimate(of_survivors(courses, block, "operating_margin")));
  }
  settled.change_of_quality = change(courses, "quality");
  settled.change_of_margin = change(courses, "operating_margin");
  std::vector<double> failures;
  for (const auto& course : courses)
    if (course.failed_in > 0) failures.push_back(course.failed_in);
  settled.failed = static_cast<int>(failures.size());
  settled.median_failure = quantile(failures, 0.5);
  return settled;
}

std::string blocks(const std::vector<Estimate>& estimates, double factor, int decimals) {
  std::string text;
  for (const auto& e : estimates)
    text += (text.empty() ? "" : " ") + (e.n > 0 ? fmt::format("{:.{}f}", factor * e.mean, decimals) : "-");
  return text;
}

std::string last_quality(const Settled& settled) {
  return settled.quality.back().n > 0 ? fmt::format("{:.2f}", settled.quality.back().mean) : "-";
}

// "+3.2 ± 2.9"
std::string with_error(const Estimate& change, double factor, int decimals) {
  return fmt::format("{:+.{}f} ± {:.{}f}", factor * change.mean, decimals,
                     factor * (change.ci_high - change.mean), decimals);
}

std::string changes(const Settled& settled) {
  return fmt::format("quality {}, margin {} points", with_error(settled.change_of_quality, 1, 2),
                     with_error(settled.change_of_margin, 100, 1));
}

std::string verdict(const SettlingPolicy& policy) {
  const auto& settled = policy.from.front();
  const int left = settled.replications - settled.failed;
  std::string text;
  if (settled.failed > 0)
    text = fmt::format("insolvent in {} of {} (half of these by week {:.0f})", settled.failed,
                       settled.replications, settled.median_failure);
  if (left == 0) return text;
  if (!text.empty()) text += "; the others: ";
  text += settles(settled)    ? "settles"
          : moves_on(settled) ? "moves on: " + changes(settled)
                              : "not told by so few: " + changes(settled);
  return has_one_attractor(policy) ? text : text + "; other beginnings end elsewhere";
}

}  // namespace

bool settles(const Settled& settled) {
  return std::abs(settled.change_of_quality.mean) <= near_in_quality &&
         std::abs(settled.change_of_margin.mean) <= near_in_margin;
}

bool moves_on(const Settled& settled) {
  const auto is_beyond = [](const Estimate& change, double near) {
    return change.ci_low > near || change.ci_high < -near;
  };
  return is_beyond(settled.change_of_quality, near_in_quality) ||
         is_beyond(settled.change_of_margin, near_in_margin);
}

bool has_one_attractor(const SettlingPolicy& policy) {
  std::vector<double> ends;
  for (const auto& settled : policy.from)
    if (settled.quality.back().n > 0) ends.push_back(settled.quality.back().mean);
  if (ends.empty()) return true;
  const auto [least, most] = std::ranges::minmax(ends);
  return most - least <= near_in_quality;
}

std::vector<SettlingPolicy> find_settling(const std::filesystem::path& file,
                                          const std::filesystem::path& shipped,
                                          const std::vector<std::string>& overrides,
                                          std::optional<std::int64_t> replications, ThreadPool& pool) {
  const auto document = read_document(file, shipped);
  std::vector<SettlingPolicy> policies;
  for (const double standard : standards) {
    auto changes = overrides;
    changes.push_back(fmt::format("businesses.0.initial_standard={}", standard));
    auto resolution = resolve(document, changes);
    if (!resolution) throw experiment::InvalidScenario(render(resolution.mistakes));
    auto scenario = std::move(resolution.value->scenario);
    tabulate(scenario);
    const Length length{4, 260, static_cast<int>(replications.value_or(enough_replications(scenario)))};
    const auto courses = courses_of(scenario, length, pool);
    policies.resize(scenario.policies.size());
    for (std::size_t p = 0; p < policies.size(); ++p) {
      policies[p].scenario = scenario.name;
      policies[p].policy = scenario.policies[p].name;
      policies[p].from.push_back(settled_from(standard, courses[p]));
    }
  }
  return policies;
}

std::string settling_page(const std::string& command, const std::vector<SettlingPolicy>& policies) {
  auto text = fmt::format("# Does it settle?\n\nWritten by a command:\n\n    {}\n\n", command);
  text +=
      R"(Each scenario under every policy over twenty years after its past, in n replications. Delivered quality (1 = as
expected) and operating margin in percent by blocks of five years, over the replications that did not fail; quality of the last
block when desired time per request begins at 0.6 and at 1.2 of what the work needs instead of 1. *Settles*: within 0.03 of
quality and 3 points of margin between years 11-15 and 16-20; *moves on*: by more, whatever chance does; else so few
replications cannot tell.

| scenario | policy | n | quality | margin | from 0.6 | from 1.2 | verdict |
|---|---|---|---|---|---|---|---|
)";
  for (const auto& policy : policies)
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", policy.scenario, policy.policy,
                        policy.from[0].replications, blocks(policy.from[0].quality, 1, 2),
                        blocks(policy.from[0].margin, 100, 0), last_quality(policy.from[1]),
                        last_quality(policy.from[2]), verdict(policy));
  return text;
}

}  // namespace clientele::validation
