// SQLite with C++ manners: handles that close themselves, and errors that say what to do.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace clientele::experiment {

class Database;

/// What is said of a file that is not as it was written.
inline constexpr std::string_view damaged =
    "is damaged: it is not as it was written; use a copy of it, or run the experiment again";

/// A prepared statement. Columns are counted from 0, parameters bound from left to right.
class Statement {
 public:
  /// Starts afresh with these values: numbers, texts, or nullptr for NULL. NaN becomes NULL.
  template <class... Values>
  Statement& bind(const Values&... values) {
    end();
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
  void end();   ///< of a query whose other rows are not wanted; until then it holds on to what it reads

  int columns() const;
  std::string_view name(int column) const;
  bool is_null(int column) const;
  bool is_text(int column) const;
  bool is_integer(int column) const;
  std::int64_t integer(int column) const;
  double number(int column) const;          ///< NULL is NaN
  std::string_view text(int column) const;  ///< valid until the next step; NULL is empty

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}
  void check(int code) const;

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

/// A connection. Use from one thread at a time.
class Database {
 public:
  enum class Access { read, write, create };

  /// The path is that of an ordinary file, whatever SQLite would make of it; an empty one makes a private
  /// temporary database, which vanishes with this object. `name` is what messages call it, if not its path.
  /// Readers change nothing. Throws BadInput when the file cannot be opened.
  Database(std::string path, Access access, std::string name = "");
  Database(const Database&) = delete;

  const std::string& path() const { return path_; }
  const std::string& name() const { return name_; }
  const std::string& file() const { return file_; }  ///< where it was opened, absolute; empty if temporary
  void execute(const std::string& statements);
  Statement prepare(std::string_view statement);
  std::int64_t integer(std::string_view query);  ///< the first column of the first row, which must exist
  std::string text(std::string_view query);

  /// Puts the write-ahead log into the file, as soon as nobody else is reading; false if somebody still was
  /// when patience ended, so that the last of them will do it.
  bool make_one_file(std::chrono::milliseconds patience);

  /// Leaves the files of the write-ahead log where they are when this connection closes.
  void keep_log();

  /// Throws the exception that says in plain words what SQLite's `code` means for the user.
  [[noreturn]] void fail(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };

  std::string path_, name_, file_;
  Access access_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Throws BadInput: the database is not as it was written.
[[noreturn]] void refuse_damaged(const Database& database);

bool has_table(Database& database, std::string_view name);

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
