#include "sim/app/console.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/scenario/reference.hpp"

namespace clientele::app {

void add_schema(CLI::App& program, Action& action) {
  auto* verb = program.add_subcommand("schema", "Print the JSON Schema of scenario files");
  verb->final_callback([&action] {
    action = [](const std::string&) -> int {
      print(schema().dump(2) + "\n");
      return done;
    };
  });
}

}  // namespace clientele::app
