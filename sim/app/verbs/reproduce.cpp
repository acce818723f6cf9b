#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/reproduction.hpp"

namespace clientele::app {

namespace {

int reproduce_all(unsigned jobs) {
  ThreadPool pool(jobs);
  print(reproduction_head());
  for (const auto& reproduction : reproductions()) {
    const auto results = reproduce(reproduction, scenarios_folder(), pool);
    print(reproduction_section(reproduction, results, scenarios_folder()));
  }
  return done;
}

}  // namespace

void add_reproduce(CommandLine& program) {
  const auto verb = program.verb(
      "reproduce", "Run the published models as special cases and set them against the publications");
  const auto options = std::make_shared<Options>();
  add_jobs_option(verb, *options);
  verb.does([options](const std::string&) { return reproduce_all(options->jobs); });
}

}  // namespace clientele::app
