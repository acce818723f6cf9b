// The page on what makes the argument turn.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/check.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"
#include "sim/validation/argument/findings.hpp"

namespace clientele::validation {

namespace {

std::string name_of_column(const Space& space, std::size_t column) {
  const auto inputs = firm_inputs();
  return column < inputs.size() ? std::string(inputs[column].name)
                                : space.assumptions[column - inputs.size()].name;
}

std::string kind_of(std::size_t column) {
  const auto inputs = firm_inputs();
  return column < inputs.size() && !inputs[column].is_open_assumption ? "of the firm" : "assumption";
}

std::string short_number(double value) { return fmt::format("{:.2g}", value); }

std::string points_of(double value) { return fmt::format("{:+.1f}", 100 * value); }

std::string share_of(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string what_it_is(const EffectFindings& found) {
  return found.name == "said" ? "partner, not please" : "the right, not everyone";
}

std::string in_short(const ArgumentFindings& findings) {
  std::string text;
  for (const auto& found : findings.effects) {
    const auto positive =
        static_cast<double>(std::ranges::count_if(found.effect, [](double e) { return e > 0; }));
    text += fmt::format(
        "- *{}*: adds margin in {} of worlds; the middle half of them between {} and {} points, the median "
        "{}.\n",
        what_it_is(found), share_of(positive / static_cast<double>(found.effect.size())),
        points_of(quantile(found.effect, 0.25)), points_of(quantile(found.effect, 0.75)),
        points_of(quantile(found.effect, 0.5)));
  }
  text += "- Best of the four by mean margin:";
  for (std::size_t cell = 0; cell < default_policies.size(); ++cell)
    text += fmt::format("{} {} in {}", cell == 0 ? "" : ",", default_policies[cell],
                        share_of(findings.best[cell]));
  return text + " of worlds.\n";
}

std::string table_of_movers(const ArgumentFindings& findings) {
  constexpr std::size_t told = 12;
  std::string text =
      "| rank | moves *partner, not please* | strength | moves *the right, not everyone* | strength "
      "|\n|--:|---|--:|---|--:|\n";
  for (std::size_t i = 0; i < told; ++i) {
    text += fmt::format("| {} |", i + 1);
    for (const auto& found : findings.effects) {
      const auto& mover = found.movers.list[i];
      text += fmt::format(" {} ({}) | {:+.2f} ± {:.2f} |", name_of_column(findings.space, mover.column),
                          kind_of(mover.column), mover.strength, mover.half_width);
    }
    text += '\n';
  }
  return text + fmt::format("\nAll columns together explain {} and {} of the variance of ranks.\n",
                            share_of(findings.effects[0].movers.explained),
                            share_of(findings.effects[1].movers.explained));
}

std::vector<std::size_t> columns_told(const EffectFindings& found) {
  std::vector<std::size_t> columns;
  for (const auto& mover : found.movers.list)
    if (mover.column < firm_inputs().size() && !firm_inputs()[mover.column].is_open_assumption &&
        columns.size() < found.fifths.size())
      columns.push_back(mover.column);
  return columns;
}

std::string where_it_turns(const std::vector<Fifth>& fifths) {
  for (std::size_t f = 1; f < fifths.size(); ++f)
    if ((fifths[f].median > 0) != (fifths[f - 1].median > 0)) return "near " + short_number(fifths[f].low);
  return fifths.front().median > 0 ? "stays above zero" : "stays below zero";
}

std::string table_of_fifths(const EffectFindings& found) {
  std::string text =
      "| input | lowest fifth | second | third | fourth | highest | the median turns "
      "|\n|---|---|---|---|---|---|---|\n";
  const auto columns = columns_told(found);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& input = firm_inputs()[columns[i]];
    text += fmt::format("| {} |", input.name);
    for (const auto& fifth : found.fifths[i])
      text += fmt::format(" {} to {}: {} ({}) |", short_number(fifth.low), short_number(fifth.high),
                          points_of(fifth.median), share_of(fifth.positive));
    text += fmt::format(" {} |\n", where_it_turns(found.fifths[i]));
  }
  return text;
}

std::string stretch(const std::vector<double>& bounds, std::size_t i) {
  if (i == 0) return "below " + short_number(bounds.front());
  return i == bounds.size() ? "from " + short_number(bounds.back())
                            : fmt::format("{} to {}", short_number(bounds[i - 1]), short_number(bounds[i]));
}

template <class Cell>
std::string table_of_map(const EffectMap& map, const Cell& cell) {
  const auto inputs = firm_inputs();
  std::string text = fmt::format("| {} ↓, {} → |", inputs[map.up].name, inputs[map.across].name),
              line = "|---|";
  for (std::size_t x = 0; x <= map.across_bounds.size(); ++x) {
    text += ' ' + stretch(map.across_bounds, x) + " |";
    line += "---|";
  }
  text += '\n' + line + '\n';
  for (std::size_t y = map.cells.size(); y-- > 0;) {
    text += "| " + stretch(map.up_bounds, y) + " |";
    for (std::size_t x = 0; x < map.cells[y].size(); ++x) text += ' ' + cell(y, x) + " |";
    text += '\n';
  }
  return text;
}

std::string map_of_effect(const EffectMap& map) {
  return table_of_map(map, [&](std::size_t y, std::size_t x) {
    return fmt::format("{} ({})", points_of(map.cells[y][x].median), share_of(map.cells[y][x].positive));
  });
}

std::string map_of_best(const ArgumentFindings& findings) {
  return table_of_map(findings.effects.front().map, [&](std::size_t y, std::size_t x) {
    const auto& shares = findings.best_by_cell[y][x];
    const auto best = std::ranges::max_element(shares);
    return fmt::format("{} ({})", default_policies[static_cast<std::size_t>(best - shares.begin())],
                       share_of(*best));
  });
}

std::string table_of_trials(const ArgumentFindings& findings) {
  std::string text =
      "| effect | sign told rightly by the map | by the rule below | by always naming the more frequent | "
      "error of the map, points | of the median |\n"
      "|---|--:|--:|--:|--:|--:|\n";
  for (const auto& found : findings.effects)
    text += fmt::format("| {} | {} | {} | {} | {:.1f} | {:.1f} |\n", what_it_is(found),
                        share_of(found.trial.map), share_of(found.trial.rule), share_of(found.trial.guess),
                        100 * found.trial.map_error, 100 * found.trial.guess_error);
  return text;
}

std::string rules(const ArgumentFindings& findings) {
  std::vector<std::string> names;
  for (const auto& input : firm_inputs()) names.emplace_back(input.name);
  return "```text\n" + in_words(findings.effects[0].rule, names, "partnering adds margin", "pleasing does") +
         "\n" +
         in_words(findings.effects[1].rule, names, "serving the right adds margin", "serving everyone does") +
         "```\n";
}

constexpr std::string_view introduction =
    R"(*What is said* (partner, not please) and *who is served* (the right, not everyone), everything else as today: over {0} firms that
nobody wrote a scenario for. Each of the {1} inputs in which the eight shipped scenarios differ is drawn freely from its least to its
greatest value over these (two columns at the end of this page), each of {2} assumptions of the model from its plausible range, by a
Latin hypercube; each firm under the four presets in {3} on the same people. Effects are on operating margin over five
years, in points. Of the length of a conversation, which no scenario tells, it is how it grows with that of a request that is drawn.
)";

constexpr std::string_view limits =
    R"(- A map of one kind of firm: contracts, a fee a week, one market, no rivals, the wages of an agency. Purchases without a contract
  (`shop`) and rivals who match prices (`price_war`) are outside of it; what happens there says [LEVELS.md](LEVELS.md).
- The ranges are those of eight scenarios, most of whose numbers are assumptions; that inputs are drawn independently makes firms that
  no trade has, and shares of worlds are shares of this space, not of the firms there are.
- Where requests are short, accounts are many and staff are few; a firm has at most some 3,000 accounts and 40,000 customers.
- Two effects in points of margin are no whole judgement: churn and burnout are in `compare`.
)";

}  // namespace

