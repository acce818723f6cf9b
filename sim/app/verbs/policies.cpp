#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "sim/app/answers/measure_table.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/argument_reference.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::app {

namespace {

// The smallest scenario there is; it compares the presets that are shipped: the argument, then whole firms.
constexpr auto nobody_in_particular =
    R"({"name": "shipped", "segments": [{"name": "all", "share": 1}], "markets": [{"name": "all"}], "businesses": [{"name": "one"}]})";

Resolved shipped() {
  auto document = parse_document("shipped policies", nobody_in_particular);
  document.presets = read_presets({scenarios_folder() + "/policies"});
  auto names = Json(default_policies);
  for (const auto& preset : document.presets)
    if (preset_name(preset) != policy_today &&
        std::ranges::find(default_policies, preset_name(preset)) == default_policies.end())
      names.push_back(preset_name(preset));
  (*document.root)["policies"] = std::move(names);
  auto resolution = resolve(document);
  if (!resolution) throw InvalidScenario(render(resolution.mistakes));
  return *std::move(resolution.value);
}

std::string setting(const ParameterInfo& info, float value) {
  return info.choices.empty() ? fmt::format("{}", value)
                              : std::string(info.choices[static_cast<std::size_t>(value)]);
}

std::string lever_table(const Scenario& scenario) {
  std::vector<std::string> names = {"lever", "part"};
  for (const auto& policy : scenario.policies) names.push_back(policy.name);
  auto lines = headings(names, heading_width);
  for (const auto& lever : lever_parameters) {
    auto& line =
        lines.emplace_back(Line{std::string(lever.info.name), std::string(part_word(lever.info.part))});
    for (const auto& policy : scenario.policies) {
      const bool ruled =
          std::ranges::any_of(policy.rules, [&](const Rule& rule) { return rule.lever == lever.member; });
      line.push_back(setting(lever.info, policy.levers.*lever.member) + (ruled ? " by rule" : ""));
    }
  }
  return align(lines) +
         "\nWhat a lever means, and why it is said, served or equal: clientele explain LEVER\n";
}

// What each value rests on, where a policy says so.
std::string claims_of(const Json& resolved) {
  std::string text;
  for (const auto& policy : resolved.at("policies")) {
    const auto* claims = policy.find("claims");
    if (!claims) continue;
    std::vector<Line> lines;
    for (const auto& [lever, claim] : claims->items()) lines.push_back({"  " + lever, claim.text()});
    text += fmt::format("\n{}: what its values rest on\n", policy.at("name").text());
    for (const auto& line : lines) text += fmt::format("{:<22} {}\n", line[0], line[1]);
  }
  return text;
}

}  // namespace

void add_policies(CommandLine& program) {
  const auto verb =
      program.verb("policies", "Show policies as settings of levers: those shipped, or of a scenario");
  const auto options = std::make_shared<Options>();
  verb.value("scenario", options->scenario, "Scenario file").takes("FILE");
  verb.does([options](const std::string&) -> int {
    const auto resolved = options->scenario.empty() ? shipped() : load(*options);
    print(wrap(definitions_of_parts()) + '\n' + lever_table(resolved.scenario) +
          claims_of(resolved.document));
    return done;
  });
}

}  // namespace clientele::app
