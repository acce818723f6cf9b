// Overrides: "--set path=value".
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "sim/scenario/text/decimal.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/follows.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

/// A part of a path. In quotation marks it is a name, even if it looks like a position.
struct Part {
  std::string_view text;
  bool is_quoted = false;
};

struct Assignment {
  std::vector<Part> path;
  std::string_view value;
};

std::size_t offset_of(std::string_view part, const Source& source) {
  return static_cast<std::size_t>(part.data() - source.text.data());
}

Flaw flaw_at(std::string_view part, const Source& source, std::string problem, std::string remedy) {
  return {offset_of(part, source), std::max<std::size_t>(1, part.size()), std::move(problem),
          std::move(remedy)};
}

// The end of the part that begins at `start`: at a dot, or at a quotation mark before one if it begins with
// one.
std::size_t end_of_part(std::string_view path, std::size_t start) {
  if (start < path.size() && path[start] == '"')
    for (auto end = path.find('"', start + 1); end != path.npos; end = path.find('"', end + 1))
      if (end + 1 == path.size() || path[end + 1] == '.') return end + 1;
  return std::min(path.find('.', start), path.size());
}

// Names with dots, and names that look like positions, stand in quotation marks.
std::vector<Part> split(std::string_view path) {
  std::vector<Part> parts;
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = end_of_part(path, start);
    const auto part = path.substr(start, end - start);
    const bool is_quoted = part.size() > 2 && part.front() == '"' && part.back() == '"';
    parts.push_back({is_quoted ? part.substr(1, part.size() - 2) : part, is_quoted});
    start = end + 1;
  }
  return parts;
}

Assignment read_assignment(const Source& source, std::vector<Flaw>& flaws) {
  const std::string_view text = source.text;
  const auto equals = end_of_path(text);
  if (const auto flaw = encoding_flaw(text); !flaw.problem.empty() && !text.empty()) {
    flaws.push_back(flaw);
  } else if (equals == text.npos || equals + 1 == text.size()) {
    flaws.push_back(
        flaw_at(text, source, "an override has the form path=value", "for example businesses.0.price=560"));
  } else {
    Assignment assignment{split(text.substr(0, equals)), text.substr(equals + 1)};
    for (const auto& [part, is_quoted] : assignment.path)
      if (part.empty())
        flaws.push_back(flaw_at(part, source, "a part of the path is empty", "write path.to.key=value"));
    return assignment;
  }
  return {};
}

// JSON; or a number in a looser form (.5); or else a word, taken as a string. None when it is broken JSON.
std::optional<Json> read_value(std::string_view text, const Source& source, std::vector<Flaw>& flaws) {
  auto result = scan(text);
  for (auto& flaw : result.flaws) flaw.offset += offset_of(text, source);
  if (!result.valid) {
    const auto number = decimal(text);
    if (number && std::isfinite(*number)) return Json(*number);
    const bool is_meant_as_json = std::string_view("{[\"").find(text.front()) != std::string_view::npos;
    if (!is_meant_as_json && !number) return Json(text);
  }
  flaws.insert(flaws.end(), result.flaws.begin(), result.flaws.end());
  return result.valid ? std::optional(Json::parse(text)) : std::nullopt;
}

std::string_view name_of(const Json& element) {
  if (element.is_string()) return element.text();
  const auto* name = element.find("name");
  return name && name->is_string() ? std::string_view(name->text()) : "";
}

// Position of the element that `part` means, by number or by name. One past the end appends.
std::optional<std::size_t> position_in(const Json& array, const Part& part) {
  std::size_t position = 0;
  const auto* end = part.text.data() + part.text.size();
  const auto [stop, error] = std::from_chars(part.text.data(), end, position);
  const bool is_number = error == std::errc() && stop == end && !part.is_quoted;
  if (is_number && position <= array.size()) return position;
  for (std::size_t i = 0; i < array.size(); ++i)
    if (name_of(array[i]) == part.text) return i;
  return std::nullopt;
}

std::string remedy_for_position(const Json& array, std::string_view part) {
  std::vector<std::string_view> names;
  for (const auto& element : array)
    if (const auto name = name_of(element); !name.empty()) names.push_back(name);
  const auto last = array.empty() ? "none" : fmt::format("0 to {}", array.size() - 1);
  return suggestion(part, names, "positions: " + last);
}

// Follows the path, creating what is missing. Returns null and a flaw where the path cannot be followed.
class Walk {
 public:
  Walk(Json& root, const Source& source, std::vector<Flaw>& flaws)
      : root_(root), at_(&root), source_(source), flaws_(flaws) {}

  Json* follow(const std::vector<Part>& path) {
    for (std::size_t i = 0; i < path.size(); ++i)
      if (!step(path[i], i + 1 == path.size())) return nullptr;
    return at_;
  }
  const std::string& pointer() const { return pointer_; }

 private:
  bool step(const Part& part, bool is_last) {
    const bool in_policies = pointer_ == "/policies";
    if (at_->is_null()) *at_ = Json::object();
    if (at_->is_array() ? !enter_array(part, is_last) : !enter_object(part.text)) return false;
    if (in_policies && !is_last && at_->is_string()) *at_ = Json{{"name", *at_}, {"based_on", *at_}};
    return true;
  }

