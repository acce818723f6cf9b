#include "tests/repository/source.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace clientele::scenario {

namespace fs = std::filesystem;

std::vector<fs::path> sources_below(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(CLIENTELE_SOURCE) / folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".hpp") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> documents() {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(CLIENTELE_SOURCE); entry != fs::end(entry); ++entry) {
    const auto name = entry->path().filename().string();
    if (entry->is_directory() && (name == "build" || name == "node_modules" || name.starts_with('.')))
      entry.disable_recursion_pending();
    else if (entry->path().extension() == ".md")
      files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string name_of(const fs::path& file) { return fs::relative(file, CLIENTELE_SOURCE).string(); }

}  // namespace clientele::scenario
