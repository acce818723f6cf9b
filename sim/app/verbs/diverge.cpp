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

std::string story(const DivergeOptions& options, const Divergence& divergence) {
  std::vector<Line> lines = {{"", options.first, options.second}};
  for (const auto& [name, first, second] : divergence.contrasts)
    lines.push_back({std::string(name), fmt::format("{:.6g}", first), fmt::format("{:.6g}", second)});
  const auto who = fmt::format("Customer {} of market {}", options.customer.slot, options.customer.market);
  const auto until = divergence.week == 0
                         ? who + " is a client from the beginning, and differs from there on:\n\n"
                         : fmt::format("{} is the same under both policies until week {}, stage \"{}\":\n\n",
                                       who, divergence.week, divergence.stage);
  const auto where = divergence.week == 0
                         ? "How they begin: sim/model/people.cpp\n"
                         : fmt::format("What the stage does: sim/model/stages/{}.cpp\n", divergence.stage);
  return until + align(lines) + "\n-1 stands for none. " + where;
}

int diverge(const DivergeOptions& options) {
  auto resolved = load(options);
  auto& scenario = resolved.scenario;
  make_plan("diverge", resolved, {options.first, options.second});  // for its complaints
  tabulate(scenario);
  const auto divergence = find_divergence(scenario, options.first, options.second, scenario.seed,
                                          options.replication, options.customer);
  print(divergence ? story(options, *divergence)
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
