// Scanning JSON text: finds the first breach of the grammar (RFC 8259) and says it in plain words, finds
// duplicate keys, and tells where every value stands - which the JSON library does not.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace clientele::scenario {

/// Where a member of an object, or an element of an array, stands in the text. Lengths are in bytes; that of
/// an object or array is 1, its opening bracket. Elements and the document itself have a key of length 0,
/// where the value is.
struct Place {
  std::size_t key = 0, key_length = 0;
  std::size_t value = 0, value_length = 0;
};

/// A mistake in the text itself.
struct Flaw {
  std::size_t offset = 0, length = 1;
  std::string problem = {};
  std::string remedy = {};
  std::string pointer = {};
};

struct Scan {
  bool valid = true;        ///< false: the last flaw is a breach of the grammar; the scan stopped there
  std::vector<Flaw> flaws;  ///< duplicate keys, and perhaps the breach
};

/// Called for every value with its JSON pointer.
using Visit = std::function<void(const std::string& pointer, const Place& place)>;

/// Scans `text`, which must be UTF-8. Not recursive. Agrees with Json::parse on what is JSON.
/// `base` is prefixed to every pointer.
Scan scan(std::string_view text, const Visit& visit = {}, const std::string& base = {});

/// What makes `text` unreadable as UTF-8 JSON before its grammar is looked at: emptiness, UTF-16,
/// NUL bytes, bytes that are not UTF-8. Returns a flaw without a problem when there is nothing to report.
Flaw encoding_flaw(std::string_view text);

/// What the grammar allows at a place where something else was found.
enum class Expected { value, key, colon, comma, end };

/// Explains what stands at `offset` instead of what was expected. `open` holds the offsets of the brackets
/// still open.
Flaw explain_syntax(std::string_view text, std::size_t offset, Expected expected,
                    const std::vector<std::size_t>& open);

}  // namespace clientele::scenario
