#include <memory>

#include "sim/app/console.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/facts.hpp"

namespace clientele::app {

void add_facts(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("facts", "Set the shipped scenarios against known facts");
  const auto options = std::make_shared<Options>();
  add_jobs_option(*verb, *options);
  verb->final_callback([options, &action] {
    action = [options](const std::string&) -> int {
      ThreadPool pool(options->jobs);
      print(facts_page(find_facts(CLIENTELE_SCENARIOS, pool)));
      return done;
    };
  });
}

}  // namespace clientele::app
