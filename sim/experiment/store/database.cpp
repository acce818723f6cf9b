#include "sim/experiment/store/database.hpp"

#include <fmt/core.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <new>
#include <utility>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/files.hpp"
#include "sim/experiment/store/store_lock.hpp"
#include "sim/experiment/store/store_log.hpp"

namespace clientele::experiment {

void Statement::bind_next(double value) { check(sqlite3_bind_double(statement_.get(), ++bound_, value)); }

void Statement::bind_next(std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), ++bound_, value));
}

void Statement::bind_next(std::nullptr_t) { check(sqlite3_bind_null(statement_.get(), ++bound_)); }

void Statement::bind_next(std::string_view value) {
  check(sqlite3_bind_text(statement_.get(), ++bound_, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT));
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) check(code);
  return false;
}

void Statement::run() {
  step();
  end();
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }

std::string_view Statement::name(int column) const {
  const char* name = sqlite3_column_name(statement_.get(), column);
  return name ? name : throw std::bad_alloc();
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

bool Statement::is_text(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_TEXT;
}

bool Statement::is_integer(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::number(int column) const {
  return is_null(column) ? std::numeric_limits<double>::quiet_NaN()
                         : sqlite3_column_double(statement_.get(), column);
}

// To turn a number into text takes memory.
std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text) return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
  if (sqlite3_errcode(sqlite3_db_handle(statement_.get())) == SQLITE_NOMEM) throw std::bad_alloc();
  return {};
}

