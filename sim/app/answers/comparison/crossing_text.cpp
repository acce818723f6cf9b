#include "sim/app/answers/comparison/crossing_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/number_format.hpp"
#include "sim/model/parameters/registry.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

using Columns = std::vector<CrossedMeasure>;

/// A line of the table: a cell of the crossing, or a policy outside of it.
struct Subject {
  std::string label, policy;
  std::size_t position;  ///< among the policies of the comparison
};

std::vector<Subject> subjects_of(const Comparison& comparison, const Crossing& crossing) {
  std::vector<Subject> list;
  const auto& names = comparison.policies;
  const auto add = [&](const std::string& label, std::size_t position) {
    list.push_back({label, label == names[position] ? "" : names[position], position});
  };
  for (std::size_t cell = 0; cell < crossing.policies.size(); ++cell) {
    const auto found = std::ranges::find(names, crossing.policies[cell]);
    add(cell_label(crossing, cell), static_cast<std::size_t>(found - names.begin()));
  }
  for (std::size_t p = 0; p < names.size(); ++p)
    if (names[p] != policy_today && std::ranges::find(crossing.policies, names[p]) == crossing.policies.end())
      add("besides", p);
  if (const auto today = std::ranges::find(names, policy_today); today != names.end())
    add("for reference", static_cast<std::size_t>(today - names.begin()));
  return list;
}

std::vector<Line> column_heads(std::vector<std::string> names, const Comparison& comparison,
                               const Columns& columns) {
  for (const auto& column : columns) names.push_back(heading_name(comparison.measures[column.measure]));
  return headings(names, 13);
}

std::string with_half_width(std::string value, const std::string& half_width) {
  if (!half_width.empty()) value.append(" ").append(half_width);
  return value;
}

NumberFormat format_of_effects(const Comparison& comparison, const CrossedMeasure& column) {
  std::vector<Estimate> estimates;
  for (const auto& effect : column.effects) estimates.push_back(effect.estimate);
  return number_format(comparison.measures[column.measure].unit, estimates);
}

const CrossedMeasure* column_of(const Columns& columns, const Comparison& comparison,
                                const std::string& measure) {
  const auto found = std::ranges::find_if(columns, [&](const CrossedMeasure& column) {
    return comparison.measures[column.measure].name == measure;
  });
  return found == columns.end() ? nullptr : &*found;
}

/// Percentages are differences in points.
std::string without_percent(std::string text) {
  if (text.ends_with('%')) text.pop_back();
  return text;
}

/// "8.9 points", or an amount.
std::string amount(const NumberFormat& format, double value) {
  const auto text = without_percent(format.value(std::abs(value)));
  if (!format.percent) return text;
  return text + (text == "1" ? " point" : " points");
}

// "adds 8.9 points of operating margin"; "lowers the churn rate by 2 points", which is no cost.
std::string change(const NumberFormat& format, double mean, const StoredMeasure& measure) {
  const auto name = words(measure.name);
  if (mean == 0) return "does nothing to the " + name;
  if (const auto size = amount(format, mean); size == "0" || size == "0 points")
    return "hardly changes the " + name;
  if (measure.lower_is_better)
    return fmt::format("{} the {} by {}", mean > 0 ? "raises" : "lowers", name, amount(format, mean));
  return fmt::format("{} {} of {}", mean > 0 ? "adds" : "costs", amount(format, mean), name);
}

std::string action(const Crossing& crossing, std::size_t factor, std::size_t level) {
  const auto& name = crossing.factors[factor].name;
  const auto infinitive = name == part_word(ArgumentPart::said)     ? "to "
                          : name == part_word(ArgumentPart::served) ? "to serve "
                                                                    : "";
  return fmt::format("{}{} rather than {}", infinitive, crossing.factors[factor].levels[level],
                     crossing.factors[factor].levels[0]);
}

// Where an interaction is told from zero, a mean over the other factor's levels hides what happens at each.
struct Pair {
  const FactorialEffect *first, *both;  ///< of the first factor, and of both
};

// Whether both ends of the interval are zero as they are written.
bool shows_nothing(const NumberFormat& format, const Estimate& e) {
  const auto ends = format.value(e.ci_low) + format.value(e.ci_high);
  return ends.find_first_of("123456789") == ends.npos;
}

