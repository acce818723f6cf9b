#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/random/draws.hpp"
#include "sim/validation/argument/findings.hpp"

namespace clientele::app {

namespace {

struct ArgumentOptions : Options {
  validation::Draw draw;
  std::string picture;  ///< a file
};

int argument(const ArgumentOptions& options, const std::string& command) {
  if (!options.picture.empty()) require_output_place(options.picture, OutputKind::picture, options.force);
  ThreadPool pool(options.jobs);
  const auto findings = validation::find_what_turns(scenarios_folder(), options.draw, pool);
  print(validation::argument_page(command, findings));
  if (options.picture.empty()) return done;
  OutputFile file(options.picture, OutputKind::picture, options.force);
  file.sink().write(validation::argument_picture(findings));
  file.complete();
  file.keep();
  return done;
}

}  // namespace

void add_argument(CommandLine& program) {
  const auto verb =
      program.verb("argument", "Tell what makes the argument turn, over firms drawn from all trades");
  const auto options = std::make_shared<ArgumentOptions>();
  verb.value("--worlds", options->draw.worlds, "How many firms")
      .between(validation::fewest_worlds, 1'000'000)
      .shows_default();
  verb.value("-n,--replications", options->draw.replications, "How often to repeat each")
      .between(1, most_replications)
      .shows_default();
  verb.value("-s,--seed", options->draw.seed, "Seed of the firms and of their people").shows_default();
  verb.value("--picture", options->picture, "Draw the maps, as a picture (SVG) into this file")
      .takes("FILE")
      .changes_no_number();
  add_force_option(verb, *options);
  add_jobs_option(verb, *options);
  verb.does([options](const std::string& command) { return argument(*options, command); });
}

}  // namespace clientele::app