  bool enter_array(const Part& part, bool is_last) {
    auto position = position_in(*at_, part);
    if (!position && pointer_ == "/policies" && part.text == policy_today) {  // every scenario has that one
      position = at_->size();
      at_->push_back(policy_today);
    }
    const bool is_there = position && (*position < at_->size() || is_last);
    if (!is_there && pointer_ == "/policies" && root_.contains("factors"))
      return fail(part.text, fmt::format("no policy {} is listed", in_quotes(part.text)),
                  "what factors combine to is set in policies.today, which all combinations follow, or in a "
                  "level of a factor");
    if (!position)
      return fail(part.text, fmt::format("there is no {} in {}", in_quotes(part.text), pointer_),
                  remedy_for_position(*at_, part.text));
    pointer_ += '/' + std::to_string(*position);
    at_ = *position < at_->size() ? &at_->at(*position) : &at_->push_back(nullptr);
    return true;
  }

  bool enter_object(std::string_view part) {
    if (!at_->is_object())
      return fail(part, fmt::format("{} is {}, which has no parts", pointer_, in_quotes(at_->dump())),
                  "override the whole of it, for example with {\"distribution\": ...}");
    pointer_ += '/' + pointer_escape(part);
    at_ = &(*at_)[part];
    if (pointer_ == "/policies" && at_->is_null())
      *at_ = root_.contains("factors") ? Json::array() : Json(default_policies);
    return true;
  }

  bool fail(std::string_view part, std::string problem, std::string remedy) {
    flaws_.push_back(flaw_at(part, source_, std::move(problem), std::move(remedy)));
    flaws_.back().pointer = pointer_;
    return false;
  }

  const Json& root_;
  Json* at_;
  std::string pointer_;
  const Source& source_;
  std::vector<Flaw>& flaws_;
};

// A policy of a resolved document has a lever of its own from when it is set.
void keep_own(Json& root, std::string_view pointer) {
  const auto whole = pointer.substr(0, pointer.find('/', std::string_view("/policies/").size()));
  const auto levers = std::string(whole) + "/levers";
  if (!pointer.starts_with("/policies/") || (pointer != levers && !is_beneath(pointer, levers))) return;
  const auto* found = root.find_at(levers);
  if (!found || !found->is_object()) return;
  const auto set = *found;
  for (const auto& [name, value] : set.items())
    if (const auto own = levers + '/' + name; pointer == levers || pointer == own || is_beneath(pointer, own))
      stop_following(root.at_pointer(whole), name);
}

// An earlier override of which something would be undone where `now` becomes `value`: of the same place, of a
// part of it, or of a whole that had said something of it.
const Override* undone(const std::vector<Override>& earlier, const std::string& pointer, const Json& now,
                       const Json& value) {
  for (const auto& override : earlier) {
    if (is_beneath(override.pointer, pointer)) {
      const auto part = override.pointer.substr(pointer.size());
      const auto *before = now.find_at(part), *after = value.find_at(part);
      if (before && !(after && *before == *after)) return &override;
    } else if (override.pointer == pointer || is_beneath(pointer, override.pointer)) {
      const bool was_said = override.pointer == pointer || !now.is_null();
      if (was_said && now != value) return &override;
    }
  }
  return nullptr;
}

}  // namespace

bool is_beneath(std::string_view pointer, std::string_view whole) {
  return pointer.size() > whole.size() && pointer.starts_with(whole) && pointer[whole.size()] == '/';
}

std::size_t end_of_path(std::string_view assignment) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < assignment.size(); ++i) {
    if (assignment[i] == '"') is_quoted = !is_quoted;
    if (assignment[i] == '=' && !is_quoted) return i;
  }
  return assignment.find('=');  // the quotation marks are part of a name
}

std::optional<std::string> pointer_of(const Json& root, std::string_view path) {
  const auto* at = &root;
  std::string pointer;
  for (const auto& part : split(path)) {
    if (at->is_array()) {
      const auto position = position_in(*at, part).value_or(at->size());
      if (position == at->size()) return std::nullopt;
      pointer += '/' + std::to_string(position);
      at = &at->at(position);
    } else {
      at = at->find(part.text);
      if (at == nullptr) return std::nullopt;
      pointer += '/' + pointer_escape(part.text);
    }
  }
  return pointer;
}

void apply_override(Document& document, std::string_view assignment) {
  if (!document.root) return;
  Override override{{std::string(Source::override_name), std::string(assignment)}, {}};
  std::vector<Flaw> flaws;
  const auto [path, text] = read_assignment(override.source, flaws);
  if (flaws.empty()) {
    auto value = read_value(text, override.source, flaws);
    Walk walk(*document.root, override.source, flaws);
    if (Json* target = value ? walk.follow(path) : nullptr) {
      override.pointer = walk.pointer();
      if (const auto* earlier = undone(document.overrides, override.pointer, *target, *value))
        flaws.push_back(flaw_at(text, override.source,
                                fmt::format("this was set before: {}", earlier->source.text),
                                "one of the two would be ignored; leave it out"));
      *target = *std::move(value);
      keep_own(*document.root, override.pointer);
      document.overrides.push_back(override);
    }
  }
  add_flaws(document.mistakes, override.source, flaws);
}

}  // namespace clientele::scenario
