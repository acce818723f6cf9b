// Plain-language explanations of what is wrong with JSON text.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "sim/scenario/text/scan.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

// What is being explained: the text from the offending character on, and what surrounds it.
struct Scene {
  std::string_view text;
  std::size_t offset;
  Expected expected;
  const std::vector<std::size_t>& open;

  std::string_view rest() const { return text.substr(offset); }
  char here() const { return text[offset]; }
  std::size_t line_of(std::size_t at) const {
    const auto before = text.substr(0, at);
    return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  }
  // The offset of the last character before this place that is not white space.
  std::size_t previous() const {
    const auto at = text.substr(0, offset).find_last_not_of(" \t\r\n");
    return at == text.npos ? 0 : at;
  }
};

std::string_view bare_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '.' || c == '+' || c == '-';
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

Flaw end_of_text(const Scene& scene) {
  Flaw flaw{scene.previous(), 1, "the text ends too early", "the file may have been cut off"};
  if (!scene.open.empty()) {
    const auto bracket = scene.open.back();
    flaw.problem += fmt::format(": {} still open", scene.open.size() == 1
                                                       ? std::string("a bracket is")
                                                       : fmt::format("{} brackets are", scene.open.size()));
    flaw.remedy = fmt::format("close the '{}' of line {}; the file may have been cut off",
                              scene.text[bracket], scene.line_of(bracket));
  }
  return flaw;
}

Flaw number_or_word(const Scene& scene, std::string_view word) {
  Flaw flaw{scene.offset, word.size(), {}, {}};
  const auto name = lower(word.substr(word.front() == '-' || word.front() == '+'));
  if (is_one_of(name, std::array{"nan", "inf", "infinity"})) {
    flaw.problem = fmt::format("{} is not a number JSON knows", word);
    flaw.remedy = "give a finite number";
  } else if (is_one_of(name, std::array{"true", "false", "null"})) {
    flaw.problem = fmt::format("{} is written in lower case", word);
    flaw.remedy = fmt::format("write {}", name);
  } else if (is_one_of(name, std::array{"none", "undefined", "nil"})) {
    flaw.problem = fmt::format("{} is not a value JSON knows", word);
    flaw.remedy = "leave the key out to take the default";
  } else if (word.find_first_of("0123456789") <= 2 &&
             !std::isalpha(static_cast<unsigned char>(word.front()))) {
    flaw.problem = fmt::format("{} is not a number in the form of JSON", printable(word));
    flaw.remedy =
        "write numbers like 0.5, -3 or 1e-4: no leading +, no leading zeros, a digit on both sides of the "
        "point";
  } else {
    flaw.problem = fmt::format("{} is not a value", printable(word));
    flaw.remedy = "put text in double quotation marks";
  }
  return flaw;
}

// Habits from other languages, wrong wherever they stand.
Flaw foreign_habit(const Scene& scene) {
  const auto rest = scene.rest();
  if (scene.here() == '/' || scene.here() == '#')
    return {scene.offset, 1, "JSON has no comments",
            "remove the comment, or put the text into \"description\""};
  if (scene.here() == '\'')
    return {scene.offset, 1, "JSON does not use single quotation marks", "use double quotation marks: \""};
  for (const std::string_view mark : {"\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u00ab", "\u00bb"})
    if (rest.starts_with(mark))
      return {scene.offset, mark.size(), "a typographic quotation mark", "use the straight one: \""};
  return {};
}

Flaw expected_value(const Scene& scene) {
  const char c = scene.here();
  if (c == ']' && scene.text[scene.previous()] == ',')
    return {scene.previous(), 1, "a comma after the last element", "remove the comma"};
  if (c == ',' || c == '}' || c == ']')
    return {scene.offset, 1, fmt::format("a value is missing before this '{}'", c),
            "write the value, or remove the key"};
  if (const auto word = bare_word(scene.rest()); !word.empty()) return number_or_word(scene, word);
  return {scene.offset, 1, "a value cannot begin like this",
          "a value is a number, a string in double quotation marks, true, false, {...} or [...]"};
}

Flaw expected_key(const Scene& scene) {
  const char c = scene.here();
  if (c == '}' && scene.text[scene.previous()] == ',')
    return {scene.previous(), 1, "a comma after the last member", "remove the comma"};
  if (c == ',') return {scene.offset, 1, "a comma too many", "remove it"};
  const auto is_digit = [&](std::size_t at) {
    return std::isdigit(static_cast<unsigned char>(scene.text[at])) != 0;
  };
  if (scene.offset > 1 && is_digit(scene.offset) && scene.text[scene.offset - 1] == ',' &&
      is_digit(scene.offset - 2))
    return {scene.offset - 1, 1, "a comma inside a number", "write a decimal point"};
  if (const auto word = bare_word(scene.rest()); !word.empty())
    return {scene.offset, word.size(), "a key must be in double quotation marks",
            fmt::format("write \"{}\"", printable(word))};
  return {scene.offset, 1, "a key is missing here", "members of an object are written \"key\": value"};
}

Flaw expected_comma(const Scene& scene) {
  const char c = scene.here();
  const char bracket = scene.text[scene.open.back()];
  if (c == '}' || c == ']')
    return {
        scene.offset, 1,
        fmt::format("'{}' cannot close the '{}' of line {}", c, bracket, scene.line_of(scene.open.back())),
        "check that every bracket is closed by its own kind"};
  if (c == ':' && bracket == '[')
    return {scene.offset, 1, "an array has no keys", "use {...} for members with keys"};
  if (const auto word = bare_word(scene.rest());
      scene.offset > 0 && scene.previous() + 1 == scene.offset && !word.empty()) {
    const auto start = scene.text.find_last_of(" \t\r\n,:[{", scene.offset - 1) + 1;
    const auto whole = bare_word(scene.text.substr(start));
    if (whole.size() > word.size())
      return number_or_word({scene.text, start, Expected::value, scene.open}, whole);
  }
  return {scene.offset, 1, fmt::format("a comma or '{}' is missing before this", bracket == '{' ? '}' : ']'),
          "separate members and elements by commas"};
}

}  // namespace

Flaw explain_syntax(std::string_view text, std::size_t offset, Expected expected,
                    const std::vector<std::size_t>& open) {
  const Scene scene{text, offset, expected, open};
  if (offset >= text.size()) return end_of_text(scene);
  if (auto flaw = foreign_habit(scene); !flaw.problem.empty()) return flaw;
  switch (expected) {
    case Expected::value:
      return expected_value(scene);
    case Expected::key:
      return expected_key(scene);
    case Expected::comma:
      return expected_comma(scene);
    case Expected::colon:
      return {offset, 1, "a colon is missing between key and value",
              "members of an object are written \"key\": value"};
    case Expected::end:
      break;
  }
  return {offset, 1, "there is more after the end of the document",
          "remove what follows the last closing bracket"};
}

Flaw encoding_flaw(std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return {0, 1, "the text is in UTF-16", "save it as UTF-8"};
  if (const auto nul = text.find('\0'); nul != text.npos)
    return {nul, 1, "a NUL byte: this is not text", "check that this is the right file"};
  if (const auto bad = find_invalid_utf8(text); bad != text.npos)
    return {bad, 1, fmt::format("byte 0x{:02x} is not UTF-8", static_cast<unsigned char>(text[bad])),
            "save the file as UTF-8"};
  if (text.find_first_not_of(" \t\r\n") == text.npos)
    return {0, 1, "the text is empty", "a scenario is a JSON object: {\"name\": ..., ...}"};
  return {};
}

}  // namespace clientele::scenario
