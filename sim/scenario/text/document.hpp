// A scenario document as written: its values, the texts they come from, and the mistakes in it so far.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/text/diagnostics.hpp"
#include "sim/scenario/text/json.hpp"
#include "sim/scenario/text/scan.hpp"

namespace clientele::scenario {

/// What of a member a mistake is about: its key or its value.
enum class Part { key, value };

/// A mistake in the meaning of a value, to be located later by its pointer.
struct Mistake {
  std::string pointer;
  Part part = Part::value;
  std::string problem;
  std::string remedy;
};

/// An override "path=value" that was applied to the document.
struct Override {
  Source source;
  std::string pointer;  ///< of the value it gave
};

/// A parsed file and the overrides applied to it since. After reading it is only copied, never changed, so
/// one document may be shared by threads.
struct Document {
  Source source;
  std::optional<Json> root;  ///< none when the text is no JSON at all
  Diagnostics
      mistakes;  ///< in the texts: grammar, duplicate keys, unreadable file, overrides that lead nowhere
  std::vector<Override> overrides;
  std::vector<Document> presets;  ///< the policy presets within reach, by file name; read whether used or not
};

/// The policy that changes nothing, under which a past is lived through.
inline constexpr std::string_view policy_today = "today";

/// The presets that a scenario compares when it names no policies: the argument, please or partner with
/// everyone or the right ones.
inline constexpr std::array<std::string_view, 4> default_policies{"customer_always_right", "right_customer",
                                                                  "partnership", "right_partnership"};

/// The document that `text` is. Never throws: what is wrong is in `mistakes`. `name` is what diagnostics call
/// it.
Document parse_document(std::string name, std::string text);

/// Applies one override "path=value" to the document. Parts of the path are keys, positions or, in arrays,
/// names of elements, separated by dots; names with dots, and those that look like a position, stand in
/// quotation marks. The value is JSON, or else a word taken as a string. Missing objects are created; a
/// policy given by name only becomes an object based on it. What cannot be applied is added to `mistakes`, as
/// is what would undo an earlier override.
void apply_override(Document& document, std::string_view assignment);

/// Whether a JSON pointer leads to a part of what another leads to.
bool is_beneath(std::string_view pointer, std::string_view whole);

/// Where the "=" after the path of "path=value" is: not within quotation marks, if that is
/// possible; npos if there is none.
std::size_t end_of_path(std::string_view assignment);

/// Where the path of an override leads in `root`, as a JSON pointer; none where there is nothing yet.
std::optional<std::string> pointer_of(const Json& root, std::string_view path);

/// Locates mistakes in the texts of their document, sorted as they stand there: the file first, then
/// overrides.
Diagnostics locate(const Document& document, const std::vector<Mistake>& mistakes);

/// Adds flaws of `source` to `all`, within the limit of what is kept.
void add_flaws(Diagnostics& all, const Source& source, const std::vector<Flaw>& flaws);

/// Appends `more` to `all`, within the limit of what is kept.
void append(Diagnostics& all, const Diagnostics& more);

}  // namespace clientele::scenario
