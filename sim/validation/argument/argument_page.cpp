// The page on what makes the argument turn.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/check.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"
#include "sim/validation/argument/findings.hpp"
#include "sim/validation/argument/page_head.hpp"

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

std::string with_interval(const Proportion& share) {
  return fmt::format("{} ({:.0f} to {:.0f})", share_of(share.share), 100 * share.ci_low, 100 * share.ci_high);
}

// How much of the sign is the luck of the draw.
std::string agreement(const EffectFindings& found) {
  if (found.agreement.n == 0) return "";
  return fmt::format(" Two replications of a world agree in the sign in {} of worlds.",
                     with_interval(found.agreement));
}

std::string in_short(const ArgumentFindings& findings) {
  std::string text;
  for (const auto& found : findings.effects) {
    const auto positive =
        static_cast<double>(std::ranges::count_if(found.effect, [](double e) { return e > 0; }));
    text += fmt::format(
        "- *{}*: adds margin in {} of worlds; the middle half of them between {} and {} points, the median "
        "{}.{}\n",
        found.name, share_of(positive / static_cast<double>(found.effect.size())),
        points_of(quantile(found.effect, 0.25)), points_of(quantile(found.effect, 0.75)),
        points_of(quantile(found.effect, 0.5)), agreement(found));
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

std::string where_it_turns(const std::vector<Fifth>& fifths) {
  for (std::size_t f = 1; f < fifths.size(); ++f)
    if ((fifths[f].median > 0) != (fifths[f - 1].median > 0)) return "near " + short_number(fifths[f].low);
  return fifths.front().median > 0 ? "stays above zero" : "stays below zero";
}

std::string table_of_fifths(const EffectFindings& found) {
  std::string text =
      "| input | lowest fifth | second | third | fourth | highest | the median turns "
      "|\n|---|---|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < found.told.size(); ++i) {
    text += fmt::format("| {} |", firm_inputs()[found.told[i]].name);
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

// A gain that may be none is not worth a map, or a rule.
std::string verdict(std::string_view what, const EffectFindings& found, const Estimate& gain) {
  const auto by = fmt::format("{} points, {} to {}", points_of(gain.mean), points_of(gain.ci_low),
                              points_of(gain.ci_high));
  return gain.ci_low > 0
             ? fmt::format("- Of *{}* the {} tells the sign better than guessing ({}).\n", found.name, what,
                           by)
             : fmt::format(
                   "- Of *{}* the {} tells nothing: it is not shown to be better than guessing ({}).\n",
                   found.name, what, by);
}

std::string table_of_trials(const ArgumentFindings& findings) {
  std::string text =
      "| effect | sign told rightly by the map | by the rule below | by always naming the more frequent | "
      "error of the map, points | of the median |\n"
      "|---|--:|--:|--:|--:|--:|\n";
  for (const auto& found : findings.effects)
    text +=
        fmt::format("| {} | {} | {} | {} | {:.1f} | {:.1f} |\n", found.name, with_interval(found.trial.map),
                    with_interval(found.trial.rule), with_interval(found.trial.guess),
                    100 * found.trial.map_error, 100 * found.trial.guess_error);
  text += '\n';
  for (const auto& found : findings.effects)
    text += verdict("map", found, found.trial.map_gain) + verdict("rule", found, found.trial.rule_gain);
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
nobody wrote a scenario for. Each of {1} inputs in which the eight shipped scenarios differ is drawn freely from its least to its
greatest value over these (two columns at the end of this page), each of {2} assumptions of the model from its plausible range, by a
Latin hypercube; each firm under the four presets in {3} on the same people. Effects are on operating margin over five
years, in points. Of the length of a conversation, which no scenario tells, it is how it grows with that of a request that is drawn.
)";

constexpr std::string_view about_movers =
    R"(
## What moves the effects most

Strength: the standardised coefficient of a linear regression of ranks on the ranks of all that was drawn, ± half its 95 % interval; 0
moves nothing, +1 decides alone.

{})";

constexpr std::string_view about_signs =
    R"(
## Where each changes its sign

Median effect by fifths of the worlds (share of worlds above zero), for the inputs that a firm can look up about itself.

### Partner, not please

{}
### The right, not everyone

{})";

constexpr std::string_view about_maps =
    R"(
## The map: which kind of firm should do what

Median effect (share of worlds above zero) over two inputs that a firm can look up: those that the rule below asks about, then those
that move the effect most.

### Partner, not please

{}
### The right, not everyone

{}
### Most often the best of the four, and in how many worlds

{})";

