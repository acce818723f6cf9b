// The same parts as aligned text or as Markdown.
#include "sim/app/answers/sensitivity_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/sensitivity_result.hpp"
#include "sim/app/answers/text_table.hpp"

namespace clientele::app {

namespace {

constexpr std::size_t shown = 5;  // assumptions per table

// Empty if no policy is best anywhere.
std::string leader_of(const SensitivityResult& result) {
  if (!result.screening) return result.decomposition->leader;
  const auto& ranking = result.screening->screening.ranking;
  return ranking.has_leader() ? ranking.policies[ranking.leader] : "";
}

std::string output_name(std::string_view output, const SensitivityResult& result) {
  if (output != lead_name) return words(output);
  const auto leader = leader_of(result);
  if (leader.empty()) return fmt::format("the ranking of policies by {}", words(result.objective.name));
  return fmt::format("the ranking of policies: lead of {} in {}", leader, words(result.objective.name));
}

std::string short_output_name(std::string_view output) {
  return output == lead_name ? "ranking of policies" : words(output);
}

std::string unit_note(std::string_view unit) {
  if (unit == "1") return "in percentage points";
  if (unit == "1/year") return "in percentage points a year";
  return fmt::format("in {}", unit);
}

// With the direction in which the measure goes when the assumption rises: (+), (-), or (±) where that depends
// on the rest.
std::string with_direction(const std::string& name, const ElementaryEffect& effect) {
  const bool depends = std::abs(effect.mu.mean) < effect.mu_star.mean / 2;
  return fmt::format("{} ({})", name, depends ? "±" : effect.mu.mean < 0 ? "-" : "+");
}

// The most important ones; those without an effect do not matter.
std::string names_of_important(const ScreeningResult& result, const std::vector<ElementaryEffect>& effects) {
  std::string names;
  const auto order = by_importance(effects);
  for (std::size_t i = 0; i < std::min(shown, order.size()); ++i)
    if (const auto& effect = effects[order[i]]; effect.mu_star.mean > 0)
      names += (names.empty() ? "" : ", ") + with_direction(result.assumptions[order[i]].name, effect);
  return names.empty() ? "none has an effect" : names;
}

Part most_important_part(const SensitivityResult& result) {
  Part part{.title = "What matters most",
            .text =
                "The assumptions that matter most to each headline measure (its mean over the policies) "
                "and to which policy is best, the most important first, with the direction in which the "
                "measure goes when the assumption rises.",
            .lines = {{"measure", "assumptions"}},
            .is_prose = true};
  for (const auto& output : result.screening->screening.outputs)
    part.lines.push_back(
        {short_output_name(output.name), names_of_important(*result.screening, output.effects)});
  return part;
}

std::string ranking_text(const SensitivityResult& result) {
  const auto& ranking = result.screening->screening.ranking;
  const auto points = ranking.judged();
  const auto objective = words(result.objective.name);
  if (points == 0)
    return fmt::format("At no point has every policy a value of {}, so none is best.", objective);
  std::string text;
  for (std::size_t p = 0; p < ranking.policies.size(); ++p)
    text += fmt::format("{}{} at {}", p == 0 ? "" : ", ", ranking.policies[p],
                        percent(static_cast<double>(ranking.times[p]) / static_cast<double>(points)));
  if (ranking.ties > 0)
    text += fmt::format(", several at {}",
                        percent(static_cast<double>(ranking.ties) / static_cast<double>(points)));
  return fmt::format("Best by {}: {} of the {} points.", objective, text, points);
}

Line screening_line(const SensitivityResult& result, const ScreenedOutput& output, const NumberFormat& format,
                    std::size_t i) {
  constexpr double half_normal_mean = 0.798;  // sqrt(2 / pi): of the absolute value of a standard normal
  const auto& e = output.effects[i];
  const auto& assumption = result.screening->assumptions[i];
  Line line = {assumption.name,
               range_in_words(assumption),
               format.value(e.mu_star.mean),
               format.half_width(e.mu_star),
               format.difference(e.mu.mean),
               format.value(e.sigma),
               format.value(half_normal_mean * e.noise)};
  if (output.name == lead_name) line.push_back(percent(result.screening->screening.upsets[i].share));
  return line;
}

Part screening_part(const SensitivityResult& result, const ScreenedOutput& output) {
  const bool is_lead = output.name == lead_name;
  Part part{.title = output_name(output.name, result), .text = "", .lines = {}};
  if (is_lead) part.text = ranking_text(result) + " ";
  part.text += fmt::format("Effects {}.", unit_note(output.unit));
  part.lines.push_back({"assumption", "range", "mu*", "±", "mu", "sigma", "by chance"});
  if (is_lead) part.lines.back().emplace_back("changes the best");
  auto order = by_importance(output.effects);
  order.resize(std::min(shown, order.size()));
  std::vector<Estimate> sizes;
  for (const auto i : order) sizes.push_back(output.effects[i].mu_star);
  const auto format = number_format(output.unit, sizes);
  for (const auto i : order) part.lines.push_back(screening_line(result, output, format, i));
  return part;
}

std::string index_text(const SobolIndex& index) {
  const NumberFormat format{.percent = false, .decimals = 2};
  if (std::isnan(index.value)) return "-";
  const auto between = interval(format.value(index.ci_low), format.value(index.ci_high));
  return format.value(index.value) + (between == "-" ? "" : fmt::format(" ({})", between));
}

std::string chance_text(const DecomposedOutput& output) {
  const auto& indices = output.indices;
  auto text =
      fmt::format("Chance makes {} of the variance of a single run.",
                  std::isnan(indices.variance.noise_share()) ? "an unknown part"
                                                             : percent(indices.variance.noise_share()));
  if (indices.dropped > 0)
    text += fmt::format(" {} of {} blocks of points are left out, having no value.", indices.dropped,
                        indices.dropped + indices.n);
  return text;
}

Part decomposition_part(const SensitivityResult& result, const DecomposedOutput& output, bool has_title) {
  Part part{
      .title = has_title ? output_name(output.name, result) : "", .text = chance_text(output), .lines = {}};
  const auto& indices = output.indices;
  if (indices.total.empty()) return part;
  part.lines.push_back({"assumption", "first (95% interval)", "total (95% interval)"});
  std::vector<std::size_t> order(indices.total.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) {
    const double total = indices.total[i].value;
    return std::isnan(total) ? -1 : total;
  });
  order.resize(std::min(shown, order.size()));
  for (const auto i : order)
    part.lines.push_back({result.decomposition->assumptions[i].name, index_text(indices.first[i]),
                          index_text(indices.total[i])});
  return part;
}

}  // namespace