void Statement::end() {
  sqlite3_reset(statement_.get());  // reports again the error of the last step, which has been dealt with
  bound_ = 0;
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

namespace {

namespace fs = std::filesystem;

/// How a database is opened.
struct Opening {
  std::string address;
  int flags;
  const char* locking = nullptr;  ///< the system calls that SQLite uses; null for the usual ones
  bool alone = false;             ///< nobody else uses the file, so that its log needs no shared index
};

bool is_there(const std::string& file) {
  std::error_code error;
  return fs::exists(file, error) && fs::file_size(file, error) > 0;
}

bool may_write(const std::string& path) {
  return access(path.c_str(), W_OK) == 0 && access(fs::path(path).parent_path().c_str(), W_OK) == 0;
}

std::string unchanging(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path)
    uri += (c == '%' || c == '?' || c == '#') ? fmt::format("%{:02x}", c) : std::string(1, c);
  return uri + "?immutable=1";
}

// A finished store is one file and is opened as such. One that is being written, or was when its writer was
// killed, has a log beside it: where that may be written to, SQLite locks out the writer's last step for as
// long as it is read, and tidies up afterwards. Where nothing may be written, nobody else is there.
Opening opening_for_reading(const std::string& path) {
  if (!has_log_mode(path) && !is_there(path + "-journal")) return {path, SQLITE_OPEN_READONLY};
  if (may_write(path)) return {path, SQLITE_OPEN_READWRITE};
  if (is_locked(path)) return {path, SQLITE_OPEN_READONLY};
  if (is_there(path + "-wal"))
    return {.address = path, .flags = SQLITE_OPEN_READONLY, .locking = "unix-none", .alone = true};
  return {unchanging(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI};
}

// An absolute path is a path: SQLite takes no part of it for an address, nor for its own ":memory:".
Opening opening_for(const std::string& path, Database::Access access) {
  if (path.empty()) return {path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  const auto file = real_path(path);
  if (access == Database::Access::read) return opening_for_reading(file);
  return {file, SQLITE_OPEN_READWRITE | (access == Database::Access::create ? SQLITE_OPEN_CREATE : 0)};
}

// Once it is opened, SQLite would in the end remove what it did not read of the log.
void require_sound_log(const std::string& path, const std::string& name) {
  if (!is_locked(path) && is_log_damaged(path) && !is_locked(path))
    throw BadInput(
        fmt::format("{}: is damaged: its log, {}-wal, is not as it was written; go on with it (clientele "
                    "resume), which keeps the runs before that place and does the others again",
                    name, path));
}

}  // namespace

Database::Database(std::string path, Access access, std::string name)
    : path_(std::move(path)),
      name_(name.empty() ? path_ : std::move(name)),
      file_(path_.empty() ? "" : real_path(path_)),
      access_(access) {
  if (access == Access::read) require_sound_log(path_, name_);
  sqlite3* handle = nullptr;
  const auto [address, flags, locking, alone] = opening_for(path_, access);
  const int code = sqlite3_open_v2(address.c_str(), &handle, flags, locking);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  constexpr int patience = 30'000;  // milliseconds, for other programs that hold the file
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, patience);
  if (alone) {
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    execute("PRAGMA locking_mode = EXCLUSIVE");
  }
  if (access == Access::read) execute("PRAGMA query_only = 1");
}

// SQLite does not wait by itself for this.
bool Database::make_one_file(std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds pause(20);
  for (auto waited = pause;; waited += pause) {
    const int code = sqlite3_exec(handle_.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return true;
    if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED) fail(code);
    if (waited > patience) return false;
    sqlite3_sleep(static_cast<int>(pause.count()));
  }
}

void Database::keep_log() {
  int keep = 1;
  sqlite3_file_control(handle_.get(), nullptr, SQLITE_FCNTL_PERSIST_WAL, &keep);
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

void Database::execute(const std::string& statements) {
  if (const int code = sqlite3_exec(handle_.get(), statements.c_str(), nullptr, nullptr, nullptr);
      code != SQLITE_OK)
    fail(code);
}

Statement Database::prepare(std::string_view statement) {
  sqlite3_stmt* prepared = nullptr;
  const int length = static_cast<int>(statement.size());
  if (const int code = sqlite3_prepare_v2(handle_.get(), statement.data(), length, &prepared, nullptr);
      code != SQLITE_OK)
    fail(code);
  return Statement(*this, prepared);
}

std::int64_t Database::integer(std::string_view query) {
  auto statement = prepare(query);
  statement.step();
  return statement.integer(0);
}

std::string Database::text(std::string_view query) {
  auto statement = prepare(query);
  statement.step();
  return std::string(statement.text(0));
}

namespace {

// What the system said, where SQLite only says that it failed.
int cause_of(int code, int system_error) {
  if ((code & 0xff) != SQLITE_IOERR) return code;
  const bool no_space = system_error == ENOSPC || system_error == EDQUOT;
  return code == SQLITE_IOERR_SHMSIZE || no_space ? SQLITE_FULL : code;
}

}  // namespace

void Database::fail(int code) const {
  const bool reading = access_ == Access::read;
  const int noted = handle_ ? sqlite3_system_errno(handle_.get()) : 0;  // but not where a commit fails
  const int system_error = noted == 0 && code == SQLITE_IOERR_WRITE ? errno : noted;
  const auto refused = [this](std::string_view why) { return BadInput(fmt::format("{}: {}", name(), why)); };
  const auto failed = [this](std::string_view why) {
    return WriteFailure(fmt::format("{}: {}", path_.empty() ? "the temporary store" : name(), why));
  };
  switch (cause_of(code, system_error) & 0xff) {
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_FULL:
      throw failed(system_error == EDQUOT  ? "the quota of this disk is used up"
                   : system_error == EFBIG ? "the file would be larger than allowed (ulimit -f)"
                                           : "the disk is full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw failed("another program is holding this file; close it and try again");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw refused("cannot be opened (is it a directory, missing, or not permitted?)");
    case SQLITE_READONLY:
      throw refused("cannot be written to (read-only file or folder)");
    case SQLITE_NOTADB:
      throw refused("is not a results store, or its beginning is damaged");
    case SQLITE_CORRUPT:
      throw refused(damaged);
    case SQLITE_IOERR:
      if (reading && !system_error) throw refused(damaged);
      if (system_error == EFBIG) throw failed("the file would be larger than allowed (ulimit -f)");
      throw failed(fmt::format("cannot be {} ({})", reading ? "read" : "read or written",
                               system_error ? std::strerror(system_error) : "it ends too early"));
    case SQLITE_ERROR:  // there is no such table or column
      if (access_ != Access::create) throw refused(damaged);
      [[fallthrough]];
    default:
      if (reading) throw refused(damaged);
      throw failed(fmt::format("cannot be written; the database refuses it (code {})", code));
  }
}

void refuse_damaged(const Database& database) {
  throw BadInput(fmt::format("{}: {}", database.name(), damaged));
}

bool has_table(Database& database, std::string_view name) {
  auto row = database.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?");
  return row.bind(name).step() && row.integer(0) > 0;
}

Transaction::Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  try {
    if (database_) database_->execute("ROLLBACK");
  } catch (const std::exception&) {
    // SQLite has already rolled back after an error of its own; there is nothing left to undo.
  }
}

void Transaction::commit() {
  database_->execute("COMMIT");
  database_ = nullptr;
}

}  // namespace clientele::experiment
