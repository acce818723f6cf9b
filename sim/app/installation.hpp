// What the program needs at run time lies in the folder of its file, so that the folder can be copied or
// moved.
#pragma once

#include <string>

#include "sim/layers.hpp"

namespace clientele::app {

/// The program's version, with the commit that it was built of.
std::string program_version();

/// The path of a file in the folder of the program's own file.
std::string beside_the_program(const std::string& name);

/// The folder of the scenarios that come with the program, with its policies and surveys.
std::string scenarios_folder();

/// The page of known facts (sim/model/FACTS.md).
std::string facts_page_file();

}  // namespace clientele::app
