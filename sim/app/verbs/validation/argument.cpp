#include <fmt/core.h>

#include <memory>
#include <utility>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/random/draws.hpp"
#include "sim/scenario/text/wording.hpp"
#include "sim/validation/argument/findings.hpp"

namespace clientele::app {

namespace {

constexpr std::size_t most_worlds = 1'000'000;

struct ArgumentOptions : Options {
  validation::Draw draw;
  std::string picture;  ///< a file
  bool has_picture = false;
};

void require_enough_worlds(const validation::Space& space, std::size_t worlds) {
  const auto fewest = validation::fewest_worlds(space);
  if (worlds < fewest)
    throw BadInput(fmt::format(
        "--worlds {} are too few: {} inputs and assumptions are drawn, and what each of them moves is told "
        "apart by two worlds for each\n  ask for {} or more, or leave it out for {}",
        worlds, validation::columns_of(space), fewest, validation::Draw().worlds));
  if (worlds > most_worlds)
    throw BadInput(fmt::format("--worlds {} are too many; at most {} are drawn", worlds, most_worlds));
}

// What is found out after minutes would be a pity, so a file is made there at once, and removed again.
void require_picture_place(const ArgumentOptions& options) {
  if (!options.picture.ends_with(".svg"))
    throw BadInput(fmt::format("--picture {} is no name of a picture; name a file that ends in .svg",
                               in_quotes(options.picture)));
  const OutputFile trial(options.picture, OutputKind::picture, options.force);
}

int argument(const ArgumentOptions& options, const std::string& command) {
  if (options.has_picture) require_picture_place(options);
  auto space = validation::space_of(scenarios_folder());
  require_enough_worlds(space, options.draw.worlds);
  const InterruptionWatch watch;
  ThreadPool pool(options.jobs, &watch.flag());
  const auto findings = validation::find_what_turns(std::move(space), options.draw, pool);
  print(validation::argument_page(command, findings, options.picture));
  if (!options.has_picture) return done;
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
  verb.value("--worlds", options->draw.worlds, "How many firms, two or more for each number that is drawn")
      .shows_default();
  verb.value("-n,--replications", options->draw.replications, "How often to repeat each")
      .between(1, most_replications)
      .shows_default();
  verb.value("-s,--seed", options->draw.seed, "Seed of the firms and of their people").shows_default();
  verb.value("--picture", options->picture, "Draw the maps, as a picture (SVG) into this file")
      .takes("FILE")
      .notes(options->has_picture)
      .changes_no_number();
  add_force_option(verb, *options);
  add_jobs_option(verb, *options);
  verb.does([options](const std::string& command) { return argument(*options, command); });
}

}  // namespace clientele::app
