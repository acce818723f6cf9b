#include "sim/scenario/text/files.hpp"

#include <dirent.h>
#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <set>

#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

namespace fs = std::filesystem;

struct FileText {
  std::string text;
  std::string problem;  // "" when the text was read
  std::string remedy;
};

std::string remedy_for_missing(const fs::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fmt::format("there is no folder {} either", in_quotes(folder.string()));
  const auto names = names_in(folder);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  auto meant = nearest(file.filename().string() + ".json", candidates);
  if (meant.empty() || file.has_extension()) meant = nearest(file.filename().string(), candidates);
  if (meant.empty()) return "check the path";
  return "did you mean " + in_quotes((file.parent_path() / meant).string()) + "?";
}

FileText failure(const fs::path& file, int error) {
  if (error == ENOENT) return {{}, "there is no such file", remedy_for_missing(file)};
  if (error == EACCES) return {{}, "the file may not be read (permission denied)", "check its permissions"};
  return {{}, fmt::format("the file cannot be read ({})", std::strerror(error)), "check the path"};
}

FileText read_stream(std::FILE* stream, const fs::path& file) {
  FileText result;
  std::vector<char> chunk(1 << 16);
  while (const auto n = std::fread(chunk.data(), 1, chunk.size(), stream)) {
    result.text.append(chunk.data(), n);
    if (result.text.size() > largest_file)
      return {{},
              fmt::format("the file is larger than {} MB", largest_file >> 20),
              "check that this is a scenario"};
  }
  if (std::ferror(stream)) return failure(file, errno);
  return result;
}

FileText read_text(const fs::path& file) {
  if (file == standard_input) return read_stream(stdin, file);
  std::error_code ignored;
  if (fs::is_directory(file, ignored))
    return {{}, "this is a folder, not a file", "name a scenario file in it"};
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), &std::fclose);
  return stream ? read_stream(stream.get(), file) : failure(file, errno);
}

Document read_file(const fs::path& file) {
  auto content = read_text(file);
  const auto name = file == standard_input ? "standard input" : file.string();
  if (content.problem.empty()) return parse_document(name, std::move(content.text));
  Diagnostic diagnostic;
  diagnostic.file = name;
  diagnostic.problem = std::move(content.problem);
  diagnostic.remedy = std::move(content.remedy);
  return {{name, {}}, std::nullopt, {{std::move(diagnostic)}, 0}, {}, {}};
}

}  // namespace

// Not with the standard's iterator, which ends the program where memory runs out.
std::vector<std::string> names_in(const fs::path& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(opendir(folder.c_str()), &closedir);
  std::vector<std::string> names;
  while (const auto* entry = stream ? readdir(stream.get()) : nullptr)
    if (std::string_view(entry->d_name) != "." && std::string_view(entry->d_name) != "..")
      names.emplace_back(entry->d_name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Document> read_presets(const std::vector<fs::path>& folders) {
  std::vector<Document> presets;
  std::set<std::string> known;
  for (const auto& folder : folders)
    for (const auto& name : names_in(folder))
      if (fs::path(name).extension() == ".json" && known.insert(name).second)
        presets.push_back(read_file((folder / name).lexically_normal()));
  return presets;
}

Document read_document(const fs::path& file, const fs::path& shipped) {
  auto document = read_file(file);
  const auto folder = file.parent_path();
  std::vector<fs::path> folders{folder / "policies", folder / ".." / "policies"};
  if (!shipped.empty()) folders.push_back(shipped / "policies");
  document.presets = read_presets(folders);
  return document;
}

std::string preset_name(const Document& preset) { return fs::path(preset.source.name).stem().string(); }

}  // namespace clientele::scenario
