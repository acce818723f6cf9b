#include "sim/app/load.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/app/console.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::app {

Resolved load(const Options& options) {
  auto overrides = options.overrides;
  const auto add = [&](std::string_view key, const std::optional<std::int64_t>& value) {
    if (value) overrides.push_back(fmt::format("{}={}", key, *value));
  };
  add("seed", options.seed);
  add("replications", options.replications);
  add("weeks", options.weeks);
  auto resolution = resolve(read_document(options.scenario, scenarios_folder()), overrides);
  if (!resolution) throw InvalidScenario{render(resolution.mistakes)};
  for (const auto& misfit : resolution->misfits)
    if (!options.quiet) say("warning: " + misfit);
  return *std::move(resolution.value);
}

}  // namespace clientele::app
