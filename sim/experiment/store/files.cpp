#include "sim/experiment/store/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

namespace clientele::experiment {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t letters = 6;

// The system makes such files for their owner alone.
void set_usual_mode(int descriptor) {
  const auto mask = umask(0);
  umask(mask);
  fchmod(descriptor, 0666 & ~mask);
}

}  // namespace

std::string real_path(const std::string& path) {
  constexpr int most_links = 40;  // as the system itself follows
  std::error_code error;
  auto at = fs::absolute(path);
  for (int i = 0; i < most_links && fs::is_symlink(at, error); ++i)
    at = at.parent_path() / fs::read_symlink(at, error);
  const auto real = fs::weakly_canonical(at, error);
  return (error ? at : real).string();
}

int make_new_file(const std::string& start, std::string& name) {
  name = start + '.' + std::string(letters, 'X');
  const int descriptor = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor >= 0) set_usual_mode(descriptor);
  return descriptor;
}

bool is_new_file(const std::string& name, const std::string& start) {
  return name.starts_with(start + '.') && name.size() == start.size() + 1 + letters;
}

int rename_onto(const std::string& from, const std::string& to, bool replace) {
  const int code = renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), replace ? 0u : RENAME_NOREPLACE);
  if (code == 0 || errno != EINVAL) return code;
  return std::rename(from.c_str(), to.c_str());  // a file system that cannot do better
}

void sync_folder_of(const std::string& file) {
  const int folder = open(fs::path(file).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;  // a folder that may not be read can still be written to
  fsync(folder);
  close(folder);
}

}  // namespace clientele::experiment
