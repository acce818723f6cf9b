#include "sim/app/answers/comparison/years.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/study/reversals.hpp"

namespace clientele::app {

namespace {

/// The objective, then the other headline measures.
std::vector<std::size_t> measures_looked_at(const std::vector<StoredMeasure>& measures,
                                            const Options& options) {
  std::vector<std::size_t> list = {measure_named(options.objective, measures)};
  for (std::size_t m = 0; m < measures.size(); ++m)
    if (measures[m].headline && m != list.front()) list.push_back(m);
  return list;
}

// What is not sure of the objective is told; of other measures, of which there are many, it may be chance.
std::vector<Reversal> reversals_told(const Years& years, const Options& options) {
  const auto measures = measures_looked_at(years.first.measures, options);
  auto found = find_reversals(years, measures);
  std::erase_if(found, [&](const auto& turn) { return !turn.is_sure() && turn.measure != measures.front(); });
  return found;
}

// "-2.1% (±0.5)"
std::string with_half_width(const NumberFormat& format, const Estimate& difference) {
  const auto half = format.half_width(difference);
  return format.difference(difference.mean) + (half.empty() ? "" : fmt::format(" ({})", half));
}

std::string certainty_of(const Reversal& turn) {
  if (turn.is_sure()) return "both 95% intervals exclude zero";
  return fmt::format("the 95% interval of the {} year does not exclude zero",
                     turn.is_sure_first ? "last" : "first");
}

Json estimate_of(const Estimate& e) {
  return {{"mean", e.mean}, {"ci_low", e.ci_low}, {"ci_high", e.ci_high}};
}

Json values(const Comparison& year, const std::vector<std::size_t>& measures,
            const std::vector<Estimate>& estimates) {
  auto object = Json::object();
  for (const auto m : measures) {
    object[year.measures[m].name] = estimate_of(estimates[m]);
    object[year.measures[m].name]["unit"] = year.measures[m].unit;
    object[year.measures[m].name]["n"] = estimates[m].n;
  }
  return object;
}

/// Differences to the baseline; none where survivors alone would be compared.
std::vector<Estimate> differences_of_all(const Comparison& year, std::size_t policy) {
  auto differences = year.differences[policy];
  for (std::size_t m = 0; m < differences.size(); ++m)
    if (is_of_survivors(year, m, policy) || is_of_survivors(year, m, year.baseline))
      differences[m] = estimate_from(0, differences[m].n + differences[m].missing, 0, 0);
  return differences;
}

Json policies(const Comparison& year, const std::vector<std::size_t>& measures) {
  auto list = Json::array();
  for (std::size_t p = 0; p < year.policies.size(); ++p)
    list.push_back({{"name", year.policies[p]},
                    {"metrics", values(year, measures, year.values[p])},
                    {"versus_baseline", values(year, measures, differences_of_all(year, p))}});
  return list;
}

Json turn_json(const Comparison& year, const Reversal& turn) {
  return {{"metric", year.measures[turn.measure].name}, {"policy", year.policies[turn.policy]},
          {"against", year.policies[turn.other]},       {"first_year", estimate_of(turn.first)},
          {"last_year", estimate_of(turn.last)},        {"both_exclude_zero", turn.is_sure()}};
}

}  // namespace

std::string reversal_sentence(const Store& store, const Options& options) {
  const auto years = compare_years(store, options.baseline);
  if (!years) return "";
  const auto found = reversals_told(*years, options);
  if (found.empty()) return "";
  const auto& turn = found.front();
  const auto& measure = years->first.measures[turn.measure];
  const auto format = number_format(measure.unit, std::array{turn.first, turn.last});
  auto text = fmt::format(
      "Means over the whole time hide that the {} of {} against {} turns: {} in the first year, {} in the "
      "last; {}",
      words(measure.name), years->first.policies[turn.policy], years->first.policies[turn.other],
      with_half_width(format, turn.first), with_half_width(format, turn.last), certainty_of(turn));
  if (found.size() > 1)
    text += fmt::format(" ({} more: see --format json)", counted(found.size() - 1, "turn"));
  return text + '.';
}

Json years_json(const Store& store, const Options& options) {
  const auto years = compare_years(store, options.baseline);
  if (!years) return nullptr;
  const auto measures = measures_looked_at(years->first.measures, options);
  Json object = {{"weeks", weeks_of_year},
                 {"first_year", policies(years->first, measures)},
                 {"last_year", policies(years->last, measures)},
                 {"turns", Json::array()}};
  for (const auto& turn : reversals_told(*years, options))
    object["turns"].push_back(turn_json(years->first, turn));
  if (const auto sentence = reversal_sentence(store, options); !sentence.empty())
    object["sentence"] = sentence;
  return object;
}

}  // namespace clientele::app