std::string sensitivity_introduction(const SensitivityResult& result) {
  const auto& plan = result.plan;
  auto text = fmt::format(
      "{}: {}, seed {}, {}; every point is simulated {} times, all points "
      "with the same people and common random numbers.",
      plan.scenario, counted(plan.weeks, "week"), plan.seed,
      plan.cells.size() == 1 ? "1 policy" : fmt::format("{} policies", plan.cells.size()), plan.replications);
  if (const auto& s = result.screening)
    text += fmt::format(" Screening (Morris): {}, {} trajectories, {} points.",
                        counted(s->assumptions.size(), "assumption"), s->trajectories,
                        s->trajectories * (s->assumptions.size() + 1));
  if (const auto& d = result.decomposition)
    text += fmt::format(
        " Decomposition (Sobol): {}, {} blocks, {} points; the others as the scenario has them.",
        counted(d->assumptions.size(), "assumption"), d->samples, d->samples * (d->assumptions.size() + 2));
  return text;
}

namespace {

Part explanation(const SensitivityResult& result) {
  Part part{.title = "How to read it", .text = "", .lines = {{"column", "meaning"}}, .is_prose = true};
  const auto explain = [&](const char* column, const char* meaning) {
    part.lines.push_back({column, meaning});
  };
  if (result.screening) {
    explain("range",
            "what is plausible around the scenario's value; of traits, the mean of segments, moved alike");
    explain("mu*", "change of the measure, either way, if the assumption crosses its range; ± its interval");
    explain("mu", "the same with its sign; nearer to 0 than mu* if the direction depends on the rest");
    explain("sigma", "how much the change differs from place to place, chance aside: interaction, curvature");
    explain("by chance", "the mu* of an assumption without any effect, from chance alone");
    if (result.plan.cells.size() > 1)
      explain("changes the best", "share of the assumption's steps after which another policy is best");
  }
  if (result.decomposition) {
    explain("first", "share of the variance, chance aside, that would go if this alone were known");
    explain("total", "share that would remain if this alone were unknown; more than first: interaction");
  }
  return part;
}

}  // namespace

