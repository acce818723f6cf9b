#include <fmt/core.h>

#include <memory>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/design/varied_places.hpp"
#include "sim/experiment/observe/divergence.hpp"
#include "sim/random/draws.hpp"

namespace clientele::app {

namespace {

struct DivergeOptions : Options {
  std::string first, second;
  CustomerKey customer{0, 0};
  std::uint32_t replication = 1;
};

std::string value_text(const Scenario& scenario, std::string_view unit, double value) {
  if (value == -1) return "none";
  if (unit == "business") return scenario.businesses.at(static_cast<std::size_t>(value)).name;
  if (unit == "yes or no") return value == 0 ? "no" : "yes";
  return fmt::format("{:.6g}", value);
}

std::string person(const DivergeOptions& options, const Divergence& divergence) {
  return fmt::format("Customer {} of market {} ({}, of the segment {})", options.customer.slot,
                     options.customer.market, divergence.market, divergence.segment);
}

std::string stage_in_words(const Moment& moment) {
  return fmt::format("\"{}\" ({})", moment.stage, moment.meaning);
}

// Until when the two are the same, and where they part.
std::string parting(const DivergeOptions& options, const Divergence& divergence) {
  const auto& moment = divergence.moment;
  const auto who = person(options, divergence);
  if (moment.week == 0) return who + " is a client from the beginning, and differs from there on:\n";
  return fmt::format("{} is the same under both policies until week {}.\n", who, moment.week) +
         wrap(fmt::format("What differs after stage {}:", stage_in_words(moment)));
}

// The first decision that goes otherwise: when, and how under either policy.
std::string decision(const DivergeOptions& options, const Divergence& divergence, const Scenario& scenario) {
  if (!divergence.turn)
    return wrap(
        fmt::format("In {} no decision goes otherwise: what differs is what the policies' levers make "
                    "of the same decisions.",
                    counted(scenario.weeks, "week")));
  const auto& [moment, what, contrast] = *divergence.turn;
  const auto& [name, unit, meaning, first, second] = contrast;
  return wrap(fmt::format(
      "The first decision that goes otherwise, in week {}, stage {}: {}. {} ({}): {} under {}, "
      "{} under {}.",
      moment.week, stage_in_words(moment), what, capitalised(std::string(name)), meaning,
      value_text(scenario, unit, first), options.first, value_text(scenario, unit, second), options.second));
}

std::string story(const DivergeOptions& options, const Divergence& divergence, const Scenario& scenario) {
  std::vector<Line> lines = {{"", options.first, options.second, "unit"}};
  std::string meanings;
  for (const auto& [name, unit, meaning, first, second] : divergence.contrasts) {
    lines.push_back({std::string(name), value_text(scenario, unit, first), value_text(scenario, unit, second),
                     std::string(unit)});
    meanings += wrap(fmt::format("  {}: {}", name, meaning));
  }
  return parting(options, divergence) + '\n' + align(lines) + '\n' + meanings + '\n' +
         decision(options, divergence, scenario);
}

int diverge(const DivergeOptions& options) {
  auto resolved = load(options);
  auto& scenario = resolved.scenario;
  const auto plan = plan_for(options, make_plan("diverge", resolved, {options.first, options.second}));
  require_effect(plan, settings(options));
  require_use_of_always(plan, settings(options));
  tabulate(scenario);
  auto before = past_scenario(plan, 0);
  tabulate(before);
  const auto divergence = find_divergence(before, scenario, options.first, options.second, scenario.seed,
                                          options.replication, options.customer);
  print(divergence ? story(options, *divergence, scenario)
                   : fmt::format("Nothing about customer {} of market {} differs in {} weeks.\n",
                                 options.customer.slot, options.customer.market, scenario.weeks));
  return done;
}

}  // namespace

void add_diverge(CommandLine& program) {
  const auto verb = program.verb("diverge", "Find where a customer diverges under two policies");
  const auto options = std::make_shared<DivergeOptions>();
  add_scenario_option(verb, *options);
  add_replication_options(verb, *options);
  add_always_option(verb, *options);
  verb.value("first", options->first, "A policy").required();
  verb.value("second", options->second, "Another policy").required();
  verb.value("--customer", options->customer.slot, "Number of the customer in its market, from 0").required();
  verb.value("--market", options->customer.market, "Number of the market, from 0").shows_default();
  verb.value("--replication", options->replication, "Which replication, from 1")
      .between(1, most_replications)
      .shows_default();
  verb.does([options](const std::string&) { return diverge(*options); });
}

}  // namespace clientele::app
