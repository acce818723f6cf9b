// The page of the argument at common levels.
#include <fmt/core.h>

#include <algorithm>

#include "sim/scenario/text/document.hpp"
#include "sim/validation/argument/common_levels.hpp"
#include "sim/validation/argument/page_head.hpp"

namespace clientele::validation {

namespace {

std::string name_of(std::size_t cell) { return std::string(default_policies[cell]); }

std::string points(double value) { return fmt::format("{:+.1f}", 100 * value); }

std::string points(const Estimate& e) {
  return fmt::format("{}{} ± {:.1f}", is_clear(e) ? "**" : "", points(e.mean), 100 * (e.ci_high - e.mean)) +
         (is_clear(e) ? "**" : "");
}

// "partnership +3.1 (+1.2 to +5.0)", in parentheses where it is not told from the next.
std::string leading(const Leader& leader) {
  const auto text = fmt::format("{} {} ({} to {})", name_of(leader.cell), points(leader.lead.mean),
                                points(leader.lead.ci_low), points(leader.lead.ci_high));
  return is_clear(leader.lead) ? text : "*" + text + "*";
}

std::string text_of(const CommonLevel& level) {
  if (level.lever.empty()) return "as today";
  if (level.lever == "price") return fmt::format("price {:+.0f} %", 100 * (level.value.get<double>() - 1));
  return fmt::format("{} {}", level.lever, level.value.is_string() ? level.value.text() : level.value.dump());
}

// With the cap that goes with it, where one does.
std::string setting_of(const CommonLevel& level) {
  return text_of(level) + (level.cap ? fmt::format(", cap {}", *level.cap) : "");
}

bool is_beside(const CommonLevel& pair, const CommonLevel& alone) {
  return pair.cap && pair.lever == alone.lever && pair.value == alone.value;
}

const AtLevel* with_cap(const LeveledScenario& scenario, const CommonLevel& level, bool lowest) {
  const AtLevel* found = nullptr;
  for (const auto& at : scenario.levels)
    if (is_beside(at.level, level) && (!found || (*at.level.cap < *found->level.cap) == lowest)) found = &at;
  return found;
}

// At the scenario's own cap the pairs are the levels of the cap itself.
const AtLevel* at_cap(const LeveledScenario& scenario, const CommonLevel& level, bool lowest) {
  if (!level.lever.empty()) return with_cap(scenario, level, lowest);
  const AtLevel* found = nullptr;
  for (const auto& at : scenario.levels)
    if (at.level.lever == "utilisation_cap" &&
        (!found || (at.level.value.get<double>() < found->level.value.get<double>()) == lowest))
      found = &at;
  return found;
}

bool is_other_winner(const LeveledScenario& scenario, const AtLevel& at) {
  return at.leader.cell != scenario.levels.front().leader.cell;
}

std::string row(const LeveledScenario& scenario, const AtLevel& at) {
  std::string text = fmt::format("| {}{} | {} | {} | {} | {} |", is_other_winner(scenario, at) ? "→ " : "",
                                 text_of(at.level), leading(at.leader), points(at.effects.said),
                                 points(at.effects.served), points(at.effects.both));
  for (const bool lowest : {true, false}) {
    const auto* pair = at_cap(scenario, at.level, lowest);
    text += fmt::format(" {} |",
                        pair ? (is_other_winner(scenario, *pair) ? "→ " : "") + leading(pair->leader) : "");
  }
  return text + '\n';
}

std::string table(const LeveledScenario& scenario) {
  auto text = fmt::format(
      "\n## {}\n\n{} replications; {} settings.\n\n| all four with | best | partner, not please | the right, "
      "not everyone "
      "| partner: more with the right | at cap 0.9 | at cap 1.3 |\n|---|---|---|---|---|---|---|\n",
      scenario.name, scenario.replications, scenario.levels.size());
  for (const auto& at : scenario.levels)
    if (!at.level.cap) text += row(scenario, at);
  return text;
}

/// How often an effect has a sign, of those settings in which it is clear.
struct Signs {
  int up = 0, down = 0;
  double least = 1e9, most = -1e9;
};

Signs signs_of(const LeveledScenario& scenario, Estimate ArgumentEffects::*effect) {
  Signs signs;
  for (const auto& at : scenario.levels) {
    const auto& e = at.effects.*effect;
    signs.least = std::min(signs.least, e.mean);
    signs.most = std::max(signs.most, e.mean);
    if (is_clear(e)) ++(e.mean > 0 ? signs.up : signs.down);
  }
  return signs;
}

std::string in_words(const Signs& signs) {
  return fmt::format("{} to {} ({}, {})", points(signs.least), points(signs.most), signs.up, signs.down);
}

std::string winners(const LeveledScenario& scenario) {
  std::string text;
  for (std::size_t cell = 0; cell < default_policies.size(); ++cell) {
    int first = 0, clearly = 0;
    for (const auto& at : scenario.levels)
      if (at.leader.cell == cell) ++first, clearly += is_clear(at.leader.lead);
    if (first > 0)
      text += fmt::format("{}{} {} ({} clearly)", text.empty() ? "" : "; ", name_of(cell), first, clearly);
  }
  return text;
}

std::string summary(const std::vector<LeveledScenario>& scenarios) {
  std::string text =
      "| scenario | settings | best in how many | partner, not please: least to greatest (clearly above zero "
      "in, clearly "
      "below in) | the right, not everyone: likewise |\n"
      "|---|---|---|---|---|\n";
  for (const auto& scenario : scenarios)
    text += fmt::format("| {} | {} | {} | {} | {} |\n", scenario.name, scenario.levels.size(),
                        winners(scenario), in_words(signs_of(scenario, &ArgumentEffects::said)),
                        in_words(signs_of(scenario, &ArgumentEffects::served)));
  return text;
}

/// The setting in which a cell is the least behind the best.
struct Closest {
  const LeveledScenario* scenario = nullptr;
  const AtLevel* at = nullptr;
};

Closest closest_of(const std::vector<LeveledScenario>& scenarios, std::size_t cell) {
  Closest closest;
  for (const auto& scenario : scenarios)
    for (const auto& at : scenario.levels)
      if (at.leader.cell != cell && (!closest.at || at.leader.behind[cell] < closest.at->leader.behind[cell]))
        closest = {&scenario, &at};
  return closest;
}

std::string clear_wins(const std::vector<LeveledScenario>& scenarios, std::size_t cell) {
  std::string text;
  for (const auto& scenario : scenarios) {
    const auto wins = std::ranges::count_if(scenario.levels, [&](const AtLevel& at) {
      return at.leader.cell == cell && is_clear(at.leader.lead);
    });
    if (wins > 0)
      text += fmt::format("{}{} of {} in {}", text.empty() ? "" : ", ", wins, scenario.levels.size(),
                          scenario.name);
  }
  return text;
}

// Where a cell is clearly best; of one that nowhere is, where it comes closest.
std::string where_each_wins(const std::vector<LeveledScenario>& scenarios) {
  std::string text;
  for (std::size_t cell = 0; cell < default_policies.size(); ++cell) {
    const auto wins = clear_wins(scenarios, cell);
    if (!wins.empty()) {
      text += fmt::format("- `{}` is clearly best in {}.\n", name_of(cell), wins);
    } else if (const auto [scenario, at] = closest_of(scenarios, cell); at) {
      text += fmt::format(
          "- `{}` is clearly best nowhere; it comes closest in {} ({}), {:.1f} points behind {}.\n",
          name_of(cell), scenario->name, setting_of(at->level), 100 * at->leader.behind[cell],
          name_of(at->leader.cell));
    }
  }
  return text;
}

/// Of how many settings how many have a winner that is clear, and in how many of these it is another than
/// today's.
struct ClearWinners {
  std::size_t settings = 0, clear = 0, other = 0;
};

ClearWinners count_clear(const std::vector<LeveledScenario>& scenarios) {
  ClearWinners count;
  for (const auto& scenario : scenarios)
    for (const auto& at : scenario.levels) {
      ++count.settings;
      count.clear += is_clear(at.leader.lead);
      count.other += is_clear(at.leader.lead) && is_other_winner(scenario, at);
    }
  return count;
}

// Where no winner is clear nothing is said of who wins, neither that it turns nor that it does not.
std::string clear_turns(const std::vector<LeveledScenario>& scenarios) {
  const auto count = count_clear(scenarios);
  if (count.clear == 0)
    return fmt::format("In none of the {} settings one of the four is clearly best.\n", count.settings);
  auto text =
      fmt::format("In {} of the {} settings one of the four is clearly best{}. ", count.clear, count.settings,
                  count.clear < count.settings ? "; in the others the best is not told from the next" : "");
  if (count.other == 0) return text + "In none of those it is another than today's winner.\n";
  text += fmt::format("In {} of those it is another than today's winner:\n\n", count.other);
  for (const auto& scenario : scenarios)
    for (const auto& at : scenario.levels)
      if (is_other_winner(scenario, at) && is_clear(at.leader.lead))
        text += fmt::format("- {}, {}: {}\n", scenario.name, setting_of(at.level), leading(at.leader));
  return text;
}

struct NamedEffect {
  std::string_view name;
  Estimate ArgumentEffects::*effect;
};
constexpr NamedEffect named_effects[] = {{"partner, not please", &ArgumentEffects::said},
                                         {"the right, not everyone", &ArgumentEffects::served},
                                         {"partner: more with the right", &ArgumentEffects::both}};

// "-1.1 ± 1.0 with price +10 %", for all settings in which the effect is clear with one sign.
std::string clear_settings(const LeveledScenario& scenario, const NamedEffect& named, bool above) {
  std::string text;
  for (const auto& at : scenario.levels)
    if (const auto& e = at.effects.*named.effect; is_clear(e) && (e.mean > 0) == above)
      text += fmt::format("{}{} ± {:.1f} with {}", text.empty() ? "" : "; ", points(e.mean),
                          100 * (e.ci_high - e.mean), setting_of(at.level));
  return text;
}

// Where an effect is clearly above zero at one level of a bystander and clearly below at another: with the
// settings of the rarer sign.
std::string turned_signs(const std::vector<LeveledScenario>& scenarios) {
  std::string text;
  for (const auto& scenario : scenarios)
    for (const auto& named : named_effects) {
      const auto signs = signs_of(scenario, named.effect);
      if (signs.up == 0 || signs.down == 0) continue;
      const bool is_up_rarer = signs.up < signs.down;
      text +=
          fmt::format("- {}, {}: clearly above zero in {}, clearly below in {} of {} settings; {} are {}.\n",
                      scenario.name, named.name, signs.up, signs.down, scenario.levels.size(),
                      is_up_rarer ? "above" : "below", clear_settings(scenario, named, is_up_rarer));
    }
  return text.empty() ? "In no scenario a bystander clearly turns the sign of an effect.\n"
                      : "Where a bystander clearly turns the sign of an effect:\n\n" + text;
}

}  // namespace

std::string levels_page(const std::string& command, const std::vector<LeveledScenario>& scenarios) {
  auto text = page_head("The argument at common levels of every other lever", command);
  text +=
      R"(The four presets of the argument - please or partner with everyone or the right - in each scenario, everything else as today
but for one lever, which all four have at the same level from week 1 on (the past is lived through as today), and the price a tenth
lower and higher; each also with `utilisation_cap` at 0.9 and at 1.3. Levels are the ends of the plausible ranges. Each in as many
replications as the scenario has, at most 100; scenarios with large markets have few. Effects are on operating margin, in points,
± half an interval at 95 % that holds for the three of a line together (bold where it excludes zero); *best* is the preset with the
highest mean margin, by how much it is ahead of the next, and the interval of its difference to the best of the other three,
whichever that truly is (italic where that does not exclude zero). Intervals hold for one setting: of hundreds, some exclude zero by
chance. → marks another winner than as today. `call_centre` is one of its markets.

## In short

)";
  text += summary(scenarios) + "\n" + where_each_wins(scenarios) + "\n" + clear_turns(scenarios) + "\n" +
          turned_signs(scenarios);
  for (const auto& scenario : scenarios) text += table(scenario);
  return text;
}

}  // namespace clientele::validation
