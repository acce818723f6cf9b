#include "sim/app/installation.hpp"

#include <fmt/core.h>

#include <filesystem>

#include "sim/scenario/model_identity.hpp"

namespace clientele::app {

std::string program_version() {
  return fmt::format("{} (commit {})", CLIENTELE_VERSION, scenario::program_commit());
}

std::string beside_the_program(const std::string& name) {
  return std::filesystem::read_symlink("/proc/self/exe").replace_filename(name).string();
}

std::string scenarios_folder() {
  return std::filesystem::weakly_canonical(beside_the_program("scenarios")).string();
}

std::string facts_page_file() { return beside_the_program("FACTS.md"); }

}  // namespace clientele::app
