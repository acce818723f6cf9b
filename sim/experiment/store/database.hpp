// SQLite with C++ manners: handles that close themselves, and errors that say what to do.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace clientele::experiment {

class Database;

/// A prepared statement. Columns are counted from 0, parameters bound from left to right.
class Statement {
 public:
  /// Starts afresh with these values: numbers, texts, or nullptr for NULL. NaN becomes NULL.
  template <class... Values>
  Statement& bind(const Values&... values) {
    reset();
    (bind_next(values), ...);
    return *this;
  }
  void bind_next(double value);
  void bind_next(std::int64_t value);
  void bind_next(int value) { bind_next(static_cast<std::int64_t>(value)); }
  void bind_next(std::string_view value);
  void bind_next(std::nullptr_t);

  bool step();  ///< true while there is a row
  void run();   ///< for statements without rows: executes and makes ready for the next bind

  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::string_view name(int column) const { return sqlite3_column_name(statement_.get(), column); }
  bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  bool is_text(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_TEXT; }
  bool is_integer(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  double number(int column) const;          ///< NULL is NaN
  std::string_view text(int column) const;  ///< valid until the next step; NULL is empty

 private:
  friend class Database;
  using Handle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;
  Statement(Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement, sqlite3_finalize) {}
  void reset();
  void check(int code) const;

  Database* database_;
  Handle statement_;
  int bound_ = 0;
};

/// A connection. Use from one thread at a time.
class Database {
 public:
  enum class Access { read, write, create };

  /// `patience` is how long to wait for another program that holds the file. An empty path makes a private
  /// temporary database, which vanishes with this object. Throws BadInput when the file cannot be opened.
  Database(std::string path, Access access, std::chrono::milliseconds patience = std::chrono::seconds(30));
  Database(const Database&) = delete;

  const std::string& path() const { return path_; }
  void execute(const std::string& statements);
  Statement prepare(std::string_view statement);
  std::int64_t integer(std::string_view query);  ///< the first column of the first row, which must exist
  std::string text(std::string_view query);

  /// Throws the exception that says in plain words what SQLite's `code` means for the user.
  [[noreturn]] void fail(int code) const;

 private:
  std::string path_;
  std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> handle_;
};

/// All or nothing: rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  void commit();

 private:
  Database* database_;
};

}  // namespace clientele::experiment
