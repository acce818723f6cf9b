// Words for messages: quoting what the user wrote, listing what was possible, guessing what was meant.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clientele::scenario {

/// `text` in quotation marks, shortened to about 60 characters, with control characters made harmless.
std::string in_quotes(std::string_view text);

/// `text` with every control character and every byte that is not UTF-8 replaced by "?", so that it can be
/// printed.
std::string printable(std::string_view text);

/// `word` as a shell reads it back: as it is where that is safe, else in quotation marks. What cannot be
/// typed, such as control characters and bytes that are not UTF-8, is written as bash, zsh and ksh have it:
/// $'\x1b'.
std::string shell_word(std::string_view word);

/// The same for the path of a file, which a program must not take for an option.
std::string shell_path(std::string_view path);

/// The shortest decimal that reads back as `value`.
std::string plain(double value);

/// Where `word` stands among `words`; none where it does not.
template <class Words>
std::optional<std::size_t> position_of(std::string_view word, const Words& words) {
  std::size_t position = 0;
  for (const std::string_view candidate : words) {
    if (candidate == word) return position;
    ++position;
  }
  return std::nullopt;
}

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
  return position_of(word, words).has_value();
}

/// `words` with `separator` between any two.
std::string joined(const std::vector<std::string_view>& words, std::string_view separator);

/// "a, b or c".
std::string any_of(const std::vector<std::string_view>& words);

/// The fewest insertions, deletions, substitutions and transpositions of neighbours that turn `a` into `b`
/// (optimal string alignment: Damerau-Levenshtein without editing a substring twice).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that `word` is most likely a misspelling of, whatever its case and word separators; "" when
/// none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// A remedy for an unknown `word`: the nearest candidate, or all of them when they are few, else `otherwise`.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates,
                       std::string_view otherwise = {});

/// Offset of the first byte of `text` that is not UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// Number of characters (code points) in UTF-8 text.
std::size_t character_count(std::string_view text);

}  // namespace clientele::scenario
