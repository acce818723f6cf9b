// The repository's own files, to be checked as text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace clientele::scenario {

inline const std::filesystem::path root = CLIENTELE_SOURCE;

/// Source files (.cpp, .hpp) below a folder of the repository, in order.
std::vector<std::filesystem::path> sources_below(const std::string& folder);

/// All documents (.md) of the repository, in order; none of those that builds or libraries bring.
std::vector<std::filesystem::path> documents();

std::vector<std::string> lines_of(const std::filesystem::path& file);

std::string text_of(const std::filesystem::path& file);

/// A path as the repository names it.
std::string name_of(const std::filesystem::path& file);

}  // namespace clientele::scenario
