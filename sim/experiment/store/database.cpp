#include "sim/experiment/store/database.hpp"

#include <fmt/core.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <limits>
#include <utility>

#include "sim/experiment/design/errors.hpp"

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
  reset();
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }

std::string_view Statement::name(int column) const { return sqlite3_column_name(statement_.get(), column); }

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

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return text ? std::string_view(text,
                                 static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
              : std::string_view();
}

void Statement::reset() {
  sqlite3_reset(statement_.get());  // reports again the error of the last step, which has been dealt with
  bound_ = 0;
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

namespace {

// Readers too may write where they are permitted to, or else they would leave the files of the write-ahead
// log behind; that they change no table is seen to once they are in.
int flags(Database::Access access) {
  if (access == Database::Access::read) return SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI;
  return SQLITE_OPEN_READWRITE | (access == Database::Access::create ? SQLITE_OPEN_CREATE : 0);
}

// In a folder that cannot be written to, SQLite opens a WAL database only when told that nobody will change
// it.
bool is_beyond_change(const std::string& path, Database::Access access) {
  namespace fs = std::filesystem;
  const auto folder = fs::absolute(path).parent_path();
  return access == Database::Access::read && ::access(folder.c_str(), W_OK) != 0 &&
         !fs::exists(path + "-wal");
}

std::string address(const std::string& path, Database::Access access) {
  if (path.empty() || !is_beyond_change(path, access)) return path;
  std::string uri = "file:";
  for (const char c : path)
    uri += (c == '%' || c == '?' || c == '#') ? fmt::format("%{:02x}", c) : std::string(1, c);
  return uri + "?immutable=1";
}

}  // namespace

Database::Database(std::string path, Access access, std::chrono::milliseconds patience)
    : path_(std::move(path)) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(address(path_, access).c_str(), &handle, flags(access), nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, static_cast<int>(patience.count()));
  if (access == Access::read) execute("PRAGMA query_only = 1");
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

void Database::fail(int code) const {
  const std::string file = path_.empty() ? "the temporary store" : path_;
  const bool no_space = handle_ && sqlite3_system_errno(handle_.get()) == ENOSPC;
  if (code == SQLITE_IOERR_SHMSIZE || (no_space && (code & 0xff) == SQLITE_IOERR)) code = SQLITE_FULL;
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw WriteFailure(fmt::format("{}: the disk is full", file));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw WriteFailure(
          fmt::format("{}: another program is holding this file; close it and try again", file));
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw BadInput(
          fmt::format("{}: cannot be opened (is it a directory, missing, or not permitted?)", file));
    case SQLITE_READONLY:
      throw BadInput(fmt::format("{}: cannot be written to (read-only file or folder)", file));
    case SQLITE_NOTADB:
      throw BadInput(fmt::format("{}: is not a results store", file));
    case SQLITE_CORRUPT:
      throw BadInput(fmt::format("{}: is damaged ({})", file, sqlite3_errmsg(handle_.get())));
    default:
      throw WriteFailure(
          fmt::format("{}: {}", file, handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code)));
  }
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
