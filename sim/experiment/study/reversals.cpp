#include "sim/experiment/study/reversals.hpp"

#include <algorithm>
#include <cmath>

namespace clientele::experiment {

std::optional<Years> compare_years(const Store& store, const std::string& baseline) {
  if (!store.plan().yearly) return std::nullopt;
  return Years{compare(store, baseline, 0, Period::first_year),
               compare(store, baseline, 0, Period::last_year)};
}

bool is_of_survivors(const Comparison& year, std::size_t measure, std::size_t policy) {
  const auto& samples = year.samples[policy];
  for (std::size_t r = 0; r < samples[measure].size(); ++r) {
    const bool is_finished =
        std::ranges::any_of(samples, [&](const auto& sample) { return !std::isnan(sample[r]); });
    if (is_finished && std::isnan(samples[measure][r])) return true;
  }
  return false;
}

namespace {

bool excludes_zero(const Estimate& estimate) { return estimate.ci_low > 0 || estimate.ci_high < 0; }

Estimate difference(const Comparison& year, std::size_t measure, std::size_t policy, std::size_t other) {
  return paired_difference(year.samples[policy][measure], year.samples[other][measure]);
}

std::optional<Reversal> reversal(const Years& years, std::size_t measure, std::size_t policy,
                                 std::size_t other) {
  const auto first = difference(years.first, measure, policy, other);
  const auto last = difference(years.last, measure, policy, other);
  for (const auto* year : {&years.first, &years.last})
    if (is_of_survivors(*year, measure, policy) || is_of_survivors(*year, measure, other))
      return std::nullopt;
  const bool turns = first.mean * last.mean < 0;
  const Reversal found{measure, policy, other, first, last, excludes_zero(first), excludes_zero(last)};
  if (!turns || !(found.is_sure_first || found.is_sure_last)) return std::nullopt;
  return found;
}

}  // namespace

std::vector<Reversal> find_reversals(const Years& years, const std::vector<std::size_t>& measures) {
  std::vector<Reversal> found;
  for (const auto measure : measures)
    for (std::size_t policy = 1; policy < years.first.policies.size(); ++policy)
      for (std::size_t other = 0; other < policy; ++other)
        if (const auto turn = reversal(years, measure, policy, other)) found.push_back(*turn);
  std::stable_partition(found.begin(), found.end(), [](const Reversal& turn) { return turn.is_sure(); });
  return found;
}

}  // namespace clientele::experiment
