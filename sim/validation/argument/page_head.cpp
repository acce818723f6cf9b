#include "sim/validation/argument/page_head.hpp"

#include <fmt/core.h>

#include "sim/scenario/model_identity.hpp"

namespace clientele::validation {

std::string of_this_model() { return fmt::format("with the model `{}`", model_identity()); }

std::string page_head(std::string_view title, std::string_view command) {
  return fmt::format("# {}\n\nWritten by a command, {}:\n\n    {}\n\n", title, of_this_model(), command);
}

}  // namespace clientele::validation
