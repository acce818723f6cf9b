#include "sim/experiment/store/store_place.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/files.hpp"
#include "sim/experiment/store/sink.hpp"
#include "sim/experiment/store/store_schema.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

namespace {

std::string previous_of(const std::string& path) { return real_path(path) + ".previous"; }

// Made empty, to be filled by the database.
std::string make_file(const std::string& start) {
  std::string name;
  const int descriptor = make_new_file(start, name);
  if (descriptor < 0) fail_to_write(start, errno);
  close(descriptor);
  return name;
}

// Files only; what is left is a fragment that nobody asked for.
void remove_file(const std::string& file) { unlink(file.c_str()); }

constexpr std::array<std::string_view, 3> companions = {"-wal", "-shm", "-journal"};

void remove_companions(const std::string& file) {
  for (const auto suffix : companions) remove_file(file + std::string(suffix));
}

constexpr const char* new_mark = ".new";  ///< of plans before they have their name

/// How far a store has got. Nothing is known of one that is damaged.
struct Standing {
  std::int64_t finished = 0;
  bool whole = false, readable = false;
  std::string replaces = {};
};

// To write is to put into the file what is still in its log.
Standing standing_of(const std::string& path, Database::Access access) {
  if (!is_store(path)) return {};
  try {
    Database database(path, access);
    if (access == Database::Access::write && !database.make_one_file(std::chrono::seconds(30)))
      throw WriteFailure(fmt::format("{}: is being read by another program; close it and try again", path));
    return {database.integer("SELECT count(*) FROM runs WHERE status = 'done'"),
            database.integer("SELECT count(*) FROM runs WHERE status <> 'done'") == 0, true,
            database.text("SELECT value FROM manifest WHERE key = 'replaces'")};
  } catch (const BadInput&) {
    return {};
  }
}

std::string mark_with(const std::string& path, std::int64_t finished) {
  return fmt::format("{} with {} runs", file_mark(path), finished);
}

// Nothing was put into it yet, or a plan only; somebody else's file of such a name holds more.
bool is_fragment(const std::string& file) {
  if (!fs::is_regular_file(fs::symlink_status(file))) return false;
  if (fs::file_size(file) == 0) return true;
  const auto standing = standing_of(file, Database::Access::read);
  return standing.readable && standing.finished == 0;
}

// The log of a store that was moved away may hold runs, and would pass for that of the new one.
void require_no_log(const std::string& file) {
  for (const auto suffix : companions) {
    const auto log = file + std::string(suffix);
    const auto status = fs::symlink_status(log);
    if (suffix == "-shm" || !fs::exists(status)) continue;
    if (!fs::is_regular_file(status) || fs::file_size(log) > 0)
      throw BadInput(
          fmt::format("{}: is in the way, as it would be taken for a part of the new store; if it belongs "
                      "to one that was moved, move it too, else remove it",
                      log));
  }
}

}  // namespace

bool is_store(const std::string& path) {
  constexpr std::size_t at = 68;  // where SQLite keeps the application's number, the highest byte first
  std::array<char, at + 4> header{};
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;  // to read from a pipe is to wait
  std::ifstream file(path, std::ios::binary);
  if (!file.read(header.data(), header.size())) return false;
  std::uint32_t application = 0;
  for (std::size_t i = at; i < header.size(); ++i)
    application = application << 8 | static_cast<unsigned char>(header[i]);
  return std::string_view(header.data(), 15) == "SQLite format 3" && application == store_application;
}

void require_place(const std::string& path, bool replace) {
  const auto file = real_path(path);
  const auto status = fs::symlink_status(file);
  if (const auto folder = fs::path(path).parent_path(); !folder.empty() && !fs::is_directory(folder))
    throw BadInput(fmt::format("{}: cannot be made, as there is no folder {}", path, folder.string()));
  if (!fs::exists(status)) return require_no_log(file);
  if (fs::is_directory(status)) throw BadInput(fmt::format("{}: is a directory; name a file", path));
  if (!fs::is_regular_file(status))
    throw BadInput(fmt::format("{}: is no ordinary file, and is not replaced; choose another name", path));
  if (!replace)
    throw NameTaken(fmt::format("{}: already exists; choose another name, or --force to replace it", path));
  if (fs::file_size(file) > 0 && !is_store(file))
    throw BadInput(fmt::format(
        "{}: is no results store, and --force replaces nothing else; choose another name, or remove it",
        path));
}

