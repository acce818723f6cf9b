// The scenarios that a verb about all of them is about.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/app/installation.hpp"

namespace clientele::app {

/// The file that was named, or else all shipped scenarios, by name; the published special cases are none of
/// these.
inline std::vector<std::filesystem::path> files_or_shipped(const std::string& file) {
  if (!file.empty()) return {file};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(scenarios_folder()))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace clientele::app
