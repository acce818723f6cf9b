#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::app {

namespace {

// The smallest scenario there is; it compares the presets that are shipped.
constexpr auto nobody_in_particular =
    R"({"name": "shipped", "segments": [{"name": "all", "share": 1}], "markets": [{"name": "all"}], "businesses": [{"name": "one"}]})";

Resolved shipped() {
  auto document = parse_document("shipped policies", nobody_in_particular);
  document.presets = read_presets({scenarios_folder() + "/policies"});
  auto resolution = resolve(document);
  if (!resolution) throw InvalidScenario{render(resolution.mistakes)};
  return *std::move(resolution.value);
}

std::string setting(const ParameterInfo& info, float value) {
  return info.choices.empty() ? fmt::format("{}", value)
                              : std::string(info.choices[static_cast<std::size_t>(value)]);
}

std::string lever_table(const Scenario& scenario) {
  std::vector<Line> lines = {{"lever"}};
  for (const auto& policy : scenario.policies) lines.front().push_back(policy.name);
  for (const auto& lever : lever_parameters) {
    auto& line = lines.emplace_back(1, std::string(lever.info.name));
    for (const auto& policy : scenario.policies) {
      const bool ruled =
          std::ranges::any_of(policy.rules, [&](const Rule& rule) { return rule.lever == lever.member; });
      line.push_back(setting(lever.info, policy.levers.*lever.member) + (ruled ? " by rule" : ""));
    }
  }
  return align(lines) + "\nWhat a lever means: clientele explain LEVER\n";
}

}  // namespace

void add_policies(CommandLine& program) {
  const auto verb =
      program.verb("policies", "Show policies as settings of levers: those shipped, or of a scenario");
  const auto options = std::make_shared<Options>();
  verb.value("scenario", options->scenario, "Scenario file").takes("FILE");
  verb.does([options](const std::string&) -> int {
    print(lever_table((options->scenario.empty() ? shipped() : load(*options)).scenario));
    return done;
  });
}

}  // namespace clientele::app
