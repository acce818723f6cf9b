// Where bytes go: a file, a pipe or a terminal, with every write checked.
#pragma once

#include <string>
#include <string_view>

namespace clientele::experiment {

/// Writes all of it; gives 0, or the error (errno) that kept the rest from being written. Waits where the
/// other side is slow.
int write_all(int descriptor, std::string_view bytes) noexcept;

/// Why something could not be written, in words.
std::string write_error(int error);

/// Throws ReaderLeft where the reader of a pipe has left, else WriteFailure with the name and the reason.
[[noreturn]] void fail_to_write(const std::string& name, int error);

/// A buffer before an open descriptor, which stays the caller's. What was not flushed is not written. Members
/// throw what fail_to_write throws, as soon as the system refuses anything.
class Sink {
 public:
  /// `name` is what messages call it.
  Sink(int descriptor, std::string name);
  Sink(const Sink&) = delete;

  void write(std::string_view bytes);

  /// Makes sure that everything is handed to the system.
  void flush();

 private:
  void hand_over(std::string_view bytes);

  int descriptor_;
  std::string name_, buffer_;
};

}  // namespace clientele::experiment