std::string sentence_of_effect(const Crossing& crossing, const NumberFormat& format,
                               const FactorialEffect& effect, const StoredMeasure& measure) {
  const auto& e = effect.estimate;
  const auto factor = first_factor(effect);
  const auto what = action(crossing, factor, effect.levels[factor]);
  if (!std::isfinite(e.ci_low))
    return fmt::format("in the one replication, {} {}", what, change(format, e.mean, measure));
  const auto range =
      interval(without_percent(format.difference(e.ci_low)), without_percent(format.difference(e.ci_high)));
  if (e.ci_low == 0 && e.ci_high == 0) return what + " " + change(format, 0, measure);
  if (shows_nothing(format, e)) return what + " does next to nothing to the " + words(measure.name);
  if (excludes_zero(e)) return fmt::format("{} {} ({})", what, change(format, e.mean, measure), range);
  return fmt::format("whether {} {} the {} cannot be told from chance ({})", what,
                     measure.lower_is_better ? "raises or lowers" : "adds to or takes from",
                     words(measure.name), range);
}

// "to partner rather than please adds 10.7 points with everyone, and adds 7.3 points with the right".
std::string sentence_of_pair(const Crossing& crossing, const NumberFormat& format, const Pair& pair,
                             const StoredMeasure& measure) {
  const auto half = pair.both->estimate.mean / 2;
  const auto at_first = change(format, pair.first->estimate.mean - half, measure),
             at_second = change(format, pair.first->estimate.mean + half, measure);
  const auto& of_second = crossing.factors[1].levels;
  const auto with = crossing.is_argument ? "with" : "at";
  return fmt::format("the two depend on each other: {} {} {} {}, and {} {} {}", action(crossing, 0, 1),
                     at_first, with, of_second[0], at_second, with, of_second[1]);
}

// Where both are certain of their sign, or one is and the other year points elsewhere.
bool turns(const Estimate& first, const Estimate& last) {
  return first.mean * last.mean < 0 && (excludes_zero(first) || excludes_zero(last));
}

bool is_of_all_runs(const Comparison& year, const Crossing& crossing, std::size_t measure) {
  return std::ranges::all_of(crossing.policies, [&](const std::string& name) {
    const auto p = std::ranges::find(year.policies, name) - year.policies.begin();
    return !is_of_survivors(year, measure, static_cast<std::size_t>(p));
  });
}

bool is_two_by_two(const Crossing& crossing) { return crossing.levels() == std::vector<std::size_t>{2, 2}; }

Json effect_json(const Comparison& comparison, const Crossing& crossing, const CrossedMeasure& column,
                 const FactorialEffect& effect) {
  auto of = Json::array();
  for (std::size_t f = 0; f < effect.levels.size(); ++f)
    if (effect.levels[f] > 0)
      of.push_back({{"factor", crossing.factors[f].name},
                    {"level", crossing.factors[f].levels[effect.levels[f]]},
                    {"against", crossing.factors[f].levels[0]}});
  const auto& e = effect.estimate;
  return {{"metric", comparison.measures[column.measure].name},
          {"unit", comparison.measures[column.measure].unit},
          {"effect", effect_label(crossing, effect)},
          {"of", of},
          {"n", e.n},
          {"mean", e.mean},
          {"ci_low", e.ci_low},
          {"ci_high", e.ci_high}};
}

}  // namespace

std::string cell_table(const Comparison& comparison, const Crossing& crossing, const std::string& objective) {
  const auto columns = crossed_effects(comparison, crossing, objective);
  auto lines = column_heads({"policy"}, comparison, columns);
  const auto subjects = subjects_of(comparison, crossing);
  std::size_t width = 0;
  for (const auto& subject : subjects) width = std::max(width, subject.label.size());
  for (const auto& [label, policy, position] : subjects) {
    auto& line = lines.emplace_back(Line{fmt::format("{:<{}}  {}", label, width, policy)});
    for (const auto& column : columns) {
      std::vector<Estimate> all;
      for (const auto& values : comparison.values) all.push_back(values[column.measure]);
      const auto format = number_format(comparison.measures[column.measure].unit, all);
      const auto& e = comparison.values[position][column.measure];
      line.push_back(with_half_width(format.value(e.mean), format.half_width(e)));
    }
  }
  return align(lines);
}

std::string failures(const Comparison& comparison) {
  constexpr std::size_t most_named = 6;
  const auto found = std::ranges::find(comparison.measures, "failed", &StoredMeasure::name);
  if (found == comparison.measures.end()) return "";
  const auto failed = static_cast<std::size_t>(found - comparison.measures.begin());
  std::vector<std::pair<double, std::string>> shares;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (const double share = comparison.values[p][failed].mean; share > 0)
      shares.emplace_back(share, comparison.policies[p]);
  if (shares.empty()) return "";
  std::ranges::stable_sort(shares, std::ranges::greater(), &std::pair<double, std::string>::first);
  std::vector<std::string> named;
  for (const auto& [share, policy] : shares)
    if (named.size() < most_named)
      named.push_back(
          fmt::format("{} {}{}", policy, named.empty() ? "in " : "", share < 0.005 ? "<1%" : percent(share)) +
          (named.empty() ? " of runs" : ""));
  if (shares.size() > most_named)
    named.push_back(counted(shares.size() - most_named, "other policy") + " no more often");
  return fmt::format("Failed: {}; clients set free by that count as churn.", joined(views(named), ", "));
}

