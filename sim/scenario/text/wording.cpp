#include "sim/scenario/text/wording.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <cctype>
#include <cstdlib>

namespace clientele::scenario {

namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;
constexpr std::size_t longest_word =
    64;  // longer words are no misspellings of ours, and would be slow to compare

std::string folded(std::string_view word) {
  std::string result(word);
  for (char& c : result)
    c = c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Byte by byte, each as few characters as it needs; \x takes two digits at most.
std::string escaped(std::string_view word) {
  std::string text = "$'";
  for (const char c : word) {
    if (c == '\\' || c == '\'')
      text += {'\\', c};
    else if (c == '\n')
      text += "\\n";
    else if (c == '\t')
      text += "\\t";
    else if (std::isprint(static_cast<unsigned char>(c)) != 0)
      text += c;
    else
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return text + '\'';
}

bool needs_no_quotes(std::string_view word) {
  const auto is_safe = [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 ||
           std::string_view("_@%+=:,./-").find(static_cast<char>(c)) != std::string_view::npos;
  };
  return !word.empty() && word.front() != '=' && std::all_of(word.begin(), word.end(), is_safe);
}

}  // namespace

std::string shell_word(std::string_view word) {
  if (printable(word) != word) return escaped(word);
  if (needs_no_quotes(word)) return std::string(word);
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + '\'';
}

std::string shell_path(std::string_view path) {
  return shell_word((path.starts_with('-') ? "./" : "") + std::string(path));
}

std::string printable(std::string_view text) {
  std::string result;
  for (const char *at = text.begin(), *end = text.end(); at != end;) {
    const char* start = at;
    const auto code = Utf8::decode(at, end);
    if (!boost::locale::utf::is_valid_codepoint(code) || code < 0x20 || (code >= 0x7f && code < 0xa0)) {
      result += code == '\t' ? ' ' : '?';
      at = start + 1;
    } else {
      result.append(start, at);
    }
  }
  return result;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return '"' + printable(text) + '"';
  auto cut = longest - 3;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
  return '"' + printable(text.substr(0, cut)) + "...\"";
}

std::string plain(double value) {
  const auto text = fmt::format("{}", value);
  auto scientific = fmt::format("{:g}", value);  // 1e9 says more than 1000000000
  if (std::strtod(scientific.c_str(), nullptr) != value) scientific = text;
  if (const auto plus = scientific.find("e+"); plus != scientific.npos) scientific.erase(plus + 1, 1);
  const auto digit = scientific.find_first_of("0123456789", scientific.find('e'));
  if (digit != scientific.npos) scientific.erase(digit, scientific[digit] == '0');
  return scientific.size() < text.size() ? scientific : text;
}

std::string joined(const std::vector<std::string_view>& words, std::string_view separator) {
  std::string text;
  for (const auto& word : words) {
    if (&word != &words.front()) text += separator;
    text += word;
  }
  return text;
}

std::string any_of(const std::vector<std::string_view>& words) {
  if (words.size() < 2) return words.empty() ? "" : std::string(words.front());
  return joined({words.begin(), words.end() - 1}, ", ") + " or " + std::string(words.back());
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  if (word.empty() || word.size() > longest_word) return {};
  const auto wanted = folded(word);
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto candidate : candidates) {
    if (candidate.size() > longest_word) continue;
    const auto distance = edit_distance(wanted, folded(candidate));
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates,
                       std::string_view otherwise) {
  constexpr std::size_t few = 12;
  if (const auto meant = nearest(word, candidates); !meant.empty())
    return "did you mean " + in_quotes(meant) + "?";
  if (!candidates.empty() && candidates.size() <= few) return "possible: " + any_of(candidates);
  return std::string(otherwise);
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (const char *at = text.begin(), *end = text.end(); at != end;) {
    const char* start = at;
    if (!boost::locale::utf::is_valid_codepoint(Utf8::decode(at, end)))
      return static_cast<std::size_t>(start - text.begin());
  }
  return std::string_view::npos;
}

std::size_t character_count(std::string_view text) {
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

}  // namespace clientele::scenario
