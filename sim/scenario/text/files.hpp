// Scenario files and the policy presets beside them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/text/document.hpp"

namespace clientele::scenario {

/// Largest file that is read.
inline constexpr std::size_t largest_file = 64u << 20;

/// The names in a folder, in order; none if it cannot be read.
std::vector<std::string> names_in(const std::filesystem::path& folder);

/// The name that stands for what is piped into the program. (A file of that name is ./-)
inline constexpr const char* standard_input = "-";

/// Reads a scenario file - or standard input, in the current folder - and the policy presets beside it:
/// NAME.json in `policies/` and `../policies/` next to the file, then in `shipped/policies/`; the first of a
/// name counts. Never throws: what is wrong is in `mistakes`.
Document read_document(const std::filesystem::path& file, const std::filesystem::path& shipped = {});

/// All policy presets in the given folders; the first of a name counts.
std::vector<Document> read_presets(const std::vector<std::filesystem::path>& folders);

/// The name of a preset: its file name without ".json".
std::string preset_name(const Document& preset);

}  // namespace clientele::scenario
