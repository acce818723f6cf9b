#include "sim/validation/settling.hpp"

#include <fmt/core.h>

#include <memory>
#include <string_view>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/validation/shipped.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/random/draws.hpp"

namespace clientele::app {

namespace {

// Twenty years, as often as -n says.
void require_effect_of_settings(const Options& options) {
  for (const auto& setting : options.overrides)
    for (const std::string_view idle : {"weeks=", "replications="})
      if (setting.starts_with(idle))
        throw BadInput(
            fmt::format("--set {} has no effect: settling takes twenty years, as often as -n says\n  "
                        "leave it out",
                        setting));
}

int settling(const Options& options, const std::string& command) {
  require_effect_of_settings(options);
  ThreadPool pool(options.jobs);
  std::vector<validation::SettlingPolicy> policies;
  for (const auto& file : files_or_shipped(options.scenario))
    for (auto& policy :
         validation::find_settling(file, scenarios_folder(), options.overrides, options.replications, pool))
      policies.push_back(std::move(policy));
  print(validation::settling_page(command, policies));
  return done;
}

}  // namespace

void add_settling(CommandLine& program) {
  const auto verb = program.verb("settling", "Tell whether scenarios settle within twenty years, or fail");
  const auto options = std::make_shared<Options>();
  verb.value("scenario", options->scenario, "Scenario file (default: all that are shipped)").takes("FILE");
  verb.value("-n,--replications", options->replications,
             "How often to repeat each (default: 100, or as the scenario says where its markets are large)")
      .between(2, most_replications);
  verb.values("--set", options->overrides, "Override a value of the scenario, as in businesses.0.price=560")
      .takes("PATH=VALUE");
  add_jobs_option(verb, *options);
  verb.does([options](const std::string& command) { return settling(*options, command); });
}

}  // namespace clientele::app
