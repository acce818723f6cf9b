// Diagnostics: what is wrong with an input, where exactly, why, and what to do about it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace clientele::scenario {

/// One mistake. Lines and columns count from 1, columns in characters.
struct Diagnostic {
  std::string file;      ///< path as the user gave it, or "--set path=value" for an override
  std::size_t line = 0;  ///< 0 where there are no lines: the file as a whole, or an override
  std::size_t column = 0;
  std::size_t width = 0;           ///< characters of `excerpt` to underline from `column`
  std::string excerpt;             ///< the offending line; a window of it when it is long
  std::size_t excerpt_column = 0;  ///< where in `excerpt` the mistake stands
  std::string pointer;             ///< JSON pointer (RFC 6901), "" for the whole document
  std::string problem;
  std::string remedy;
};

/// All mistakes of one input, in the order of the file. At most `most_shown` are kept; `omitted` counts the
/// others.
struct Diagnostics {
  static constexpr std::size_t most_shown = 50;
  std::vector<Diagnostic> list;
  std::size_t omitted = 0;
  bool empty() const { return list.empty(); }
};

/// A text that mistakes are located in: a file, or an override given as "--set".
struct Source {
  static constexpr std::string_view override_name = "--set";
  std::string name;
  std::string text;
  bool is_override() const { return name == override_name; }
};

/// Fills in line, column and excerpt for the `length` bytes of `source` at `offset`.
Diagnostic point_at(const Source& source, std::size_t offset, std::size_t length);

/// "file:line:column: error: problem  [pointer]", the line with a caret, and the remedy. Ends with a newline.
std::string render(const Diagnostic& diagnostic);
std::string render(const Diagnostics& diagnostics);

}  // namespace clientele::scenario