std::string table_of_talk(const std::vector<TalkTrial>& trials) {
  std::string text = "| hours per request | growth 0 | 0.5 | 1 |\n|--:|--:|--:|--:|\n";
  for (std::size_t i = 0; i < trials.size(); i += 3) {
    text += fmt::format("| {} |", short_number(trials[i].hours_per_request));
    for (std::size_t j = i; j < i + 3; ++j) {
      const auto& e = trials[j].effects.said;
      text += fmt::format(" {} ± {:.1f} |", points_of(e.mean), 100 * (e.ci_high - e.mean));
    }
    text += '\n';
  }
  return text;
}

std::string table_of_inputs(const Space& space) {
  std::string text = "| input | unit | from | to | meaning |", line = "|---|---|--:|--:|---|";
  for (const auto& [name, values] : space.scenarios) {
    text += ' ' + name + " |";
    line += "--:|";
  }
  text += '\n' + line + '\n';
  const auto inputs = firm_inputs();
  for (std::size_t j = 0; j < inputs.size(); ++j) {
    text +=
        fmt::format("| {} | {} | {} | {} | {} |", inputs[j].name, inputs[j].unit,
                    short_number(space.ranges[j].low), short_number(space.ranges[j].high), inputs[j].meaning);
    for (const auto& [name, values] : space.scenarios)
      text += std::isnan(values[j]) ? " |" : " " + short_number(values[j]) + " |";
    text += '\n';
  }
  return text;
}

