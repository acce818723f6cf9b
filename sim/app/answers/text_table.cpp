#include "sim/app/answers/text_table.hpp"

#include <algorithm>
#include <cctype>

namespace clientele::app {

namespace {

// Columns count characters, and every character outside ASCII that is printed here is one column wide.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

/// A word that is wider than a column may be, in two parts.
std::string hyphenated(std::string word, std::size_t width) {
  constexpr std::size_t shorter = 2;  // than the column, so that words of one letter more have two syllables
  if (word.size() <= width) return word;
  return word.insert(word.size() - (width - shorter), "- ");
}

std::string hyphenated_words(std::string_view text, std::size_t width) {
  std::string result;
  for (const auto& word : broken(text, 0)) result += (result.empty() ? "" : " ") + hyphenated(word, width);
  return result;
}

}  // namespace

std::string align(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const auto& line : lines) {
    if (line.size() < 2) continue;
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row = line.empty() ? "" : line.front();
    if (line.size() > 1) row.append(widths[0] - width_of(row), ' ');
    for (std::size_t i = 1; i < line.size(); ++i)
      row.append(2 + widths[i] - width_of(line[i]), ' ').append(line[i]);
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + '\n';
  }
  return text;
}

std::vector<Line> headings(const std::vector<std::string>& names, std::size_t width) {
  std::vector<Line> columns;
  std::size_t height = 0;
  for (const auto& name : names) {
    columns.push_back(broken(hyphenated_words(words(name), width), width));
    height = std::max(height, columns.back().size());
  }
  std::vector<Line> rows(height, Line(names.size()));
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto empty = height - columns[column].size();
    for (std::size_t i = 0; i < columns[column].size(); ++i) rows[empty + i][column] = columns[column][i];
  }
  return rows;
}

std::string words(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string capitalised(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string enumeration(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text.append(i == 0 ? "" : i + 1 < names.size() ? ", " : " and ").append(names[i]);
  return text;
}

std::vector<std::string> broken(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find(' ', start), text.size());
    const auto word = text.substr(start, end - start);
    if (!lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width) {
      lines.back().append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
    start = end + 1;
  }
  return lines;
}

std::string wrap(std::string_view text, std::size_t width) {
  std::string result;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    for (const auto& line : broken(text.substr(start, end - start), width)) result += line + '\n';
    start = end + 1;
  }
  return result;
}

std::string notes(const std::vector<std::string>& sentences) {
  std::string text;
  for (const auto& sentence : sentences) text += '\n' + wrap("Note: " + sentence + '.');
  return text;
}

}  // namespace clientele::app
