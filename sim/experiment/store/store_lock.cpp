#include "sim/experiment/store/store_lock.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <utility>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/files.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

namespace {

/// What a lock file holds, so that nobody else's file is taken for one.
constexpr std::string_view title = "clientele: the store beside this file is being written by process ";

std::string lock_file(const std::string& path) { return real_path(path) + ".lock"; }

/// An open file, closed when nobody took it.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

std::string content(int descriptor) {
  std::array<char, 128> text;
  const auto n = pread(descriptor, text.data(), text.size(), 0);
  return n > 0 ? std::string(text.data(), static_cast<std::size_t>(n)) : std::string();
}

[[noreturn]] void refuse(const std::string& path, int error) {
  const auto folder = fs::path(real_path(path)).parent_path().string();
  if (error == ENOENT || error == ENOTDIR)
    throw BadInput(fmt::format("{}: cannot be made, as there is no folder {}", path, folder));
  throw BadInput(fmt::format("{}: cannot be written, as nothing can be written to the folder {} ({})", path,
                             folder, std::strerror(error)));
}

// Whether the open file still has that name: its last holder may have removed it in between.
bool is_named(int descriptor, const std::string& file) {
  struct stat opened = {}, named = {};
  return fstat(descriptor, &opened) == 0 && stat(file.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

pid_t process_in(const std::string& text) {
  return static_cast<pid_t>(std::strtol(text.c_str() + title.size(), nullptr, 10));
}

bool is_alive(pid_t process) { return process > 0 && (kill(process, 0) == 0 || errno == EPERM); }

void pause_for(std::chrono::milliseconds time) {
  const timespec pause = {.tv_sec = 0, .tv_nsec = 1'000'000 * time.count()};
  nanosleep(&pause, nullptr);
}

// Never waits, whatever is there. The lock file of another user can be locked, but not signed.
int open_lock(const std::string& file, int more_flags) {
  const int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  const int descriptor = open(file.c_str(), flags | more_flags, 0666);
  return descriptor < 0 && errno == EACCES ? open(file.c_str(), flags | O_RDONLY) : descriptor;
}

void require_ours(int descriptor, const std::string& path) {
  struct stat status = {};
  const auto found = content(descriptor);
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
      (!found.empty() && !found.starts_with(title)))
    throw BadInput(
        fmt::format("{}: cannot be written, as {} is in the way; rename that file", path, lock_file(path)));
}

void sign(int descriptor, const std::string& path) {
  const auto text = fmt::format("{}{}\n", title, getpid());
  if (ftruncate(descriptor, 0) != 0 ||
      pwrite(descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    if (errno == EBADF || errno == EINVAL) refuse(path, EACCES);  // opened for reading only
    throw WriteFailure(fmt::format("{}: {}", lock_file(path), std::strerror(errno)));
  }
}

}  // namespace

std::optional<StoreLock> StoreLock::try_acquire(const std::string& path) {
  const auto file = lock_file(path);
  for (;;) {
    Descriptor opened(open_lock(file, O_RDWR | O_CREAT));
    if (opened.get() < 0) refuse(path, errno);
    if (flock(opened.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK) return std::nullopt;
      refuse(path, errno);
    }
    if (!is_named(opened.get(), file)) continue;
    require_ours(opened.get(), path);
    StoreLock lock(file, opened.release());
    sign(lock.descriptor_, path);
    return lock;
  }
}

StoreLock StoreLock::acquire_now(const std::string& path) {
  if (auto lock = try_acquire(path)) return std::move(*lock);
  throw NameTaken(fmt::format("{}: is being written by {}; wait for it, stop it, or choose another name",
                              path, holder_of(path)));
}

StoreLock StoreLock::acquire(const std::string& path,
                             const std::function<void(const std::string& holder)>& wait) {
  for (bool first = true;; first = false) {
    if (auto lock = try_acquire(path)) return std::move(*lock);
    if (first) wait(holder_of(path));
    pause_for(std::chrono::milliseconds(50));
  }
}

StoreLock::StoreLock(std::string file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

StoreLock::StoreLock(StoreLock&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

StoreLock::~StoreLock() {
  if (descriptor_ < 0) return;
  if (is_named(descriptor_, file_))
    unlink(file_.c_str());  // while it is locked, or it could be the next one's
  close(descriptor_);
}

// Whoever has just taken the lock may not have signed it yet; then the file is empty, or names somebody who
// is no more.
std::string holder_of(const std::string& path) {
  std::string text;
  for (int attempt = 0; attempt < 20; ++attempt) {
    const Descriptor opened(open_lock(lock_file(path), O_RDONLY));
    text = opened.get() < 0 ? std::string() : content(opened.get());
    if (text.starts_with(title) && is_alive(process_in(text))) break;
    pause_for(std::chrono::milliseconds(10));
  }
  return text.starts_with(title) ? fmt::format("process {}", process_in(text)) : "another process";
}

bool is_locked(const std::string& path) {
  const Descriptor opened(open_lock(lock_file(path), O_RDONLY));
  return opened.get() >= 0 && flock(opened.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace clientele::experiment
