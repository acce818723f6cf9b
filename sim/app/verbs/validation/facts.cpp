#include "sim/validation/facts.hpp"

#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/thread_pool.hpp"

namespace clientele::app {

void add_facts(CommandLine& program) {
  const auto verb = program.verb("facts", "Set the shipped scenarios against known facts");
  const auto options = std::make_shared<Options>();
  add_jobs_option(verb, *options);
  verb.does([options](const std::string&) -> int {
    ThreadPool pool(options->jobs);
    print(facts_page(find_facts(scenarios_folder(), pool)));
    return done;
  });
}

}  // namespace clientele::app
