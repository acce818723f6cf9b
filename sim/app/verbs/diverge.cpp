#include <fmt/core.h>

#include <memory>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/plan.hpp"
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

// When the two part, and by what decision.
std::string parting(const DivergeOptions& options, const Divergence& divergence, const Scenario& scenario) {
  auto text = person(options, divergence) +
              (divergence.week == 0
                   ? " is a client from the beginning, and differs from there on.\n"
                   : fmt::format(" is the same under both policies until week {}.\n", divergence.week));
  text += wrap(fmt::format("Stage \"{}\": {}.", divergence.stage, divergence.stage_meaning)) + '\n';
  const auto turn = turn_of(divergence);
  if (!turn)
    return text + wrap(
                      "No decision went otherwise; by their levers, the policies made of the same "
                      "decisions what is not the same:");
  const auto& [name, unit, meaning, first, second] = turn->contrast;
  return text +
         wrap(fmt::format("The decision that went otherwise: {}. {} ({}): {} under {}, {} under {}. All that "
                          "is not the same after it:",
                          turn->decision, capitalised(std::string(name)), meaning,
                          value_text(scenario, unit, first), options.first,
                          value_text(scenario, unit, second), options.second));
}

std::string story(const DivergeOptions& options, const Divergence& divergence, const Scenario& scenario) {
  std::vector<Line> lines = {{"", options.first, options.second, "unit"}};
  std::string words;
  for (const auto& [name, unit, meaning, first, second] : divergence.contrasts) {
    lines.push_back({std::string(name), value_text(scenario, unit, first), value_text(scenario, unit, second),
                     std::string(unit)});
    words += wrap(fmt::format("{}: {}", name, meaning));
  }
  return parting(options, divergence, scenario) + '\n' + align(lines) + '\n' + words;
}

int diverge(const DivergeOptions& options) {
  auto resolved = load(options);
  auto& scenario = resolved.scenario;
  make_plan("diverge", resolved, {options.first, options.second});  // for its complaints
  tabulate(scenario);
  const auto divergence = find_divergence(scenario, options.first, options.second, scenario.seed,
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