std::string argument_page(const std::string& command, const ArgumentFindings& findings) {
  const auto& [said, served] = std::tie(findings.effects[0], findings.effects[1]);
  auto text = fmt::format("# What makes the answer turn\n\nWritten by a command:\n\n    {}\n\n", command);
  text += fmt::format(fmt::runtime(introduction), findings.worlds, firm_inputs().size(),
                      findings.space.assumptions.size(),
                      findings.replications == 1 ? std::string("1 replication")
                                                 : fmt::format("{} replications", findings.replications));
  text += "\n## In short\n\n" + in_short(findings);
  text += "\n![Maps of both effects and of who is best](argument.svg)\n";
  text +=
      "\n## What moves the effects most\n\nStrength: the standardised coefficient of a linear regression of "
      "ranks on the ranks of all that "
      "was drawn, ± half its 95 % interval; 0 moves nothing, +1 decides alone.\n\n" +
      table_of_movers(findings);
  text +=
      "\n## Where each changes its sign\n\nMedian effect by fifths of the worlds (share of worlds above "
      "zero), for the inputs that a firm can look "
      "up about itself.\n\n### Partner, not please\n\n" +
      table_of_fifths(said) + "\n### The right, not everyone\n\n" + table_of_fifths(served);
  text +=
      "\n## The map: which kind of firm should do what\n\nMedian effect (share of worlds above zero) over "
      "the two inputs that move it most.\n\n"
      "### Partner, not please\n\n" +
      map_of_effect(said.map) + "\n### The right, not everyone\n\n" + map_of_effect(served.map) +
      "\n### Most often the best of the four, and in how many worlds\n\n" + map_of_best(findings);
  text += fmt::format(
              "\n## How good is the map?\n\nTried in {} worlds that it was not made from, drawn anew and "
              "with other people.\n\n",
              findings.others) +
          table_of_trials(findings);
  text += "\nThe rule, two questions at most, made from the same worlds as the map:\n\n" + rules(findings);
  text +=
      "\n## The length of a conversation\n\nThe agency with requests of other lengths, and as many accounts "
      "as there is work for: the effect of "
      "*partner, not please*, by how talking grows with the length of a request (`conversation_growth`: 0 as "
      "long about any, 1 in "
      "proportion). A study of short consultations puts it near 1, against times that are assumed (see [the "
      "ODD](../sim/model/ODD.md)).\n\n" +
      table_of_talk(findings.talk);
  text += "\n## Limits\n\n" + std::string(limits);
  return text + "\n## What was drawn\n\n" + table_of_inputs(findings.space);
}

}  // namespace clientele::validation
