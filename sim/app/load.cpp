#include "sim/app/load.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/app/console.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::app {

namespace {

// A sweep is set by options of its own, which would take its place.
void refuse_sweep(const std::vector<std::string>& overrides) {
  for (const auto& override : overrides)
    if (override.starts_with("sweep=") || override.starts_with("sweep."))
      throw BadInput(fmt::format(
          "--set {}: a sweep is set by --vary, --design, --samples and --design-seed; use these", override));
}

// Until week 0 what the file decides holds, and from then on what the command line does.
void add_decisions_before(const Options& options, Resolved& resolved) {
  auto overrides = settings(options);
  std::erase_if(overrides, [&](const std::string& override) {
    const auto pointer = pointer_of(resolved.document, override.substr(0, override.find('=')));
    return pointer && is_decision(resolved.document, *pointer);
  });
  if (overrides.size() == settings(options).size()) return;
  const auto before = resolve(read_document(options.scenario, scenarios_folder()), overrides);
  if (before) resolved.before = decisions_before(resolved.document, before->document);
}

}  // namespace

std::vector<std::string> settings(const Options& options) {
  auto overrides = options.overrides;
  const auto add = [&](std::string_view key, const std::optional<std::int64_t>& value) {
    if (value) overrides.push_back(fmt::format("{}={}", key, *value));
  };
  add("seed", options.seed);
  add("replications", options.replications);
  add("weeks", options.weeks);
  return overrides;
}

Resolved load(const Options& options) {
  refuse_sweep(options.overrides);
  auto resolution = resolve(read_document(options.scenario, scenarios_folder()), settings(options));
  if (!resolution) throw InvalidScenario{render(resolution.mistakes)};
  if (resolution->scenario.past_weeks > 0 && !options.always)
    add_decisions_before(options, *resolution.value);
  for (const auto& misfit : resolution->misfits)
    if (!options.quiet) say("warning: " + misfit);
  return *std::move(resolution.value);
}

}  // namespace clientele::app
