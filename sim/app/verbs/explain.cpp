#include <memory>

#include "sim/app/console.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/scenario/reference.hpp"

namespace clientele::app {

void add_explain(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("explain", "Explain a parameter, lever, trait or metric");
  const auto name = std::make_shared<std::string>();
  verb->add_option("name", *name,
                   "Its name; or parameters, traits, levers, constants, indicators or metrics for a list")
      ->required();
  verb->final_callback([name, &action] {
    action = [name](const std::string&) -> int {
      const auto explanation = explain(*name);
      explanation.known ? print(explanation.text) : say(explanation.text);
      return explanation.known ? done : bad_input;
    };
  });
}

}  // namespace clientele::app
