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

EffectFindings look_at(std::string name, const DrawnWorlds& worlds, std::vector<double> effect,
                       const DrawnWorlds& others, const std::vector<double>& of_others) {
  EffectFindings found{.name = std::move(name),
                       .effect = std::move(effect),
                       .movers = {},
                       .fifths = {},
                       .map = {},
                       .rule = {},
                       .trial = {}};
  found.movers = find_movers(worlds, found.effect);
  const auto columns = strongest_inputs(found.movers);
  for (const auto column : columns) found.fifths.push_back(fifths_of(worlds, column, found.effect));
  found.map = make_map(worlds, columns[0], columns[1], found.effect);
  found.rule = fit_rule(inputs_alone(worlds), positive(found.effect));
  found.trial = try_out(found.map, found.rule, found.effect, others, of_others);
  return found;
}

std::size_t best_of(const CellValues& cells) { return leader_of(cells.front()).cell; }

void count_best(const DrawnWorlds& worlds, ArgumentFindings& findings) {
  const auto& map = findings.effects.front().map;
  const auto four = default_policies.size();
  findings.best.assign(four, 0);
  findings.best_by_cell.assign(map.cells.size(), {});
  for (auto& row : findings.best_by_cell) row.assign(map.cells.front().size(), std::vector<double>(four, 0));
  for (std::size_t w = 0; w < worlds.cells.size(); ++w) {
    const auto best = best_of(worlds.cells[w]);
    findings.best[best] += 1.0 / static_cast<double>(worlds.cells.size());
    const auto x =
        static_cast<std::size_t>(std::ranges::upper_bound(map.across_bounds, worlds.values(w, map.across)) -
                                 map.across_bounds.begin());
    const auto y = static_cast<std::size_t>(
        std::ranges::upper_bound(map.up_bounds, worlds.values(w, map.up)) - map.up_bounds.begin());
    findings.best_by_cell[y][x][best] += 1.0 / static_cast<double>(map.cells[y][x].worlds);
  }
}

std::size_t position_of(std::string_view name) {
  const auto inputs = firm_inputs();
  return static_cast<std::size_t>(std::ranges::find(inputs, name, &FirmInput::name) - inputs.begin());
}

}  // namespace

std::vector<TalkTrial> try_talk(const Space& space, int replications, experiment::ThreadPool& pool) {
  std::vector<TalkTrial> trials;
  const auto agency = inputs_of(space.base);
  for (const double hours : {0.1, 0.3, 1.0, 3.0, 7.0})
    for (const double growth : {0.0, 0.5, 1.0}) {
      auto inputs = agency;
      inputs[position_of("hours_per_request")] = hours;
      inputs[position_of("conversation_growth")] = growth;
      const auto cells = simulate_cells(make_firm(space.base, inputs), replications, 1, pool);
      trials.push_back({hours, growth, effects_of(cells.front())});
    }
  return trials;
}

ArgumentFindings find_what_turns(const std::filesystem::path& shipped, const Draw& draw,
                                 experiment::ThreadPool& pool) {
  ArgumentFindings findings{.space = space_of(shipped),
                            .worlds = draw.worlds,
                            .others = draw.worlds / 2,
                            .replications = draw.replications};
  const auto worlds = draw_worlds(findings.space, draw, pool);
  const auto others = draw_worlds(findings.space, {findings.others, draw.replications, draw.seed + 1}, pool);
  auto effects = effects_of_worlds(worlds);
  const auto of_others = effects_of_worlds(others);
  findings.effects.push_back(look_at("said", worlds, std::move(effects.said), others, of_others.said));
  findings.effects.push_back(look_at("served", worlds, std::move(effects.served), others, of_others.served));
  count_best(worlds, findings);
  findings.talk = try_talk(findings.space, replications_of_talk * draw.replications, pool);
  return findings;
}

}  // namespace clientele::validation
