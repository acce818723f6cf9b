#include "sim/scenario/text/scan.hpp"

#include <fmt/core.h>

#include <unordered_set>

#include "sim/scenario/text/json.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  Scanner(std::string_view text, const Visit& visit, const std::string& base)
      : text_(text), visit_(visit), pointer_(base) {}

  Scan run() {
    result_.valid = document();
    return std::move(result_);
  }

 private:
  struct Frame {
    bool is_object;
    std::size_t count = 0;
    std::size_t pointer_length;  // of the container itself
    std::unordered_set<std::string> keys;
  };

  bool document() {
    skip_space();
    if (!begin_value({.key = at_})) return false;
    while (!frames_.empty())
      if (!step()) return false;
    skip_space();
    return at_ == text_.size() || breach(Expected::end);
  }

  // One member or element of the innermost container, or its closing bracket.
  bool step() {
    skip_space();
    auto& frame = frames_.back();
    pointer_.resize(frame.pointer_length);
    const char bracket = frame.is_object ? '}' : ']';
    if (peek() == bracket) {
      ++at_;
      frames_.pop_back();
      open_.pop_back();
      return true;
    }
    if (frame.count > 0) {
      if (peek() != ',') return breach(Expected::comma);
      ++at_;
      skip_space();
    }
    if (frame.is_object) return member(frame);
    pointer_ += '/' + std::to_string(frame.count++);
    return begin_value({.key = at_});
  }

  bool member(Frame& frame) {
    Place place{.key = at_};
    if (peek() != '"') return breach(Expected::key);
    if (!string()) return false;
    place.key_length = at_ - place.key;
    auto token = text_.substr(place.key + 1, place.key_length - 2);
    auto key = token.find('\\') == token.npos ? std::string(token)
                                              : Json::parse(text_.substr(place.key, place.key_length)).text();
    pointer_ += '/' + pointer_escape(key);
    ++frame.count;
    const auto [position, is_new] = frame.keys.insert(std::move(key));
    if (!is_new)
      note(place.key, place.key_length, in_quotes(*position) + " is given twice in one object",
           "keep one of the two");
    skip_space();
    if (peek() != ':') return breach(Expected::colon);
    ++at_;
    skip_space();
    return begin_value(place);
  }

  bool begin_value(Place place) {
    place.value = at_;
    if (place.key_length == 0) place.key = at_;
    const char c = peek();
    const bool is_container = c == '{' || c == '[';
    if (is_container ? !open(c) : !scalar(c)) return false;
    place.value_length = is_container ? 1 : at_ - place.value;
    if (visit_) visit_(pointer_, place);
    return true;
  }

  bool open(char bracket) {
    if (frames_.size() == deepest_nesting)
      return note(at_, 1, fmt::format("objects and arrays are nested more than {} deep", deepest_nesting),
                  "no scenario needs that; remove the extra brackets");
    frames_.push_back({bracket == '{', 0, pointer_.size(), {}});
    open_.push_back(at_++);
    return true;
  }

  bool scalar(char c) {
    if (c == '"') return string();
    if (c == '-' || is_digit(c)) return number();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (!text_.substr(at_).starts_with(word)) continue;
      at_ += word.size();
      return true;
    }
    return breach(Expected::value);
  }

  std::size_t digits() {
    const auto start = at_;
    while (is_digit(peek())) ++at_;
    return at_ - start;
  }

  bool number() {
    const auto start = at_;
    const auto malformed = [&] {
      at_ = start;
      return breach(Expected::value);
    };
    if (peek() == '-') ++at_;
    const bool leading_zero = peek() == '0';
    if (const auto n = digits(); n == 0 || (leading_zero && n > 1)) return malformed();
    if (peek() == '.' && (++at_, digits() == 0)) return malformed();
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (digits() == 0) return malformed();
    }
    const auto token = text_.substr(start, at_ - start);
    if (Json::parse_if_valid(token)) return true;
    return note(start, token.size(), printable(token) + " is too large for a number",
                "numbers reach up to about 1.8e308");
  }

  bool string() {
    const auto start = at_++;
    while (at_ < text_.size() && text_[at_] != '"') {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c == '\\') {
        if (!escape()) return false;
      } else if (c == '\n' || c == '\r') {
        return note(start, at_ - start, "this string is not closed before the end of its line",
                    "add the missing quotation mark (a line break inside a string is written \\n)");
      } else if (c < 0x20) {
        return note(at_, 1, fmt::format("a raw control character (0x{:02x}) in a string", c),
                    c == '\t' ? "write \\t for a tab" : fmt::format("write \\u{:04x}", c));
      } else {
        ++at_;
      }
    }
    if (at_ == text_.size())
      return note(start, 1, "the text ends inside this string",
                  "add the closing quotation mark; the file may have been cut off");
    ++at_;
    return true;
  }

  bool escape() {
    const auto start = at_++;
    const char c = peek();
    ++at_;
    if (c == 'u') {
      const auto code = four_hex_digits();
      if (code < 0) return bad_escape(start);
      if (code >= 0xdc00 && code < 0xe000) return bad_escape(start);
      if (code < 0xd800 || code >= 0xdc00) return true;
      if (text_.substr(at_, 2) != "\\u") return bad_escape(start);
      at_ += 2;
      const auto low = four_hex_digits();
      return (low >= 0xdc00 && low < 0xe000) || bad_escape(start);
    }
    return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos || bad_escape(start);
  }

  int four_hex_digits() {
    int code = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const auto c = static_cast<unsigned char>(peek());
      if (!std::isxdigit(c)) return -1;
      code = code * 16 + (is_digit(peek()) ? c - '0' : std::tolower(c) - 'a' + 10);
    }
    return code;
  }

  bool bad_escape(std::size_t start) {
    const auto escape =
        text_.substr(start, std::min<std::size_t>(text_[start + 1] == 'u' ? 6 : 2, text_.size() - start));
    return note(start, escape.size(), printable(escape) + " is not an escape that JSON knows",
                R"(a backslash is written \\; the escapes are \" \\ \/ \b \f \n \r \t and \uXXXX)");
  }

  bool breach(Expected expected) {
    auto flaw = explain_syntax(text_, at_, expected, open_);
    return note(flaw.offset, flaw.length, std::move(flaw.problem), std::move(flaw.remedy));
  }

  bool note(std::size_t offset, std::size_t length, std::string problem, std::string remedy) {
    result_.flaws.push_back({offset, length, std::move(problem), std::move(remedy), pointer_});
    return false;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }

  std::string_view text_;
  const Visit& visit_;
  std::string pointer_;
  std::size_t at_ = 0;
  std::vector<Frame> frames_;
  std::vector<std::size_t> open_;
  Scan result_;
};

}  // namespace

Scan scan(std::string_view text, const Visit& visit, const std::string& base) {
  return Scanner(text, visit, base).run();
}

}  // namespace clientele::scenario
