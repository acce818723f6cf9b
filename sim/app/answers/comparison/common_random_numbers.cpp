#include "sim/app/answers/comparison/common_random_numbers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "analysis/common_random_numbers.hpp"
#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/text_table.hpp"

namespace clientele::app {

namespace {

/// Per policy other than the baseline, what each headline measure achieved.
std::vector<std::vector<Synchronisation>> achieved(const Comparison& c) {
  std::vector<std::vector<Synchronisation>> rows;
  for (std::size_t p = 0; p < c.policies.size(); ++p) {
    if (p == c.baseline) continue;
    auto& row = rows.emplace_back();
    for (std::size_t m = 0; m < c.measures.size(); ++m)
      if (c.measures[m].headline) row.push_back(synchronisation(c.samples[p][m], c.samples[c.baseline][m]));
  }
  return rows;
}

// Beyond this, results are as good as identical, and how good says nothing.
constexpr double most_told = 1000;

std::string times(double factor) {
  return factor > most_told ? fmt::format(">{:.0f}", most_told) : fmt::format("{:.1f}", factor);
}

constexpr std::size_t fewest = 2;  // pairs that can tell anything

}  // namespace

std::string precision_gained(const Comparison& comparison) {
  std::vector<double> factors;
  for (const auto& row : achieved(comparison))
    for (const auto& [n, correlation, factor] : row)
      if (n >= fewest) factors.push_back(factor);
  if (factors.empty()) return "";
  const auto [least, most] = std::ranges::minmax(factors);
  return '\n' + wrap(fmt::format(
                    "As all policies share their random numbers, these differences are as precise as with {} "
                    "to {} times as many independent replications.",
                    times(least), times(most)));
}

std::string synchronisation_table(const Comparison& comparison) {
  const auto& baseline = comparison.policies[comparison.baseline];
  std::vector<std::string> names = {"policy"};
  for (const auto& measure : comparison.measures)
    if (measure.headline) names.push_back(heading_name(measure));
  auto lines = headings(names, heading_width);
  auto policy = comparison.policies;
  policy.erase(policy.begin() + static_cast<std::ptrdiff_t>(comparison.baseline));
  const auto rows = achieved(comparison);
  for (std::size_t p = 0; p < rows.size(); ++p) {
    std::vector<std::string> correlations = {policy[p]}, factors = {""};
    for (const auto& [n, correlation, factor] : rows[p]) {
      correlations.push_back(n < fewest ? "-" : fmt::format("{:.2f}", correlation));
      factors.push_back(n < fewest ? "" : fmt::format("x{}", times(factor)));
    }
    lines.insert(lines.end(), {correlations, factors});
  }
  return wrap(fmt::format("What common random numbers achieved: the correlation with {} over "
                          "replications and, below it, how many times as many independent replications the "
                          "difference would have taken.",
                          baseline)) +
         '\n' + align(lines);
}

}  // namespace clientele::app
