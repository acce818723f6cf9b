#include <fmt/format.h>

#include <memory>

#include "sim/app/console.hpp"
#include "sim/app/answers/numbers.hpp"
#include "sim/app/load.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/observe/divergence.hpp"
#include "sim/experiment/design/plan.hpp"

namespace clientele::app {

namespace {

struct DivergeOptions : Options {
  std::string first, second;
  CustomerKey customer{0, 0};
  std::uint32_t replication = 1;
};

std::string story(const DivergeOptions& options, const Divergence& divergence) {
  std::vector<std::vector<std::string>> lines = {{"", options.first, options.second}};
  for (const auto& [name, first, second] : divergence.contrasts)
    lines.push_back({std::string(name), fmt::format("{:.6g}", first), fmt::format("{:.6g}", second)});
  const auto who = fmt::format("Customer {} of market {}", options.customer.slot, options.customer.market);
  const auto until =
      divergence.week == 0
          ? who + " is a client from the beginning, and differs from there on:\n\n"
          : fmt::format("{} lives the same life under both policies until week {}, stage \"{}\":\n\n", who,
                        divergence.week, divergence.stage);
  const auto where =
      divergence.week == 0 ? "How they begin: sim/model/people.cpp\n"
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
                : fmt::format("Nothing in the life of customer {} of market {} differs in {} weeks.\n",
                              options.customer.slot, options.customer.market, scenario.weeks));
  return done;
}

}  // namespace

void add_diverge(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("diverge", "Find where a customer's life parts under two policies");
  const auto options = std::make_shared<DivergeOptions>();
  add_scenario_options(*verb, *options);
  verb->add_option("first", options->first, "A policy")->required();
  verb->add_option("second", options->second, "Another policy")->required();
  verb->add_option("--customer", options->customer.slot, "Number of the customer in its market, from 0")
      ->required();
  verb->add_option("--market", options->customer.market, "Number of the market, from 0")
      ->capture_default_str();
  verb->add_option("--replication", options->replication, "Which replication")->capture_default_str();
  verb->final_callback(
      [options, &action] { action = [options](const std::string&) { return diverge(*options); }; });
}

}  // namespace clientele::app