std::string effect_table(const Comparison& comparison, const Crossing& crossing,
                         const std::string& objective) {
  const auto columns = crossed_effects(comparison, crossing, objective);
  if (columns.empty()) return "";
  auto lines = column_heads({"effect"}, comparison, columns);
  const auto& effects = columns.front().effects;
  for (std::size_t i = 0; i < effects.size() && effects[i].order() <= 2; ++i) {
    auto& line = lines.emplace_back(Line{effect_label(crossing, effects[i])});
    for (const auto& column : columns) {
      const auto format = format_of_effects(comparison, column);
      const auto& e = column.effects[i].estimate;
      line.push_back(
          with_half_width((excludes_zero(e) ? "*" : "") + format.difference(e.mean), format.half_width(e)));
    }
  }
  return align(lines);
}

std::string effect_sentence(const Comparison& comparison, const Crossing& crossing,
                            const std::string& measure) {
  const auto columns = crossed_effects(comparison, crossing, measure);
  const auto* column = column_of(columns, comparison, measure);
  if (!column) return "";
  const auto format = format_of_effects(comparison, *column);
  std::vector<std::string> clauses;
  for (const auto& effect : column->effects) {
    if (effect.order() > 1) break;
    clauses.push_back(sentence_of_effect(crossing, format, effect, comparison.measures[column->measure]));
  }
  if (is_two_by_two(crossing)) {
    const Pair pair{&column->effects[0], &column->effects[2]};
    if (excludes_zero(pair.both->estimate))
      clauses.push_back(sentence_of_pair(crossing, format, pair, comparison.measures[column->measure]));
  }
  return capitalised(joined(views(clauses), "; ")) + ".";
}

std::string turn_of_effects(const Years& years, const Crossing& crossing, const std::string& measure) {
  const auto of_first = crossed_effects(years.first, crossing, measure),
             of_last = crossed_effects(years.last, crossing, measure);
  const auto *first = column_of(of_first, years.first, measure),
             *last = column_of(of_last, years.last, measure);
  if (!first || !last || !is_of_all_runs(years.first, crossing, first->measure) ||
      !is_of_all_runs(years.last, crossing, last->measure))
    return "";
  const auto& known = years.first.measures[first->measure];
  std::vector<std::string> clauses;
  for (std::size_t i = 0; i < first->effects.size() && first->effects[i].order() == 1; ++i) {
    const auto &early = first->effects[i].estimate, &late = last->effects[i].estimate;
    if (!turns(early, late)) continue;
    const auto format = number_format(years.first.measures[first->measure].unit, std::array{early, late});
    const auto factor = first_factor(first->effects[i]);
    clauses.push_back(fmt::format("{} {} in the first year, and {} in the last",
                                  action(crossing, factor, first->effects[i].levels[factor]),
                                  change(format, early.mean, known), change(format, late.mean, known)));
  }
  return clauses.empty()
             ? ""
             : fmt::format("Means over the whole time hide a turn: {}.", joined(views(clauses), "; "));
}

Json crossing_json(const Comparison& comparison, const std::optional<Crossing>& crossing,
                   const std::string& objective) {
  if (!crossing) return nullptr;
  Json object{{"argument", crossing->is_argument},
              {"factors", Json::array()},
              {"cells", Json::array()},
              {"effects", Json::array()}};
  for (const auto& factor : crossing->factors)
    object["factors"].push_back({{"name", factor.name}, {"levels", factor.levels}});
  const auto levels = crossing->levels();
  for (std::size_t cell = 0; cell < crossing->policies.size(); ++cell) {
    const auto at = levels_of_cell(cell, levels);
    auto of_cell = Json::object();
    for (std::size_t f = 0; f < at.size(); ++f)
      of_cell[crossing->factors[f].name] = crossing->factors[f].levels[at[f]];
    object["cells"].push_back(
        {{"policy", crossing->policies[cell]}, {"label", cell_label(*crossing, cell)}, {"levels", of_cell}});
  }
  for (const auto& column : crossed_effects(comparison, *crossing, objective))
    for (const auto& effect : column.effects)
      object["effects"].push_back(effect_json(comparison, *crossing, column, effect));
  return object;
}

}  // namespace clientele::app
