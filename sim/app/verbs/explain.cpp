#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/scenario/reference.hpp"

namespace clientele::app {

void add_explain(CommandLine& program) {
  const auto verb = program.verb("explain", "Explain a parameter, lever, trait, state variable or metric");
  const auto name = std::make_shared<std::string>();
  verb.value("name", *name,
             "Its name; or parameters, traits, levers, constants, states, indicators or metrics for a "
             "list")
      .required();
  verb.does([name](const std::string&) -> int {
    const auto explanation = explain(*name);
    explanation.known ? print(explanation.text) : say(explanation.text);
    return explanation.known ? done : bad_input;
  });
}

}  // namespace clientele::app
