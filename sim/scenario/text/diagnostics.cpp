#include "sim/scenario/text/diagnostics.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

// Cuts a long line down to the neighbourhood of the mistake, so that a minified file stays readable.
void set_excerpt(Diagnostic& diagnostic, std::string_view line, std::size_t offset, std::size_t length) {
  constexpr std::size_t longest_line = 120;
  const auto before = line.size() > longest_line ? longest_line / 2 : line.size();
  const auto after = before;
  const auto is_inside_character = [&](std::size_t i) {
    return i > 0 && i < line.size() && (static_cast<unsigned char>(line[i]) & 0xc0) == 0x80;
  };
  auto from = offset > before ? offset - before : 0;
  auto to = std::min(line.size(), offset + after);
  while (is_inside_character(from)) --from;
  while (is_inside_character(to)) ++to;
  const std::string lead = from > 0 ? "..." : "", trail = to < line.size() ? "..." : "";
  const auto shown = [&](std::size_t a, std::size_t b) { return printable(line.substr(a, b - a)); };
  const auto end = std::clamp(offset + length, offset, to);
  diagnostic.excerpt = lead + shown(from, to) + trail;
  diagnostic.excerpt_column = character_count(lead + shown(from, offset)) + 1;
  diagnostic.width = std::max<std::size_t>(1, character_count(shown(offset, end)));
}

}  // namespace

Diagnostic point_at(const Source& source, std::size_t offset, std::size_t length) {
  const std::string_view text = source.text;
  offset = std::min(offset, text.size());
  const auto newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const auto start = newline == std::string_view::npos ? 0 : newline + 1;
  auto line = text.substr(start, text.find('\n', offset) - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  offset = std::min(offset - start, line.size());

  Diagnostic diagnostic;
  diagnostic.file = source.name;
  set_excerpt(diagnostic, line, offset, length);
  diagnostic.column = character_count(printable(line.substr(0, offset))) + 1;
  if (source.is_override()) {
    const auto shown = in_quotes(text);
    diagnostic.file += ' ' + shown.substr(1, shown.size() - 2);
  } else {
    const auto before = text.substr(0, start);
    diagnostic.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  }
  return diagnostic;
}

std::string render(const Diagnostic& diagnostic) {
  auto text = printable(diagnostic.file);
  if (diagnostic.line > 0) text += fmt::format(":{}:{}", diagnostic.line, diagnostic.column);
  text += ": error: " + diagnostic.problem;
  if (!diagnostic.pointer.empty()) text += "  [" + printable(diagnostic.pointer) + "]";
  text += '\n';
  if (!diagnostic.excerpt.empty()) {
    const auto number = diagnostic.line > 0 ? fmt::format("{:5}", diagnostic.line) : std::string("--set");
    text += fmt::format("{} | {}\n", number, diagnostic.excerpt);
    text += fmt::format("      | {:>{}}{:~<{}}\n", '^', diagnostic.excerpt_column, "", diagnostic.width - 1);
  }
  if (!diagnostic.remedy.empty()) text += "   = " + diagnostic.remedy + '\n';
  return text;
}

std::string render(const Diagnostics& diagnostics) {
  std::string text;
  for (const auto& diagnostic : diagnostics.list) text += render(diagnostic);
  if (diagnostics.omitted > 0) text += fmt::format("... and {} more mistakes\n", diagnostics.omitted);
  return text;
}

}  // namespace clientele::scenario
