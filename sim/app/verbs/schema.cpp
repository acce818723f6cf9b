#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/scenario/reference.hpp"

namespace clientele::app {

void add_schema(CommandLine& program) {
  program.verb("schema", "Print the JSON Schema of scenario files").does([](const std::string&) -> int {
    print(schema().dump(2) + "\n");
    return done;
  });
}

}  // namespace clientele::app
