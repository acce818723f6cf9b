// Comma-separated values (RFC 4180), with newlines as line ends.
#pragma once

#include <concepts>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace clientele::experiment {

/// Writes fields and rows. All members throw WriteFailure, or ReaderLeft when a pipe is closed. Numbers have
/// the fewest digits that read back as the same number; NaN is an empty field.
class CsvWriter {
 public:
  /// Writes to a new file, under a temporary name until `keep`.
  explicit CsvWriter(std::string path);

  /// Writes to an open stream, called `name` in messages.
  CsvWriter(std::FILE* stream, std::string name);
  CsvWriter(CsvWriter&&) = default;
  ~CsvWriter();

  CsvWriter& field(std::string_view text);
  CsvWriter& field(double number);
  CsvWriter& field(std::integral auto number) { return raw(std::to_string(number)); }
  void end_row();

  /// Makes sure that everything is written.
  void flush();

  /// Closes the file and gives it its name, replacing a file of that name.
  void keep();

 private:
  CsvWriter& raw(std::string_view text);
  [[noreturn]] void fail() const;
  std::string temporary() const { return path_ + ".part"; }

  using Stream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  std::string path_;
  Stream stream_;
  bool first_in_row_ = true;
  bool own_file_;
};

}  // namespace clientele::experiment
