#include "sim/validation/argument/findings.hpp"

#include <algorithm>
#include <cmath>

#include "sim/experiment/run/thread_pool.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/document.hpp"

namespace clientele::validation {

namespace {

constexpr std::size_t inputs_told = 6;

// The inputs that move an effect most: what a firm can look up about itself.
std::vector<std::size_t> strongest_inputs(const Movers& movers) {
  std::vector<std::size_t> columns;
  for (const auto& mover : movers.list)
    if (mover.column < firm_inputs().size() && !firm_inputs()[mover.column].is_open_assumption)
      columns.push_back(mover.column);
  columns.resize(std::min(columns.size(), inputs_told));
  return columns;
}

std::vector<bool> positive(const std::vector<double>& effect) {
  std::vector<bool> list;
  for (const double value : effect) list.push_back(value > 0);
  return list;
}

// What the rule asks about, as far as a firm can look it up, and then what moves the effect most.
std::pair<std::size_t, std::size_t> columns_of_map(const SimpleRule& rule,
                                                   const std::vector<std::size_t>& strongest) {
  std::vector<std::size_t> columns;
  const auto add = [&](std::size_t column) {
    if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
  };
  for (const auto& node : rule.nodes)
    if (node.split && !firm_inputs()[node.split->column].is_open_assumption) add(node.split->column);
  for (const auto column : strongest) add(column);
  return {columns[0], columns[1]};
}

EffectFindings look_at(std::string name, const Contrast& contrast, const DrawnWorlds& worlds,
                       const DrawnWorlds& others) {
  EffectFindings found{.name = std::move(name),
                       .effect = effect_of_worlds(worlds, contrast),
                       .agreement = agreement_in_sign(worlds, contrast),
                       .movers = {},
                       .told = {},
                       .fifths = {},
                       .map = {},
                       .rule = {},
                       .trial = {}};
  found.movers = find_movers(worlds, found.effect);
  found.told = strongest_inputs(found.movers);
  for (const auto column : found.told) found.fifths.push_back(fifths_of(worlds, column, found.effect));
  found.rule = fit_rule(inputs_alone(worlds), positive(found.effect));
  const auto [across, up] = columns_of_map(found.rule, found.told);
  found.map = make_map(worlds, across, up, found.effect);
  found.trial = try_out(found.map, found.rule, found.effect, others, effect_of_worlds(others, contrast));
  return found;
}

void count_best(const DrawnWorlds& worlds, ArgumentFindings& findings) {
  const auto& map = findings.effects.front().map;
  const auto four = default_policies.size();
  findings.best.assign(four, 0);
  findings.best_by_cell.assign(map.cells.size(), {});
  for (auto& row : findings.best_by_cell) row.assign(map.cells.front().size(), std::vector<double>(four, 0));
  for (std::size_t w = 0; w < worlds.cells.size(); ++w) {
    const auto best = leader_of(worlds.cells[w]).cell;
    const auto [y, x] = map.place_of(worlds.values(w, map.across), worlds.values(w, map.up));
    findings.best[best] += 1.0 / static_cast<double>(worlds.cells.size());
    findings.best_by_cell[y][x][best] += 1.0 / static_cast<double>(map.cells[y][x].worlds);
  }
}

std::size_t position_of(std::string_view name) {
  const auto inputs = firm_inputs();
  return static_cast<std::size_t>(std::ranges::find(inputs, name, &FirmInput::name) - inputs.begin());
}

}  // namespace

std::vector<TalkTrial> try_talk(const Space& space, int replications, std::uint32_t seed,
                                experiment::ThreadPool& pool) {
  std::vector<TalkTrial> trials;
  const auto agency = inputs_of(space.base);
  for (const double hours : {0.1, 0.3, 1.0, 3.0, 7.0})
    for (const double growth : {0.0, 0.5, 1.0, 1.5, 2.0}) {
      auto inputs = agency;
      inputs[position_of("hours_per_request")] = hours;
      inputs[position_of("conversation_growth")] = growth;
      const auto cells = simulate_cells(make_firm(space.base, inputs), replications, seed, pool);
      trials.push_back({hours, growth, effects_of(cells)});
    }
  return trials;
}

ArgumentFindings find_what_turns(Space space, const Draw& draw, experiment::ThreadPool& pool) {
  ArgumentFindings findings{.space = std::move(space),
                            .worlds = draw.worlds,
                            .others = draw.worlds / 2,
                            .replications = draw.replications};
  const auto worlds = draw_worlds(findings.space, draw, pool);
  const auto others = draw_worlds(findings.space, {findings.others, draw.replications, draw.seed + 1}, pool);
  findings.effects.push_back(look_at("partner, not please", partner_not_please, worlds, others));
  findings.effects.push_back(look_at("the right, not everyone", the_right_not_everyone, worlds, others));
  count_best(worlds, findings);
  findings.talk = try_talk(findings.space, replications_of_talk * draw.replications, draw.seed, pool);
  return findings;
}

}  // namespace clientele::validation