constexpr std::string_view about_trial =
    R"(
## How good are map and rule?

Tried in {0} fresh worlds: worlds that neither was made from, drawn anew and with other people. In parentheses are 95 % intervals, for
the choice of these worlds.

{1}
The rule, two questions at most, made from the same worlds as the map. The last line of each is another accuracy, *cross-validated*:
of rules made from nine tenths of these worlds and tried in the last, in turn; the table is of this very rule in fresh worlds.

{2})";

constexpr std::string_view about_talk =
    R"(
## The length of a conversation

The agency with requests of other lengths, and as many accounts as there is work for: the effect of *partner, not please*, by how
talking grows with the length of a request (`conversation_growth`: 0 as long about any, 1 in proportion). A study of short
consultations leads, against times that are assumed, to 1.15 (0.9 to 2.0; see [the ODD](../sim/model/ODD.md)); drawn is 0.5 to 2.

{})";

constexpr std::string_view limits =
    R"(- A map of one kind of firm: contracts, a fee a week, one market, no rivals, the wages of an agency. Purchases without a contract
  (`shop`) and rivals who match prices (`price_war`) are outside of it; what happens there says [LEVELS.md](LEVELS.md). Fees per
  request, several markets and demand that swings are outside as well.
- In more than these inputs the scenarios differ: not drawn are the volatility of clients, how late and how surely they pay, how much
  the clients of one kind differ, and of those who drain all but their number, fit and requests; these are the agency's, one segment
  for each kind of client with the mean of its segments. All clients have the same budget in mind. What scenarios say of single
  constants of the model that are no inputs is an assumption among the others, drawn around the agency's value.
- The ranges are those of eight scenarios, most of whose numbers are assumptions; that inputs are drawn independently makes firms that
  no trade has, and shares of worlds are shares of this space, not of the firms there are.
- Where requests are short, accounts are many and staff are few; a firm has at most some 3,000 accounts and 40,000 customers.
- Two effects in points of margin are no whole judgement: churn and burnout are in `compare`.
)";

}  // namespace

std::string table_of_talk(const std::vector<TalkTrial>& trials) {
  std::string head = "| hours per request |", line = "|--:|", rows;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const auto& [hours, growth, effects] = trials[i];
    const bool begins_row = i == 0 || hours != trials[i - 1].hours_per_request;
    if (hours == trials.front().hours_per_request) {
      head += fmt::format(" growth {} |", growth);
      line += "--:|";
    }
    if (begins_row) rows += fmt::format("\n| {} |", short_number(hours));
    rows += fmt::format(" {} ± {:.1f} |", points_of(effects.said.mean),
                        100 * (effects.said.ci_high - effects.said.mean));
  }
  return head + '\n' + line + rows + '\n';
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

std::string argument_page(const std::string& command, const ArgumentFindings& findings,
                          const std::filesystem::path& picture) {
  const auto& [said, served] = std::tie(findings.effects[0], findings.effects[1]);
  auto text = page_head("What makes the answer turn", command);
  text += fmt::format(fmt::runtime(introduction), findings.worlds, firm_inputs().size(),
                      findings.space.assumptions.size(),
                      findings.replications == 1 ? std::string("1 replication")
                                                 : fmt::format("{} replications", findings.replications));
  text += "\n## In short\n\n" + in_short(findings);
  if (!picture.empty())
    text += fmt::format("\n![Maps of both effects and of who is best](<{}>)\n", picture.filename().string());
  text += fmt::format(fmt::runtime(about_movers), table_of_movers(findings));
  text += fmt::format(fmt::runtime(about_signs), table_of_fifths(said), table_of_fifths(served));
  text += fmt::format(fmt::runtime(about_maps), map_of_effect(said.map), map_of_effect(served.map),
                      map_of_best(findings));
  text += fmt::format(fmt::runtime(about_trial), findings.others, table_of_trials(findings), rules(findings));
  text += fmt::format(fmt::runtime(about_talk), table_of_talk(findings.talk));
  text += "\n## Limits\n\n" + std::string(limits);
  return text + "\n## What was drawn\n\n" + table_of_inputs(findings.space);
}

}  // namespace clientele::validation
