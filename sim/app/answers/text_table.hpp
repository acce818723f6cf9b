// Tables and paragraphs for human eyes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::app {

/// The cells of a line.
using Line = std::vector<std::string>;

/// A part of an answer: a heading, what to know before the table, and the table with its heads. What is empty
/// is left out. In prose the last column is text to be read, not numbers to be compared.
struct Part {
  std::string title;
  std::string text;
  std::vector<Line> lines;
  bool is_prose = false;
};

/// Lines of cells, the first column flush left, the others flush right, as wide as they need be, two spaces
/// apart. A line with a single cell stands as it is.
std::string align(const std::vector<Line>& lines);

/// Names with underscores as headings of several lines, one column each, none wider than `width` if it can be
/// helped. Lines as for align; they stand on the bottom line.
std::vector<Line> headings(const std::vector<std::string>& names, std::size_t width);

/// A name with spaces for underscores.
std::string words(std::string_view name);

/// With a capital at its beginning.
std::string capitalised(std::string text);

/// "1 replication", "2 replications", "3 policies".
std::string counted(auto count, std::string_view thing) {
  auto text = std::to_string(count).append(" ").append(thing);
  if (count == 1) return text;
  if (thing.ends_with('y')) return text.replace(text.size() - 1, 1, "ies");
  return text.append("s");
}

/// "a", "a and b", "a, b and c".
std::string enumeration(const std::vector<std::string>& names);

/// A line broken at spaces into lines of at most `width` characters, longer words excepted.
std::vector<std::string> broken(std::string_view line, std::size_t width);

/// Sentences without their full stops, each as a paragraph of its own that begins with "Note:".
std::string notes(const std::vector<std::string>& sentences);

/// Breaks every line of a text so. Ends with a newline.
std::string wrap(std::string_view text, std::size_t width = 100);

}  // namespace clientele::app