void remove_fragments(const std::string& path) {
  const auto target = real_path(path);
  const auto folder = fs::path(target).parent_path();
  for (const auto& name : names_in(folder))
    if (is_new_file(name, fs::path(target).filename().string() + new_mark) && is_fragment(folder / name))
      remove_file((folder / name).string());
}

Unplaced::Unplaced(const std::string& path) : path_(path), target_(real_path(path)) {
  remove_fragments(path);
  file_ = make_file(target_ + new_mark);
}

Unplaced::~Unplaced() {
  if (file_.empty()) return;
  remove_file(file_);
  remove_companions(file_);
}

void Unplaced::place(bool replace) {
  remove_companions(target_);  // of a store that is no more
  if (rename_onto(file_, target_, replace) != 0) {
    if (errno != EEXIST) fail_to_write(path_, errno);
    throw NameTaken(fmt::format("{}: was made by another program just now; choose another name", path_));
  }
  file_ = replace ? "" : target_;
  sync_folder_of(target_);
}

Replaced::Replaced(const std::string& path) : path_(path) {
  const auto file = real_path(path), previous = previous_of(path);
  if (!is_store(file)) return;
  end_half_replacement(path);
  const auto [finished, whole, readable, replaces] = standing_of(file, Database::Access::write);
  const bool taken = fs::exists(fs::symlink_status(previous)), is_earlier = is_store(previous);
  if (is_earlier) previous_lock_.emplace(StoreLock::acquire_now(previous));
  const auto in_previous = standing_of(previous, Database::Access::read).finished;
  kept_ = !taken || (is_earlier && in_previous <= finished);
  if (!kept_ && whole)
    throw BadInput(
        fmt::format("{}: holds finished results, which would be kept as {}; but that {}: rename it, or "
                    "choose another name",
                    path, previous, is_earlier ? "holds more of them" : "is another file"));
  if (kept_)
    mark_ = mark_with(file, finished);
  else if (replaces == mark_with(previous, in_previous))
    mark_ = replaces;
}

void Replaced::keep() const {
  if (!kept_) return;
  const auto file = real_path(path_), previous = previous_of(path_);
  const auto between = make_file(previous);
  remove_file(between);
  const bool linked = link(file.c_str(), between.c_str()) == 0;
  if (std::rename(linked ? between.c_str() : file.c_str(), previous.c_str()) != 0) {
    const int error = errno;
    if (linked) remove_file(between);
    fail_to_write(previous, error);
  }
  for (const auto suffix : companions)  // there are none, unless the store is damaged
    std::rename((file + std::string(suffix)).c_str(), (previous + std::string(suffix)).c_str());
}

void end_half_replacement(const std::string& path) {
  const auto file = real_path(path), previous = previous_of(path);
  const auto folder = fs::path(file).parent_path();
  const auto is_other_name = [](const std::string& a, const std::string& b) {
    return !file_mark(a).empty() && file_mark(a) == file_mark(b);
  };
  for (const auto& name : names_in(folder)) {
    const auto between = (folder / name).string();
    if (is_new_file(between, previous) && (is_other_name(between, file) || is_other_name(between, previous)))
      remove_file(between);
  }
  if (is_other_name(previous, file)) remove_file(previous);
}

// It may have been gone on with since it was replaced, or be at this moment.
void remove_previous(const std::string& path, const std::string& mark) try {
  const auto previous = previous_of(path);
  if (mark.empty() || !is_store(previous)) return;
  const auto lock = StoreLock::try_acquire(previous);
  if (!lock || mark_with(previous, standing_of(previous, Database::Access::read).finished) != mark) return;
  remove_file(previous);
  remove_companions(previous);  // of a --force that was killed while it put a log into its file
} catch (const std::runtime_error&) {
  return;  // who cannot lock it leaves it
}

std::string file_mark(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 ? fmt::format("{}:{}", status.st_dev, status.st_ino) : "";
}

}  // namespace clientele::experiment