std::vector<Part> sensitivity_parts(const SensitivityResult& result) {
  std::vector<Part> parts;
  const auto& s = result.screening;
  const auto& d = result.decomposition;
  if (s) parts.push_back(most_important_part(result));
  const auto outputs = s ? s->screening.outputs.size() : d->outputs.size();
  for (std::size_t turn = 0; turn < outputs; ++turn) {
    const auto o = (turn + outputs - 1) % outputs;  // the ranking, which is last, first
    if (s) parts.push_back(screening_part(result, s->screening.outputs[o]));
    if (d) parts.push_back(decomposition_part(result, d->outputs[o], !s));
  }
  parts.push_back(explanation(result));
  return parts;
}

namespace {

std::string markdown_row(const Line& line) {
  std::string row = "|";
  for (const auto& cell : line) row += fmt::format(" {} |", cell);
  return row + '\n';
}

std::string markdown(const Part& part) {
  std::string text = part.title.empty() ? "" : fmt::format("## {}\n\n", capitalised(part.title));
  if (!part.text.empty()) text += wrap(part.text, 110) + '\n';
  if (part.lines.empty()) return text;
  text += markdown_row(part.lines.front()) + "|---|";
  for (std::size_t i = 1; i < part.lines.front().size(); ++i) text += part.is_prose ? "---|" : "---:|";
  text += '\n';
  for (std::size_t i = 1; i < part.lines.size(); ++i) text += markdown_row(part.lines[i]);
  return text + '\n';
}

// Two columns, the second broken into lines that stand below each other.
std::string prose(const std::vector<Line>& lines) {
  constexpr std::size_t indentation = 21, width = 100 - indentation;
  std::string text;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::string label = lines[i].front();
    for (const auto& row : broken(lines[i].back(), width)) {
      text += fmt::format("{:<{}}{}\n", label, indentation, row);
      label.clear();
    }
  }
  return text;
}

std::string table(const Part& part) {
  std::string text = "\n";
  if (!part.title.empty()) text += capitalised(part.title) + '\n';
  if (!part.text.empty()) text += wrap(part.text);
  if (part.lines.empty()) return text;
  return text + '\n' + (part.is_prose ? prose(part.lines) : align(part.lines));
}

}  // namespace

std::string sensitivity_table(const SensitivityResult& result) {
  std::string text = wrap(sensitivity_introduction(result));
  for (const auto& part : sensitivity_parts(result)) text += table(part);
  return text + notes(result.reservations);
}

std::string sensitivity_markdown(const SensitivityResult& result) {
  auto text = fmt::format(
                  "# How much the assumptions matter\n\nThis file is written by a command:\n\n    {} "
                  "--format markdown\n\n",
                  result.command) +
              wrap(sensitivity_introduction(result), 110) + '\n';
  text +=
      wrap(
          "A number is an assumption when its source in the registry says so and no business can read it "
          "off its books; [assumptions.hpp](../sim/experiment/design/assumptions.hpp) has the rule and the "
          "ranges. A point whose run failed, or that has nothing to measure, is never filled in: the "
          "effects that end there, or its whole block, are dropped and counted.",
          110) +
      '\n';
  for (const auto& part : sensitivity_parts(result)) text += markdown(part);
  text.pop_back();
  return text + notes(result.reservations);
}

}  // namespace clientele::app
