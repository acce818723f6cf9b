// Running the program as its users do.
#pragma once

#include <string>

namespace clientele {

struct Answer {
  int exit_code = -1;
  std::string out;  ///< standard output
  std::string err;  ///< standard error
};

/// Runs `clientele ARGUMENTS` (a line for the shell) in the repository's root, without a terminal.
Answer clientele_program(const std::string& arguments);

/// A file of that text in a folder of this test run's own; returns its path.
std::string scratch_file(const std::string& name, const std::string& text);

/// A path in that folder where nothing is yet.
std::string scratch_path(const std::string& name);

}  // namespace clientele
