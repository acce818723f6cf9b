#include "sim/experiment/store/output_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/files.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

namespace {

std::string_view not_of(OutputKind kind) {
  constexpr std::string_view words[] = {"no table of this program", "no report of this program",
                                        "no saved state of this program", "no picture of this program"};
  return words[static_cast<std::size_t>(kind)];
}

std::string beginning_of(const std::string& path) {
  std::string text(1024, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

bool is_marked(const std::string& path, OutputKind kind) {
  const auto text = beginning_of(path);
  if (kind == OutputKind::page)
    return text.find(R"(<meta name="generator" content="clientele">)") != std::string::npos;
  if (kind == OutputKind::picture) return text.find("<metadata>clientele</metadata>") != std::string::npos;
  if (kind == OutputKind::state) return text.starts_with("clientele saved state ");
  return text.starts_with("scenario,policy,") || text.starts_with("scenario,effect,") ||
         text.starts_with("key,value\nprogram,clientele ");
}

// Files in the making are named after what they become, as far as the system's longest name allows.
std::string start_of_names(const std::string& target) {
  constexpr std::size_t longest = 240;
  const fs::path path(target);
  return (path.parent_path() / (path.filename().string().substr(0, longest) + ".part")).string();
}

// Nobody holds the lock of a file whose writer was killed. A file that is still empty may be about to be
// locked.
bool is_abandoned(const std::string& file, OutputKind kind) {
  struct stat status = {};
  if (lstat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid() ||
      !is_marked(file, kind))
    return false;
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return false;
  const bool is_free = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  close(descriptor);
  return is_free;
}

void remove_abandoned(const std::string& target, OutputKind kind) {
  const auto start = start_of_names(target);
  const auto folder = fs::path(target).parent_path();
  for (const auto& name : names_in(folder)) {
    const auto file = (folder / name).string();
    std::error_code ignored;
    if (is_new_file(file, start) && is_abandoned(file, kind)) fs::remove(file, ignored);
  }
}

std::string free_target(const std::string& path, OutputKind kind, bool replace) {
  require_output_place(path, kind, replace);
  auto target = real_path(path);
  remove_abandoned(target, kind);
  return target;
}

}  // namespace

bool is_earlier_output(const std::string& path, OutputKind kind) {
  std::error_code error;
  if (fs::file_size(path, error) == 0 && !error) return true;
  return is_marked(path, kind);
}

void require_output_place(const std::string& path, OutputKind kind, bool replace) {
  const auto file = real_path(path);
  std::error_code error;
  const auto status = fs::symlink_status(file, error);
  if (fs::is_directory(status)) throw BadInput(fmt::format("{}: is a directory; name a file", path));
  const auto folder = fs::path(file).parent_path().string();
  if (!fs::is_directory(folder, error))
    throw BadInput(error && error != std::errc::no_such_file_or_directory
                       ? fmt::format("{}: cannot be reached ({}); choose another name", path, error.message())
                       : fmt::format("{}: there is no folder {}", path, folder));
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    throw BadInput(fmt::format("{}: cannot be written to", folder));
  if (!fs::exists(status)) return;
  if (!fs::is_regular_file(status))
    throw BadInput(fmt::format("{}: is no ordinary file, and is not replaced; choose another name", path));
  if (!replace)
    throw BadInput(fmt::format("{}: already exists; choose another name, or --force to replace it", path));
  if (!is_earlier_output(file, kind))
    throw BadInput(
        fmt::format("{}: is {}, and --force replaces nothing else; choose another name, or remove it", path,
                    not_of(kind)));
}

OutputFragment::OutputFragment(const std::string& start, const std::string& path)
    : descriptor(make_new_file(start, name)) {
  if (descriptor < 0) fail_to_write(path, errno);
  flock(descriptor, LOCK_EX | LOCK_NB);
}

OutputFragment::~OutputFragment() {
  close(descriptor);
  if (!kept) unlink(name.c_str());  // nobody asked for it
}

OutputFile::OutputFile(const std::string& path, OutputKind kind, bool replace)
    : path_(path),
      target_(free_target(path, kind, replace)),
      kind_(kind),
      replace_(replace),
      fragment_(start_of_names(target_), path),
      sink_(fragment_.descriptor, path) {}

void OutputFile::complete() {
  sink_.flush();
  const bool cannot_sync = fsync(fragment_.descriptor) != 0 && errno != EINVAL && errno != ENOTSUP;
  if (cannot_sync) fail_to_write(path_, errno);
  const int other =
      dup(fragment_.descriptor);  // some file systems tell of a full disk on closing; our lock stays
  if (other < 0 || close(other) != 0) fail_to_write(path_, errno);
}

void OutputFile::keep() {
  require_output_place(path_, kind_, replace_);
  if (rename_onto(fragment_.name, target_, replace_) != 0) {
    if (errno != EEXIST) fail_to_write(path_, errno);
    throw BadInput(fmt::format("{}: was made by another program just now; choose another name", path_));
  }
  fragment_.kept = true;
  sync_folder_of(target_);
}

}  // namespace clientele::experiment
